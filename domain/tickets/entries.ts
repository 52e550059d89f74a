/** The time line of tickets: each row is written in the batch of the change that it tells of. */
import { and, desc, eq, gt, lt, type SQL, type SQLWrapper } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { rowIf } from "#domain/insert-select";
import { type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { storedIds, storedTicket } from "#domain/tickets/record";
import { ticketEntries } from "#domain/tickets/schema";
import { type EntryContent, openEntry, sealEntry, ticketKeyIfThere } from "#domain/tickets/sealed";
import type { TicketEntryKind } from "#protocol/constants";
import type { FieldChange, TicketEntry, TicketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";

export interface NewEntry {
  readonly ticketId: string;
  readonly kind: TicketEntryKind;
  /** The ticket's, after it. */
  readonly version: number | SQL;
  readonly byId: string;
  readonly atMs: number;
  /** Of ids, numbers and words of ours. */
  readonly changes: readonly FieldChange[];
  readonly mentions?: readonly string[];
  readonly clientId?: string;
}

/**
 * The insert of an entry, for the batch of its change.
 * @param sealed what people wrote, and the ticket's data key
 * @param condition selects something if the change takes place
 */
export function entryStatement(
  db: Database,
  entry: NewEntry,
  sealed: { readonly key: Uint8Array; readonly content: EntryContent } | undefined,
  condition: SQLWrapper,
  id: string = newId(entry.atMs),
) {
  const { ticketId, changes, mentions = [], clientId = null, ...rest } = entry;
  const sealedContent = sealed === undefined ? null : sealEntry(sealed.key, ticketId, id, sealed.content);
  const row = { id, ticketId, ...rest, changes: [...changes], mentions: [...mentions], clientId, sealedContent };
  return db.insert(ticketEntries).select(rowIf(ticketEntries, row, condition));
}

export const storedChanges = z.array(
  z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() }),
);

/** @param key undefined where it is missing: what was written is not told */
function toEntry(key: Uint8Array | undefined, row: typeof ticketEntries.$inferSelect): TicketEntry {
  const { id, kind, version, byId, atMs } = row;
  const content = key === undefined ? {} : openEntry(key, row.ticketId, id, row.sealedContent);
  return {
    ...{ id, kind, version, by: byId, atMs },
    changes: [...storedChanges.parse(row.changes), ...(content.changes ?? [])],
    ...(content.text === undefined ? {} : { text: content.text }),
    ...(content.reason === undefined ? {} : { reason: content.reason }),
    mentions: storedIds.parse(row.mentions),
  };
}

export interface EntriesWanted {
  /** Only of changes after this version. */
  readonly afterVersion?: number | undefined;
  /** The id of the last one of the page before. */
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** The latest first. @returns undefined if there is no such ticket */
export async function listEntries(
  db: Database,
  keyRing: KeyRing,
  ticketId: string,
  { afterVersion, cursor, limit }: EntriesWanted,
): Promise<TicketEntryPage | undefined> {
  const ticket = await storedTicket(db, ticketId);
  if (ticket === undefined) return undefined;
  const isAfter = afterVersion === undefined ? undefined : gt(ticketEntries.version, afterVersion);
  const isBefore = cursor === undefined ? undefined : lt(ticketEntries.id, cursor);
  const rows = await db
    .select()
    .from(ticketEntries)
    .where(and(eq(ticketEntries.ticketId, ticketId), isAfter, isBefore))
    .orderBy(desc(ticketEntries.id))
    .limit(limit + 1);
  const key = ticketKeyIfThere(keyRing, ticketId, ticket.key);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return { items: shown.map((row) => toEntry(key, row)), ...(last === undefined ? {} : { nextCursor: last.id }) };
}

/** All that happened to a ticket, the oldest first, for a customer's export. @throws KeyMissing, SealBroken */
export async function allEntries(db: Database, keyRing: KeyRing, ticketId: string): Promise<TicketEntry[]> {
  const ticket = await storedTicket(db, ticketId);
  if (ticket === undefined) return [];
  const key = unwrapDataKey(keyRing, { kind: "ticket", id: ticketId }, ticket.key);
  const rows = await db
    .select()
    .from(ticketEntries)
    .where(eq(ticketEntries.ticketId, ticketId))
    .orderBy(ticketEntries.id);
  return rows.map((row) => toEntry(key, row));
}

/** The entry of a note that was sent before. */
export async function entryOfClient(
  db: Database,
  keyRing: KeyRing,
  note: { readonly ticketId: string; readonly byId: string; readonly clientId: string },
): Promise<TicketEntry | undefined> {
  const ticket = await storedTicket(db, note.ticketId);
  if (ticket === undefined) return undefined;
  const isIt = and(
    eq(ticketEntries.ticketId, note.ticketId),
    eq(ticketEntries.byId, note.byId),
    eq(ticketEntries.clientId, note.clientId),
  );
  const [row] = await db.select().from(ticketEntries).where(isIt);
  return row && toEntry(ticketKeyIfThere(keyRing, note.ticketId, ticket.key), row);
}
