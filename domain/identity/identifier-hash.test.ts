import { expect, it } from "vitest";
import { identifierHash, isIdentifierHash } from "#domain/identity/identifier-hash";

const secret = new TextEncoder().encode("key");

it("is the HMAC-SHA256 that shops compute, in hex", () => {
  // The well-known vector of the pangram under the key "key".
  const pangram = "The quick brown fox jumps over the lazy dog";
  expect(identifierHash(secret, pangram)).toBe("f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8");
});

it("holds for this identifier and this secret only", () => {
  const hash = identifierHash(secret, "用户-1");
  expect(isIdentifierHash(secret, "用户-1", hash)).toBe(true);
  expect(isIdentifierHash(secret, "用户-2", hash)).toBe(false);
  expect(isIdentifierHash(new Uint8Array(3), "用户-1", hash)).toBe(false);
  for (const other of ["", hash.slice(2), `${hash}00`, "z".repeat(64)]) {
    expect(isIdentifierHash(secret, "用户-1", other)).toBe(false);
  }
});
