/**
 * Who is asking. A bearer token wins over a cookie, because a page sends the one on purpose and the browser sends the
 * other by itself: on a demo store where an agent is signed in too, the widget stays a customer.
 * A token costs no database query; a cookie costs one.
 */

import { ok, type Result, refuse } from "#domain/failures";
import { verifyCustomerToken } from "#domain/identity/customer-token";
import { isOurPage } from "#domain/identity/origin";
import type { Principal } from "#domain/identity/principal";
import type { Operation } from "#protocol/operation";
import { hasSessionCookie, readAgent } from "#worker/auth";
import { bearerOf } from "#worker/credentials";
import type { AppContext } from "#worker/environment";
import { inboxesAllowing } from "#worker/inbox-origins";

const SAFE_METHODS: readonly string[] = ["GET", "HEAD", "OPTIONS"];

/** @returns the principal, or undefined without a credential; refuses a bad credential or a foreign page */
export async function resolvePrincipal(
  c: AppContext,
  operation: Operation,
  nowMs: number,
): Promise<Result<Principal | undefined>> {
  const token = bearerOf(c.req.raw.headers);
  if (token !== undefined) return verifyCustomerToken(c.env.CUSTOMER_TOKEN_SECRET, token, nowMs);
  if (!hasSessionCookie(c.req.raw.headers)) return ok(undefined);

  if (isOwnPage(c.req.raw)) return ok(await readAgent(c.env, c.req.raw, nowMs));
  // A conversation may be opened from the shop pages of its inbox too; nothing else of an agent may.
  if (operation.status !== 101 || operation.params === undefined) return refuse("foreign_origin");
  const inboxIds = await inboxesAllowing(c.env, c.req.raw.headers.get("origin"), nowMs);
  if (inboxIds.length === 0) return refuse("foreign_origin");
  const agent = await readAgent(c.env, c.req.raw, nowMs);
  // Narrowed to those inboxes, so that the page of one shop shows nothing of another.
  const shown = inboxIds.filter((id) => agent?.inboxIds?.includes(id) ?? true);
  return ok(agent && { ...agent, inboxIds: shown, narrowed: true });
}

/**
 * Whether a request with a cookie comes from our own pages. Reads are left alone: browsers show their answers to nobody
 * else. A write without Origin comes from no browser page; an upgrade without one is refused, as it could read and write.
 */
export function isOwnPage(request: Request): boolean {
  const isUpgrade = request.headers.get("upgrade") !== null;
  if (!isUpgrade && SAFE_METHODS.includes(request.method)) return true;
  const origin = request.headers.get("origin");
  if (origin !== null) return isOurPage(origin, request.url);
  const site = request.headers.get("sec-fetch-site") ?? "none";
  return !isUpgrade && (site === "none" || site === "same-origin");
}
