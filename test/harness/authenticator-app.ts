/** What an authenticator app shows for a secret, as it is typed into one. */
import { hotp, stepAt } from "#domain/identity/totp";

const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** Good for this step of 30 s and the next one. */
export function codeOf(secret: string): string {
  return hotp(fromBase32(secret), stepAt(Date.now()));
}

const STEP_MS = 30_000;
/** In which a busy machine has typed and sent a code. */
const TYPED_WITHIN_MS = 12_000;

/**
 * The code of the step before, so that the one of now is not spent. It is good for this step alone: of one that is nearly
 * over the next is waited for.
 * @param withinMs how soon it is sent
 */
export async function codeBefore(secret: string, withinMs = TYPED_WITHIN_MS): Promise<string> {
  const leftMs = STEP_MS - (Date.now() % STEP_MS);
  if (leftMs < withinMs) await new Promise((done) => setTimeout(done, leftMs));
  return hotp(fromBase32(secret), stepAt(Date.now()) - 1);
}

function fromBase32(text: string): Uint8Array {
  const bits = [...text.replaceAll(" ", "")].map((char) => BASE32.indexOf(char).toString(2).padStart(5, "0"));
  const bytes = bits.join("").match(/.{8}/g) ?? [];
  return Uint8Array.from(bytes, (byte) => Number.parseInt(byte, 2));
}
