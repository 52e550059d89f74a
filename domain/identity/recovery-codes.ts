/** Codes for the day on which the second factor is gone: shown once, kept as keyed hashes, good once each. */
import { createHmac } from "node:crypto";

export const RECOVERY_CODES = 10;
/** 50 bits, and few guesses are heard: see `attempts.ts`. */
const CODE_CHARS = 10;
/** Crockford's base 32: nothing in it is mistaken for another. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** @param random at least one random byte for each of the code's ten characters */
export function recoveryCode(random: Uint8Array): string {
  const chars = [...random.subarray(0, CODE_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return `${chars.slice(0, CODE_CHARS / 2)}-${chars.slice(CODE_CHARS / 2)}`;
}

/** A new set, as it is shown. @param random as many random bytes as asked for */
export function makeRecoveryCodes(random: (bytes: number) => Uint8Array): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => recoveryCode(random(CODE_CHARS)));
}

/**
 * What rests of a code, in hex. Looking a code up by it is as good as comparing in constant time: whoever guesses does not know
 * the hash of their guess.
 * @param typed with whatever dashes, spaces and capitals, and with the letters that are taken for digits
 */
export function recoveryCodeHash(secret: string, userId: string, typed: string): string {
  const code = typed.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return createHmac("sha256", secret)
    .update(JSON.stringify(["recovery code", userId, code]))
    .digest("hex");
}
