/** Proof that the shop itself named this customer: hex HMAC-SHA256 of the identifier with the inbox's secret. */
import { createHmac, timingSafeEqual } from "node:crypto";

export function identifierHash(secret: Uint8Array, identifier: string): string {
  return createHmac("sha256", secret).update(identifier).digest("hex");
}

/** Compares in constant time. @param hash what the page sent, 64 hex digits or anything else */
export function isIdentifierHash(secret: Uint8Array, identifier: string, hash: string): boolean {
  const expected = Buffer.from(identifierHash(secret, identifier), "hex");
  const given = Buffer.from(hash, "hex");
  return given.length === expected.length && timingSafeEqual(given, expected);
}
