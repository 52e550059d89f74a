/**
 * Time-based one-time passwords: RFC 6238 over HOTP (RFC 4226), SHA-1, 6 digits, steps of 30 s, which is what every authenticator app
 * does by default. better-auth's own check says only whether a code is right, not of which step it is; without that none can be
 * refused the second time (RFC 6238 §5.2).
 */
import { createHmac, timingSafeEqual } from "node:crypto";

export const TOTP_SECRET_BYTES = 20;
export const TOTP_DIGITS = 6;
const STEP_MS = 30_000;
/** Steps before this one whose codes are taken: typing takes its time (RFC 6238 §5.2). None of the future: phones know the time. */
const STEPS_BEFORE = 1;
const BASE32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** RFC 4226 §5.3. @param counter a safe integer from 0 */
export function hotp(secret: Uint8Array, counter: number, digits: number = TOTP_DIGITS): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const mac = createHmac("sha1", secret).update(message).digest();
  const offset = mac.readUInt8(mac.length - 1) & 0x0f;
  const number = mac.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** digits).padStart(digits, "0");
}

export function stepAt(nowMs: number): number {
  return Math.floor(nowMs / STEP_MS);
}

/**
 * @param code what was typed; spaces do not count
 * @param afterStep the newest step that was used before: its code and older ones are spent
 * @returns the step whose code it is, or undefined; all candidates are compared, each in constant time
 */
export function stepOfCode(secret: Uint8Array, code: string, nowMs: number, afterStep: number): number | undefined {
  const given = Buffer.from(code.replace(/\s/g, ""));
  if (given.length !== TOTP_DIGITS) return undefined;
  const current = stepAt(nowMs);
  let found: number | undefined;
  for (let step = current - STEPS_BEFORE; step <= current; step += 1) {
    if (step >= 0 && timingSafeEqual(given, Buffer.from(hotp(secret, step))) && step > afterStep) found = step;
  }
  return found;
}

/** RFC 4648 §6 without padding: the form in which apps take a secret. */
export function toBase32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, "0")).join("");
  return (bits.match(/.{1,5}/g) ?? []).map((five) => BASE32[Number.parseInt(five.padEnd(5, "0"), 2)]).join("");
}

/** For the QR code: the Key URI format of authenticator apps. */
export function totpUri(secret: Uint8Array, email: string): string {
  const query = new URLSearchParams({
    secret: toBase32(secret),
    issuer: "Edgedesk",
    algorithm: "SHA1",
    digits: String(TOTP_DIGITS),
    period: String(STEP_MS / 1_000),
  });
  return `otpauth://totp/Edgedesk:${encodeURIComponent(email)}?${query}`;
}
