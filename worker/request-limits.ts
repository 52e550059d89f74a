/**
 * How many requests one person may send, counted by the platform's rate limiter: per contact, per agent, and per address (as
 * its pseudonym) for requests without a good credential. Reads and writes count apart, so that nobody who polls is kept
 * from writing; an upgrade makes an actor work and counts as a write. Limits stand in wrangler.toml.
 *
 * The platform counts for each of its locations and about right, which is what a guard against floods needs; what must be
 * counted exactly (sign-ins) has rules of its own in the database.
 */
import type { Principal } from "#domain/identity/principal";
import type { Operation } from "#protocol/operation";
import { originOf } from "#worker/auditor";
import type { Environment } from "#worker/environment";

/** The period of both limits in wrangler.toml: afterwards there is room in any case. */
const PERIOD_S = 10;

/** @returns in how many seconds to try again, if it was one too many */
export async function countRequest(
  env: Environment,
  request: Request,
  operation: Pick<Operation, "method" | "status">,
  principal: Principal | undefined,
): Promise<number | undefined> {
  if (env.REQUEST_LIMITS === "off") return undefined;
  const isRead = operation.method === "get" && operation.status !== 101;
  const limiter = isRead ? env.READ_LIMIT : env.WRITE_LIMIT;
  const key = principal === undefined ? `address/${originOf(env, request)}` : `${principal.type}/${principal.id}`;
  const { success } = await limiter.limit({ key });
  return success ? undefined : PERIOD_S;
}

/** A guest who is made, not one who comes back: a row and a key each. @returns whether there were too many from this address */
export async function isGuestTooMany(env: Environment, request: Request): Promise<boolean> {
  if (env.REQUEST_LIMITS === "off") return false;
  return !(await env.GUEST_LIMIT.limit({ key: `guest/${originOf(env, request)}` })).success;
}
