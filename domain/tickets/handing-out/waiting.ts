/** Tickets that wait in a team for somebody to have them, and what each asks of whoever that is. */
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { ticketStandsAt } from "#domain/routing/tickets";
import { tickets } from "#domain/tickets/schema";
import { PRIORITIES, type Priority } from "#protocol/constants";

export interface WaitingTicket {
  readonly ticketId: string;
  readonly version: number;
  readonly number: number;
  readonly type: string;
  readonly inboxId: string;
  readonly contactId: string | undefined;
  readonly priority: Priority;
  /** Of its customer, where it is known. */
  readonly language: string | undefined;
  /** Whoever put it back, or lost it. */
  readonly notAgentId: string | undefined;
  readonly madeAtMs: number;
  /** Since it was made, or somebody had it last. */
  readonly sinceMs: number;
}

/** What nobody has and somebody is to work on: what waits for the customer or for others waits on. */
const TO_BE_GIVEN = ["new", "open"] as const;

export function isToBeGiven(ticket: { readonly status: string; readonly assigneeId: string | null }): boolean {
  return ticket.assigneeId === null && TO_BE_GIVEN.some((status) => status === ticket.status);
}

/** In the order in which they are handed out. @param limit how many at most, of those that were made first */
export async function waitingTickets(db: Database, teamId: string, limit: number): Promise<WaitingTicket[]> {
  const { id, version, number, type, inboxId, contactId, priority, createdAtMs } = tickets;
  const rows = await db
    .select({
      ...{ id, version, number, type, inboxId, contactId, priority, createdAtMs, language: contacts.locale },
      lastHolderId: lastHandOver(sql`json_extract(change.value, '$.from')`).as<string | null>("last_holder_id"),
      lostAtMs: lastHandOver(sql`entry.at_ms`).as<number | null>("lost_at_ms"),
    })
    .from(tickets)
    .leftJoin(contacts, eq(contacts.id, tickets.contactId))
    // As the partial index of what is unfinished has it.
    .where(
      and(
        sql`${tickets.status} NOT IN ('resolved', 'closed')`,
        eq(tickets.teamId, teamId),
        isNull(tickets.assigneeId),
        inArray(tickets.status, [...TO_BE_GIVEN]),
      ),
    )
    .orderBy(tickets.createdAtMs, tickets.id)
    .limit(limit);
  return rows
    .map(({ id: ticketId, lastHolderId, lostAtMs, createdAtMs: madeAtMs, ...row }) => ({
      madeAtMs,
      ...{ ticketId, version: row.version, number: row.number, type: row.type, inboxId: row.inboxId },
      contactId: row.contactId ?? undefined,
      priority: PRIORITIES[row.priority] ?? "normal",
      language: row.language ?? undefined,
      notAgentId: lastHolderId ?? undefined,
      sinceMs: lostAtMs ?? madeAtMs,
    }))
    .toSorted((one, other) => ticketStandsAt(one) - ticketStandsAt(other));
}

/** Of the last line that tells of whose it was. */
function lastHandOver(what: SQL) {
  return sql`(SELECT ${what} FROM ticket_entries AS entry, json_each(entry.changes) AS change
    WHERE entry.ticket_id = tickets.id AND json_extract(change.value, '$.field') = 'assigneeId'
    ORDER BY entry.id DESC LIMIT 1)`;
}
