/**
 * The shop's own word on who its customer is: a JWT (RFC 7519) that the shop signs with HS256 and the inbox's identity secret.
 * The algorithm is pinned, so neither `none` nor a public key taken for a shared one gets through (RFC 8725 §2.1, §3.1).
 *
 * It is a bearer credential: whoever holds it is that customer until it expires. It is not kept to be used once, because a
 * page that loads twice uses it twice; what bounds a stolen one is its life. {@link MAX_IDENTITY_TOKEN_LIFE_S} is the most
 * that is taken, five minutes the most that a shop should sign. A replayed one opens a session of the same contact and no
 * other, and never undoes what a newer one said of the customer (see `customers/details.ts`).
 */
import { verify } from "hono/jwt";
import { z } from "zod";
import { ok, type Result, refuse } from "#domain/failures";
import type { Locale } from "#protocol/constants";
import { saidAttributes } from "#protocol/http-attributes";
import { email, identifier, locale, personName } from "#protocol/vocabulary";

export const MAX_IDENTITY_TOKEN_LIFE_S = 24 * 60 * 60;
/** Shops' clocks differ from ours by up to this. */
const CLOCK_SKEW_S = 60;

/** A JWT's times may have fractions (RFC 7519 §2, NumericDate). */
const numericDate = z.number().min(0).max(253_402_300_799);
const claims = z.object({
  sub: identifier,
  iat: numericDate,
  exp: numericDate,
  nbf: numericDate.optional(),
  aud: z.union([z.string(), z.array(z.string())]).optional(),
  name: personName.optional(),
  email: email.optional(),
  // A language that we do not speak is no reason to doubt who somebody is.
  locale: locale.optional().catch(undefined),
  // Nor is a detail that we cannot keep.
  attributes: saidAttributes.optional().catch(undefined),
});

/** What the shop vouches for. */
export interface VouchedIdentity {
  readonly identifier: string;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly locale: Locale | undefined;
  /** Details of the customer in the shop's own words. */
  readonly attributes: z.infer<typeof saidAttributes> | undefined;
  /** Unix milliseconds; what a newer token said is not undone by an older one. */
  readonly issuedAtMs: number;
}

/**
 * @param secret the inbox's identity secret
 * @param inboxId for whom the token must be, if it names an audience
 * @returns who it is; refuses `identity_expired` for one that was good, `identity_not_verified` for any other
 */
export async function verifyIdentityToken(
  secret: Uint8Array<ArrayBuffer>,
  inboxId: string,
  token: string,
  nowMs: number,
): Promise<Result<VouchedIdentity>> {
  let payload: unknown;
  try {
    const key = await crypto.subtle.importKey("raw", secret, { name: "HMAC", hash: "SHA-256" }, false, ["verify"]);
    // Times are checked below against the clock that was given, with the skew that is allowed.
    payload = await verify(token, key, { alg: "HS256", exp: false, iat: false, nbf: false });
  } catch {
    return refuse("identity_not_verified");
  }
  const parsed = claims.safeParse(payload);
  if (!parsed.success) return refuse("identity_not_verified");
  const { sub, iat, exp, nbf = 0, aud = inboxId, ...said } = parsed.data;
  const nowS = nowMs / 1_000;
  if (exp + CLOCK_SKEW_S <= nowS) return refuse("identity_expired");
  const isTooLong = exp > nowS + MAX_IDENTITY_TOKEN_LIFE_S + CLOCK_SKEW_S;
  const isEarly = Math.max(iat, nbf) > nowS + CLOCK_SKEW_S;
  const isForeign = Array.isArray(aud) ? !aud.includes(inboxId) : aud !== inboxId;
  if (isTooLong || isEarly || isForeign) return refuse("identity_not_verified");
  return ok({
    identifier: sub,
    name: said.name,
    email: said.email,
    locale: said.locale,
    attributes: said.attributes,
    issuedAtMs: Math.floor(iat * 1_000),
  });
}
