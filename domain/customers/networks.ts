/** From which networks contacts came lately: keyed tags in D1, for {@link NETWORKS_KEPT_MS}. */
import { and, asc, desc, eq, gt, inArray, lt, or, sql } from "drizzle-orm";
import { contactNetworks } from "#domain/customers/schema";
import { isSomebody } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { rowIf } from "#domain/insert-select";
import type { BlindIndexKeys } from "#domain/privacy/blind-index";
import { type NetworkTag, networksOf, PREFIXES, tagsOf } from "#domain/privacy/network-tags";

export const NETWORKS_KEPT_MS = 30 * 24 * 60 * 60 * 1_000;

/** Every tag that an address has, of whichever key: what blocks are looked up by. */
export function tagsOfAddress(keys: BlindIndexKeys, address: string): string[] {
  return networksOf(address).flatMap((network) => tagsOf(keys, network).map(({ tag }) => tag));
}

/** Takes note that a contact came from this address; of an address that is none, or of one who is nobody, nothing. */
export async function noteNetworks(
  db: Database,
  keys: BlindIndexKeys,
  contactId: string,
  address: string,
  nowMs: number,
): Promise<void> {
  const tags = networksOf(address).flatMap((network) => tagsOf(keys, network).slice(0, 1));
  const [first, ...others] = tags.map((tag) =>
    db
      .insert(contactNetworks)
      .select(rowIf(contactNetworks, { contactId, ...tag, lastSeenAtMs: nowMs }, isSomebody(db, contactId)))
      .onConflictDoUpdate({
        target: [contactNetworks.contactId, contactNetworks.tag],
        set: { lastSeenAtMs: sql`excluded.last_seen_at_ms` },
      }),
  );
  if (first !== undefined) await db.batch([first, ...others]);
}

/** The narrowest network that the contact came from last. */
export async function lastNetworkOf(db: Database, contactId: string): Promise<NetworkTag | undefined> {
  const [row] = await db
    .select()
    .from(contactNetworks)
    .where(
      and(
        eq(contactNetworks.contactId, contactId),
        or(
          and(eq(contactNetworks.family, 4), eq(contactNetworks.prefix, PREFIXES[4][0])),
          and(eq(contactNetworks.family, 6), eq(contactNetworks.prefix, PREFIXES[6][0])),
        ),
      ),
    )
    .orderBy(desc(contactNetworks.lastSeenAtMs))
    .limit(1);
  return row && { family: row.family === 4 ? 4 : 6, prefix: row.prefix, tag: row.tag };
}

/** @returns contacts that came from a network lately, in order, after the given one */
export async function pageOfContactsSeen(
  db: Database,
  tags: readonly string[],
  afterContactId: string,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .selectDistinct({ contactId: contactNetworks.contactId })
    .from(contactNetworks)
    .where(and(inArray(contactNetworks.tag, [...tags]), gt(contactNetworks.contactId, afterContactId)))
    .orderBy(asc(contactNetworks.contactId))
    .limit(limit);
  return rows.map((row) => row.contactId);
}

/** Forgets what is older, at most so many rows. */
export async function forgetNetworks(db: Database, beforeMs: number, maxRows: number): Promise<void> {
  const old = db
    .select({ rowid: sql`rowid` })
    .from(contactNetworks)
    .where(lt(contactNetworks.lastSeenAtMs, beforeMs))
    .limit(maxRows);
  await db.delete(contactNetworks).where(inArray(sql`rowid`, old));
}
