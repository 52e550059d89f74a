/**
 * Passwords at rest: scrypt (RFC 7914) in better-auth's own form, `salt:key` in hex, so that either may read what the other wrote. Here
 * because its check compares keys with `===`, and because an account that does not exist has to cost as much as one that does.
 */
import { randomBytes, scrypt, timingSafeEqual } from "node:crypto";

const COST = { N: 16_384, r: 16, p: 1, maxmem: 64 * 1024 * 1024 };
const KEY_BYTES = 64;
const SALT_BYTES = 16;
/** Of no password. */
const NOBODYS_HASH = `${"0".repeat(2 * SALT_BYTES)}:${"0".repeat(2 * KEY_BYTES)}`;

function deriveKey(password: string, salt: string): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    scrypt(password.normalize("NFKC"), salt, KEY_BYTES, COST, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

/** Takes a tenth of a second of processor time, as it should. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES).toString("hex");
  return `${salt}:${(await deriveKey(password, salt)).toString("hex")}`;
}

/** @param hash undefined where there is no account, or none with a password: false after the same work */
export async function isPassword(hash: string | undefined, password: string): Promise<boolean> {
  const [salt = "", key = ""] = (hash ?? NOBODYS_HASH).split(":");
  const expected = Buffer.from(key, "hex");
  const given = await deriveKey(password, salt);
  return expected.length === given.length && timingSafeEqual(expected, given);
}
