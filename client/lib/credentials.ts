/** A customer's bearer token as a connection uses it. Agents have a cookie instead. */
export interface Credentials {
  current(): { readonly token: string; readonly expiresAtMs: number };
  /** Gets a new token. @returns false when the customer cannot go on; rejects when it could not be found out */
  renew(): Promise<boolean>;
}

/** A token with less than this left is renewed before it is used: it must last for an upgrade. */
const LAST_USE_MS = 5_000;
/** An open line renews this long before the end. */
const AHEAD_MS = 60_000;
/** A clock that is far ahead makes every token look old; asking again at once would never end. */
const MIN_WAIT_MS = 30_000;

/** Is the token too old to begin with? */
export function isRunOut(expiresAtMs: number, nowMs: number): boolean {
  return expiresAtMs - nowMs < LAST_USE_MS;
}

/**
 * How long an open line may wait before it renews: until a minute before the end, or for half of what a short-lived token has
 * left, but never less than half a minute.
 */
export function renewInMs(expiresAtMs: number, nowMs: number): number {
  const leftMs = Math.max(0, expiresAtMs - nowMs);
  return Math.max(leftMs - AHEAD_MS, leftMs / 2, MIN_WAIT_MS);
}
