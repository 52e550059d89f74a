import { hashPassword as libraryHash, verifyPassword as libraryVerify } from "better-auth/crypto";
import { describe, expect, it } from "vitest";
import { hashPassword, isPassword } from "./password-hash.ts";

describe("a password's hash", () => {
  it("is of that password, and salted", async () => {
    const [one, other] = [await hashPassword("tangerine kettle"), await hashPassword("tangerine kettle")];
    expect(one).not.toBe(other);
    expect(await isPassword(one, "tangerine kettle")).toBe(true);
    expect(await isPassword(one, "tangerine kettles")).toBe(false);
  });

  it("is the one that better-auth reads and writes", async () => {
    expect(await isPassword(await libraryHash("茶与陶 2026"), "茶与陶 2026")).toBe(true);
    expect(await libraryVerify({ hash: await hashPassword("茶与陶 2026"), password: "茶与陶 2026" })).toBe(true);
  });

  it("is the same for two ways to write one character", async () => {
    expect(await isPassword(await hashPassword("cafe\u0301 \uff21\uff11"), "caf\u00e9 A1")).toBe(true);
  });

  it("of nobody, or broken, is of no password", async () => {
    for (const hash of [undefined, "", ":", "00:", "salt:zz"]) expect(await isPassword(hash, "anything")).toBe(false);
  });
});
