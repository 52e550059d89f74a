/** Which inboxes let which shop pages in, kept in the isolate for a little so that preflights cost no query. */
import { database } from "#domain/database";
import { normalOrigin } from "#domain/identity/origin";
import { listInboxOrigins } from "#domain/organisation/store";
import type { Environment } from "#worker/environment";

const KEPT_MS = 15_000;

interface Kept {
  readonly untilMs: number;
  readonly inboxes: Awaited<ReturnType<typeof listInboxOrigins>>;
}
const kept = new WeakMap<object, Kept>();

/** @returns ids of the inboxes whose allowed origins name this one */
export async function inboxesAllowing(
  env: Pick<Environment, "DB">,
  origin: string | null,
  nowMs: number,
): Promise<string[]> {
  const normal = origin === null ? undefined : normalOrigin(origin);
  if (normal === undefined) return [];
  const inboxes = await knownInboxes(env, nowMs);
  return inboxes.filter((inbox) => inbox.allowedOrigins.includes(normal)).map((inbox) => inbox.id);
}

/** @returns every origin that some inbox lets in */
export async function shopOrigins(env: Pick<Environment, "DB">, nowMs: number): Promise<string[]> {
  const inboxes = await knownInboxes(env, nowMs);
  return [...new Set(inboxes.flatMap((inbox) => inbox.allowedOrigins))];
}

async function knownInboxes(env: Pick<Environment, "DB">, nowMs: number): Promise<Kept["inboxes"]> {
  let known = kept.get(env.DB);
  if (known === undefined || known.untilMs <= nowMs) {
    known = { untilMs: nowMs + KEPT_MS, inboxes: await listInboxOrigins(database(env.DB)) };
    kept.set(env.DB, known);
  }
  return known.inboxes;
}

/** Origins of an inbox were changed here: the next look is a fresh one. */
export function forgetInboxOrigins(env: Pick<Environment, "DB">): void {
  kept.delete(env.DB);
}
