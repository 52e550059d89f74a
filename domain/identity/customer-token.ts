/**
 * The customer's token: a JWT (RFC 7519) signed with HS256, scoped to one contact of one inbox, good for an hour and
 * renewable for 30 days. It is checked without a database; the algorithm, issuer and audience are pinned (RFC 8725).
 */
import { sign, verify } from "hono/jwt";
import { z } from "zod";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";

export const CUSTOMER_TOKEN_TTL_MS = 60 * 60 * 1_000;
export const CUSTOMER_TOKEN_RENEWABLE_MS = 30 * 24 * 60 * 60 * 1_000;
/** A token from a machine whose clock is this much ahead is still taken. */
const CLOCK_SKEW_S = 60;
const ISSUER = "edgedesk";
const AUDIENCE = "edgedesk.customer";

const seconds = z.int().min(0);
const claims = z.object({
  iss: z.literal(ISSUER),
  aud: z.literal(AUDIENCE),
  sub: z.uuid(),
  inb: z.string().min(1).max(64),
  sid: z.uuid(),
  /** Of a verified contact; absent for a guest. */
  ver: z.literal(true).optional(),
  iat: seconds,
  exp: seconds,
  rnx: seconds,
});
type Claims = z.infer<typeof claims>;

/** Whom a token speaks for. */
export interface CustomerSession {
  readonly contactId: string;
  readonly inboxId: string;
  /** Stays the same when the token is renewed, so that blocking one session ends all its tokens. */
  readonly sessionId: string;
  /** The shop vouched for the contact: a token without it does not speak for a verified one. */
  readonly verified?: true | undefined;
}

/** @param secrets as {@link secretsIn} reads them @returns the token and the moment at which it expires (Unix milliseconds, whole seconds) */
export async function mintCustomerToken(
  secrets: string,
  session: CustomerSession,
  nowMs: number,
): Promise<{ token: string; expiresAtMs: number }> {
  const iat = Math.floor(nowMs / 1_000);
  const exp = iat + CUSTOMER_TOKEN_TTL_MS / 1_000;
  const payload: Claims = {
    iss: ISSUER,
    aud: AUDIENCE,
    sub: session.contactId,
    inb: session.inboxId,
    sid: session.sessionId,
    ...(session.verified === true ? { ver: true as const } : {}),
    iat,
    exp,
    rnx: iat + CUSTOMER_TOKEN_RENEWABLE_MS / 1_000,
  };
  return { token: await sign({ ...payload }, signingSecret(secrets), "HS256"), expiresAtMs: exp * 1_000 };
}

/** @returns the principal; refuses `not_signed_in` for a token that is not ours, `session_ended` for one that expired */
export async function verifyCustomerToken(
  secrets: string,
  token: string,
  nowMs: number,
): Promise<Result<ContactPrincipal>> {
  const found = await readClaims(secrets, token, nowMs);
  if (!found.ok) return found;
  const { sub, inb, sid, ver, exp } = found.value;
  if (exp * 1_000 <= nowMs) return refuse("session_ended");
  const verified = ver === true ? { verified: ver } : {};
  return ok({ type: "contact", id: sub, inboxId: inb, ...verified, sessionId: sid, expiresAtMs: exp * 1_000 });
}

/** As {@link verifyCustomerToken}, but takes an expired token too for as long as it may be renewed. */
export async function verifyRenewableToken(
  secrets: string,
  token: string,
  nowMs: number,
): Promise<Result<CustomerSession>> {
  const found = await readClaims(secrets, token, nowMs);
  if (!found.ok) return found;
  const { sub, inb, sid, ver, rnx } = found.value;
  if (rnx * 1_000 <= nowMs) return refuse("session_ended");
  return ok({ contactId: sub, inboxId: inb, ...(ver === true ? { verified: ver } : {}), sessionId: sid });
}

/** `new,old`: the first one signs, and each is taken, so that a new one makes strangers of nobody. */
function secretsIn(secrets: string): string[] {
  return secrets
    .split(",")
    .map((secret) => secret.trim())
    .filter((secret) => secret !== "");
}

function signingSecret(secrets: string): string {
  const [first] = secretsIn(secrets);
  if (first === undefined) throw new Error("there is no secret for customers' tokens");
  return first;
}

async function readClaims(secrets: string, token: string, nowMs: number): Promise<Result<Claims>> {
  let payload: unknown;
  for (const secret of secretsIn(secrets)) {
    payload ??= await payloadOf(secret, token);
  }
  const parsed = claims.safeParse(payload);
  if (!parsed.success || parsed.data.iat > nowMs / 1_000 + CLOCK_SKEW_S) return refuse("not_signed_in");
  return ok(parsed.data);
}

/** @returns undefined if this secret did not sign it, or not for customers */
async function payloadOf(secret: string, token: string): Promise<unknown> {
  try {
    // Times are checked by the callers against the clock they were given.
    return await verify(token, secret, {
      alg: "HS256",
      iss: ISSUER,
      aud: AUDIENCE,
      exp: false,
      iat: false,
      nbf: false,
    });
  } catch {
    return undefined;
  }
}
