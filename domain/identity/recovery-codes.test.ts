import { describe, expect, it } from "vitest";
import { makeRecoveryCodes, recoveryCodeHash } from "./recovery-codes.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));

describe("recovery codes", () => {
  it("are ten, different, and of letters that cannot be mistaken for each other", () => {
    const codes = makeRecoveryCodes(random);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{5}-[0-9a-hjkmnp-tv-z]{5}$/);
  });

  it("may be typed as people type", () => {
    const hash = recoveryCodeHash("secret", "u1", "0a1b2-c3d4e");
    for (const typed of ["0A1B2-C3D4E", "0a1b2c3d4e", " oa1b2 c3d4e ", "OaIb2-c3d4e", "0alb2-c3d4e"]) {
      expect(recoveryCodeHash("secret", "u1", typed)).toBe(hash);
    }
  });

  it("are of one account and one instance", () => {
    const hash = recoveryCodeHash("secret", "u1", "0a1b2-c3d4e");
    expect(recoveryCodeHash("secret", "u2", "0a1b2-c3d4e")).not.toBe(hash);
    expect(recoveryCodeHash("other", "u1", "0a1b2-c3d4e")).not.toBe(hash);
  });
});
