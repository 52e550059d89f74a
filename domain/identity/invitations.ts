/** Invitations: a link that makes one account, once, within a week. */
import { createHash } from "node:crypto";

export const INVITATION_TTL_MS = 7 * 24 * 60 * 60 * 1_000;
/** What is over is kept for as long as somebody may ask about it, and then forgotten with its address. */
export const INVITATION_KEPT_MS = 30 * 24 * 60 * 60 * 1_000;
const TOKEN_BYTES = 32;

/** 256 random bits, 43 characters that need no escaping in a link. @param random at least 32 bytes */
export function invitationToken(random: Uint8Array): string {
  if (random.length < TOKEN_BYTES) throw new RangeError("a token needs 32 random bytes");
  return Buffer.from(random.subarray(0, TOKEN_BYTES)).toString("base64url");
}

/** Hex SHA-256: a token has so much chance in it that nothing slower is needed. */
export function tokenHash(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}

/**
 * Behind `#`, where a token reaches no server and no log, only the page.
 * @param origin of the desk, without a trailing slash
 */
export function invitationLink(origin: string, token: string): string {
  return `${origin}/console/join#token=${token}`;
}

/** As better-auth looks for it when somebody signs in. */
export function normalEmail(email: string): string {
  return email.trim().toLowerCase();
}
