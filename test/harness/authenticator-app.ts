/** What an authenticator app shows for a secret, as it is typed into one. */
import { hotp, stepAt } from "#domain/identity/totp";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** @param off how many steps of 30 s before or after this one */
export function codeOf(secret: string, off = 0): string {
  return hotp(fromBase32(secret), stepAt(Date.now()) + off);
}

function fromBase32(text: string): Uint8Array {
  const bits = [...text.replaceAll(" ", "")].map((char) => BASE32.indexOf(char).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
