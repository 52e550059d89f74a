/** Two tickets of the same trouble become one: the first is closed and says where it went. */
import { and, eq, exists, ne, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Database } from "#domain/database";
import type { Result } from "#domain/failures";
import { applyChange } from "#domain/tickets/change";
import { entryStatement } from "#domain/tickets/entries";
import { carryLinksStatement, linkStatement } from "#domain/tickets/joining/links";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import { mergeOf } from "#domain/tickets/rules";
import { ticketFollowers, tickets } from "#domain/tickets/schema";

/**
 * Its followers follow the other one, and conversations that joined it join that one too. Its sub-tickets stay where they are, so they have to be finished.
 * @returns refuses as `mergeOf` and `applyChange` do
 */
export async function mergeTicket(
  db: Database,
  ticket: OpenedTicket,
  into: OpenedTicket,
  reason: string | undefined,
  edit: TicketEdit,
): Promise<Result<boolean>> {
  const allowed = mergeOf(ticket.row, into.row);
  if (!allowed.ok) return allowed;
  const { id, conversationId } = ticket.row;
  const intoId = into.row.id;
  const other = alias(tickets, "other");
  const isThere = db
    .select({ one: sql`1` })
    .from(other)
    .where(and(eq(other.id, intoId), ne(other.status, "closed")));
  const followers = db
    .select({ agentId: ticketFollowers.agentId, ticketId: sql`${intoId}`.as("ticket_id") })
    .from(ticketFollowers);
  const version = sql`(SELECT version FROM tickets WHERE id = ${intoId})`;
  const told = {
    ticketId: intoId,
    kind: "merged",
    version,
    byId: edit.auditor.id,
    atMs: edit.nowMs,
    changes: [{ field: "mergedFromId", to: id }],
  } as const;
  return applyChange(
    db,
    ticket,
    {
      kind: "merged",
      columns: { status: "closed", mergedIntoId: intoId },
      reason,
      waitsForSubs: true,
      condition: exists(isThere),
      besides: (isTakingPlace) => [
        ...(conversationId === null || conversationId === into.row.conversationId
          ? []
          : [linkStatement(db, { ticketId: intoId, conversationId }, edit.nowMs, isTakingPlace)]),
        carryLinksStatement(db, ticket.row, into.row, isTakingPlace),
        entryStatement(db, told, undefined, isTakingPlace),
        db
          .insert(ticketFollowers)
          .select(followers.where(and(eq(ticketFollowers.ticketId, id), exists(isTakingPlace))))
          .onConflictDoNothing(),
      ],
    },
    edit,
  );
}
