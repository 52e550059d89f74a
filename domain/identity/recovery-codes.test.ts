import { describe, expect, it } from "vitest";
import { parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { keptRecoveryCodes, makeRecoveryCodes, recoveryCodeHashes } from "./recovery-codes.ts";

const random = (bytes: number) => crypto.getRandomValues(new Uint8Array(bytes));
const key = (byte: number) => Buffer.alloc(32, byte).toString("base64");
const keys = parseBlindIndexKeys(`a=${key(1)}`);
const CODE = "0a1b-2c3d-4e5f-6g7h";

describe("recovery codes", () => {
  it("come as ten, each different, of sixteen characters in groups that nobody misreads", () => {
    const codes = makeRecoveryCodes(random);
    expect(new Set(codes).size).toBe(10);
    for (const code of codes) expect(code).toMatch(/^[0-9a-hjkmnp-tv-z]{4}(-[0-9a-hjkmnp-tv-z]{4}){3}$/);
  });

  it("are the same however they are typed", () => {
    const [hash] = recoveryCodeHashes(keys, "u1", CODE);
    for (const typed of ["0A1B-2C3D-4E5F-6G7H", " oaib 2c3d4e5f 6g7h ", "0alb2c3d4e5f6g7h"]) {
      expect(recoveryCodeHashes(keys, "u1", typed)).toEqual([hash]);
    }
  });

  it("rest as hashes that are of one person and one key", () => {
    const [hash = ""] = recoveryCodeHashes(keys, "u1", CODE);
    expect(hash).toMatch(/^a:[0-9a-f]{64}$/);
    expect(recoveryCodeHashes(keys, "u2", CODE)).not.toContain(hash);
    expect(recoveryCodeHashes(parseBlindIndexKeys(`a=${key(2)}`), "u1", CODE)).not.toContain(hash);
  });

  it("go on being good when there is a newer key, which keeps the next ones", () => {
    const kept = keptRecoveryCodes(keys, "u1", [CODE]);
    const later = parseBlindIndexKeys(`b=${key(2)},a=${key(1)}`);
    expect(recoveryCodeHashes(later, "u1", CODE)).toEqual(expect.arrayContaining(kept));
    expect(keptRecoveryCodes(later, "u1", [CODE])).toEqual([expect.stringMatching(/^b:/)]);
  });
});
