/** Tickets that wait in a team for somebody to have them, and what each asks of whoever that is. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { ticketStandsAt } from "#domain/routing/tickets";
import { isToBeHandedOut, standsAtMs, tickets } from "#domain/tickets/schema";
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
  /** Who handed it to the team, and since when it waits after that; absent: nobody did. */
  readonly handedOn: { readonly byId: string; readonly sinceMs: number } | undefined;
  /** The smaller, the earlier. */
  readonly standsAtMs: number;
  /** Since it was made, or somebody had it last. */
  readonly sinceMs: number;
}

/** Which of those that wait. */
export interface Waiting {
  /** Of these inboxes; absent: of all. */
  readonly inboxIds?: readonly string[] | undefined;
  /** Those that stand behind this one. */
  readonly after?: Pick<WaitingTicket, "standsAtMs" | "ticketId"> | undefined;
  readonly limit: number;
}

/** What nobody has and somebody is to work on: what waits for the customer or for others waits on. */
const TO_BE_GIVEN = ["new", "open"] as const;

export function isToBeGiven(ticket: { readonly status: string; readonly assigneeId: string | null }): boolean {
  return ticket.assigneeId === null && TO_BE_GIVEN.some((status) => status === ticket.status);
}

/** The first of them, in the order in which they are handed out. */
export async function waitingTickets(db: Database, teamId: string, which: Waiting): Promise<WaitingTicket[]> {
  const rows = await waitingOf(db, teamId, which);
  return rows.map(({ id: ticketId, lastHolderId, lostAtMs, createdAtMs: madeAtMs, priority: place, ...row }) => {
    const priority = PRIORITIES[place] ?? "normal";
    const { handedOnById: byId, handedOnAtMs } = row;
    return {
      ...{ ticketId, version: row.version, number: row.number, type: row.type, inboxId: row.inboxId, priority },
      contactId: row.contactId ?? undefined,
      language: row.language ?? undefined,
      notAgentId: lastHolderId ?? undefined,
      handedOn: byId === null ? undefined : { byId, sinceMs: Math.max(handedOnAtMs ?? 0, lostAtMs ?? 0) },
      standsAtMs: ticketStandsAt({ madeAtMs, priority }),
      sinceMs: lostAtMs ?? madeAtMs,
    };
  });
}

/** The statement of {@link waitingTickets}: it walks their index and looks up no more than it finds. */
export function waitingOf(db: Database, teamId: string, { inboxIds, after, limit }: Waiting) {
  const { id, version, number, type, inboxId, contactId, priority, createdAtMs } = tickets;
  const behind =
    after === undefined
      ? undefined
      : sql`(${standsAtMs} >= ${after.standsAtMs} AND (${standsAtMs} > ${after.standsAtMs} OR ${id} > ${after.ticketId}))`;
  return db
    .select({
      ...{ id, version, number, type, inboxId, contactId, priority, createdAtMs },
      language: sql<string | null>`(SELECT locale FROM contacts WHERE contacts.id = tickets.contact_id)`.as("language"),
      lastHolderId: lastHandOver(sql`json_extract(change.value, '$.from')`).as<string | null>("last_holder_id"),
      lostAtMs: lastHandOver(sql`entry.at_ms`).as<number | null>("lost_at_ms"),
      handedOnById: lastTransfer(sql`entry.by_id`).as<string | null>("handed_on_by_id"),
      handedOnAtMs: lastTransfer(sql`entry.at_ms`).as<number | null>("handed_on_at_ms"),
    })
    .from(tickets)
    .where(
      and(
        isToBeHandedOut,
        eq(tickets.teamId, teamId),
        inboxIds === undefined ? undefined : inList(inboxId, inboxIds),
        behind,
      ),
    )
    .orderBy(standsAtMs, tickets.id)
    .limit(limit);
}

/** Of the last line that tells of whose it was. */
function lastHandOver(what: SQL) {
  return sql`(SELECT ${what} FROM ticket_entries AS entry, json_each(entry.changes) AS change
    WHERE entry.ticket_id = tickets.id AND json_extract(change.value, '$.field') = 'assigneeId'
    ORDER BY entry.id DESC LIMIT 1)`;
}

/** Of the last line that tells of its having been handed on, whether anybody had it or not. */
function lastTransfer(what: SQL) {
  return sql`(SELECT ${what} FROM ticket_entries AS entry WHERE entry.ticket_id = tickets.id AND entry.kind = 'transferred'
    ORDER BY entry.id DESC LIMIT 1)`;
}
