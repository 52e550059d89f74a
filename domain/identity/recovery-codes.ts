/** Codes for the day on which the second factor is gone: shown once, kept as keyed hashes, good once each. */
import { type BlindIndexKeys, blindIndexEntries } from "#domain/privacy/blind-index";

export const RECOVERY_CODES = 10;
/** 80 bits: short enough to be typed, and neither guessed at the door (`attempts.ts`) nor tried out without the keys. */
const CODE_CHARS = 16;
const GROUP = /.{4}(?=.)/g;
/** Crockford's base 32: nothing in it is mistaken for another. */
const ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz";

/** @param random at least one random byte for each of the code's sixteen characters */
export function recoveryCode(random: Uint8Array): string {
  const chars = [...random.subarray(0, CODE_CHARS)].map((byte) => ALPHABET[byte % ALPHABET.length]).join("");
  return chars.replace(GROUP, "$&-");
}

/** A new set, as it is shown. @param random as many random bytes as asked for */
export function makeRecoveryCodes(random: (bytes: number) => Uint8Array): string[] {
  return Array.from({ length: RECOVERY_CODES }, () => recoveryCode(random(CODE_CHARS)));
}

/**
 * What may rest of a code: a keyed hash in hex, behind the id of its key. Keys are those of blind indexes, which rotate; the secret of
 * sessions may be changed without voiding anybody's codes. Looking a code up by it is as good as comparing in constant time: whoever
 * guesses does not know the hash of their guess.
 * @param typed with whatever dashes, spaces and capitals, and with the letters that are taken for digits
 * @returns one a key; the first is the current key's, the one to write
 */
export function recoveryCodeHashes(keys: BlindIndexKeys, userId: string, typed: string): string[] {
  const code = typed.toLowerCase().replace(/[\s-]/g, "").replace(/o/g, "0").replace(/[il]/g, "1");
  return blindIndexEntries(keys, "recovery_codes.code", JSON.stringify([userId, code])).map(
    ({ keyId, hash }) => `${keyId}:${hash}`,
  );
}

/** What to keep of new codes. */
export function keptRecoveryCodes(keys: BlindIndexKeys, userId: string, codes: readonly string[]): string[] {
  return codes.flatMap((code) => recoveryCodeHashes(keys, userId, code).slice(0, 1));
}
