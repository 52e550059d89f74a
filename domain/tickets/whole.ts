/** A ticket with what stands around it, in one round trip: whoever makes or changes one is answered with all of it. */
import { and, asc, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import type { KeyRing, WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { linkedTo } from "#domain/tickets/joining/links";
import { followersOf } from "#domain/tickets/notes";
import { isKeyOfTicket, type StoredTicket, toTicketRow, withKey } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { clocksAt, standingOf, unheardEntries } from "#domain/tickets/sla/standing";
import { MAX_SUB_TICKETS } from "#protocol/constants";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import type { TicketRow } from "#protocol/http-tickets";

export interface WholeTicket {
  readonly row: StoredTicket;
  readonly key: WrappedKey;
  readonly followerIds: string[];
  /** Conversations that joined it, besides its own. */
  readonly linkedConversationIds: string[];
  /** Right under it, in the order in which they were made. */
  readonly subTickets: TicketRow[];
  /** Undefined: they were not looked at yet. */
  readonly clocks: TicketClocks | undefined;
}

/** @returns undefined if there is none */
export async function wholeTicket(
  db: Database,
  keyRing: KeyRing,
  id: string,
  nowMs: number,
): Promise<WholeTicket | undefined> {
  const ofOne = db.select(withKey).from(tickets).innerJoin(dataKeys, isKeyOfTicket).where(eq(tickets.id, id));
  const under = db
    .select(withKey)
    .from(tickets)
    .crossJoin(dataKeys)
    .where(and(isKeyOfTicket, eq(tickets.parentId, id)))
    .orderBy(asc(tickets.id))
    .limit(MAX_SUB_TICKETS);
  const [[found], following, subs, links, [standing], unheard] = await db.batch([
    ...([ofOne, followersOf(db, id), under, linkedTo(db, id)] as const),
    ...([standingOf(db, id), unheardEntries(db, id)] as const),
  ]);
  if (found === undefined) return undefined;
  const followerIds = following.map((each) => each.id);
  const linkedConversationIds = links.map((each) => each.id);
  return {
    ...found,
    followerIds,
    linkedConversationIds,
    subTickets: subs.map(({ row, key }) => toTicketRow(keyRing, row, key)),
    clocks: clocksAt(found.row, standing, unheard, nowMs),
  };
}
