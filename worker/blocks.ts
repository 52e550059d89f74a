/** Who may not write, kept in the isolate for a little so that requests cost no query. */
import { listStandingBlocks } from "#domain/customers/blocks";
import { tagsOfAddress } from "#domain/customers/networks";
import { database } from "#domain/database";
import { type Environment, secretsOf } from "#worker/environment";

/** A block holds everywhere after this at the latest. */
const KEPT_MS = 2_000;

interface Kept {
  readonly untilMs: number;
  /** When each ends, by contact id or network tag. */
  readonly endsAtMs: ReadonlyMap<string, number>;
  readonly hasNetworks: boolean;
}
const kept = new WeakMap<object, Kept>();

/** What a block may name: contacts and networks. */
export interface Suspect {
  readonly contactIds: readonly string[];
  readonly address: string | undefined;
}

/** Where the request comes from, as the platform says; no client can set it. */
export function addressOf(request: Request): string | undefined {
  return request.headers.get("cf-connecting-ip") ?? undefined;
}

/** @returns whether any of it is blocked now */
export async function isBlocked(env: Environment, suspect: Suspect, nowMs: number): Promise<boolean> {
  const { endsAtMs, hasNetworks } = await standing(env, nowMs);
  const isNow = (of: string) => (endsAtMs.get(of) ?? 0) > nowMs;
  if (suspect.contactIds.some(isNow)) return true;
  if (!hasNetworks || suspect.address === undefined) return false;
  return tagsOfAddress(secretsOf(env).blindIndexKeys, suspect.address).some(isNow);
}

/** A block was made or lifted here: the next look is a fresh one. */
export function forgetBlocks(env: Pick<Environment, "DB">): void {
  kept.delete(env.DB);
}

/** As origins of inboxes are kept: what was read, not the reading, as one request may not wait for another's. */
async function standing(env: Environment, nowMs: number): Promise<Kept> {
  const known = kept.get(env.DB);
  if (known !== undefined && known.untilMs > nowMs) return known;
  const endsAtMs = new Map<string, number>();
  let hasNetworks = false;
  for (const block of await listStandingBlocks(database(env.DB), nowMs)) {
    const endAtMs = block.expiresAtMs ?? Number.POSITIVE_INFINITY;
    endsAtMs.set(block.of, Math.max(endAtMs, endsAtMs.get(block.of) ?? 0));
    hasNetworks ||= block.kind === "network";
  }
  const fresh = { untilMs: nowMs + KEPT_MS, endsAtMs, hasNetworks };
  kept.set(env.DB, fresh);
  return fresh;
}
