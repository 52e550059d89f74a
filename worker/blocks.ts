/** Who may not write, kept in the isolate for a little so that requests cost no query. */
import { listStandingBlocks } from "#domain/customers/blocks";
import { tagsOfAddress } from "#domain/customers/networks";
import { type Database, database } from "#domain/database";
import { type Environment, secretsOf } from "#worker/environment";
import { Kept } from "#worker/kept";

interface Standing {
  /** When each ends, by contact id or network tag. */
  readonly endsAtMs: ReadonlyMap<string, number>;
  readonly hasNetworks: boolean;
}
const standing = new Kept(2_000, readStanding);

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
  const { endsAtMs, hasNetworks } = await standing.now(database(env.DB), nowMs);
  const isNow = (of: string) => (endsAtMs.get(of) ?? 0) > nowMs;
  if (suspect.contactIds.some(isNow)) return true;
  if (!hasNetworks || suspect.address === undefined) return false;
  return tagsOfAddress(secretsOf(env).blindIndexKeys, suspect.address).some(isNow);
}

/** A block was made or lifted here. */
export function forgetBlocks(env: Pick<Environment, "DB">): void {
  standing.forget(database(env.DB));
}

async function readStanding(db: Database, nowMs: number): Promise<Standing> {
  const endsAtMs = new Map<string, number>();
  let hasNetworks = false;
  for (const block of await listStandingBlocks(db, nowMs)) {
    const endAtMs = block.expiresAtMs ?? Number.POSITIVE_INFINITY;
    endsAtMs.set(block.of, Math.max(endAtMs, endsAtMs.get(block.of) ?? 0));
    hasNetworks ||= block.kind === "network";
  }
  return { endsAtMs, hasNetworks };
}
