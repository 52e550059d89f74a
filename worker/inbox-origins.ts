/** Which inboxes let which shop pages in, kept in the isolate for a little so that preflights cost no query. */
import { database } from "#domain/database";
import { normalOrigin } from "#domain/identity/origin";
import { listInboxOrigins } from "#domain/organisation/store";
import type { Environment } from "#worker/environment";
import { Kept } from "#worker/kept";

const kept = new Kept(15_000, listInboxOrigins);

/** @returns ids of the inboxes whose allowed origins name this one */
export async function inboxesAllowing(
  env: Pick<Environment, "DB">,
  origin: string | null,
  nowMs: number,
): Promise<string[]> {
  const normal = origin === null ? undefined : normalOrigin(origin);
  if (normal === undefined) return [];
  const inboxes = await kept.now(database(env.DB), nowMs);
  return inboxes.filter((inbox) => inbox.allowedOrigins.includes(normal)).map((inbox) => inbox.id);
}

/** @returns every origin that some inbox lets in */
export async function shopOrigins(env: Pick<Environment, "DB">, nowMs: number): Promise<string[]> {
  const inboxes = await kept.now(database(env.DB), nowMs);
  return [...new Set(inboxes.flatMap((inbox) => inbox.allowedOrigins))];
}

/** Origins of an inbox were changed here. */
export function forgetInboxOrigins(env: Pick<Environment, "DB">): void {
  kept.forget(database(env.DB));
}
