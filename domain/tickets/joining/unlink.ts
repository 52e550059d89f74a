/** A conversation that joined a ticket is taken off it again. */
import { and, exists } from "drizzle-orm";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { applyChange } from "#domain/tickets/change";
import { isLink, isLinked } from "#domain/tickets/joining/links";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import { ticketConversations } from "#domain/tickets/schema";

/**
 * What was noted when it joined stays, and so does the conversation: it is only no longer the ticket's.
 * @param ticket at the version that whoever takes it off saw
 * @returns refuses `own_conversation` for the one that the ticket is of, `not_found` for one that did not join, and as
 *   `applyChange` does
 */
export async function unlinkConversation(
  db: Database,
  ticket: OpenedTicket,
  conversationId: string,
  edit: TicketEdit,
): Promise<Result<true>> {
  const { id: ticketId } = ticket.row;
  if (conversationId === ticket.row.conversationId) return refuse("own_conversation");
  if (!(await isLinked(db, { ticketId, conversationId }))) return refuse("not_found");
  const changed = await applyChange(
    db,
    ticket,
    {
      kind: "unlinked",
      columns: {},
      facts: [{ field: "linkedConversationId", from: conversationId }],
      detail: { conversationId },
      besides: (isTakingPlace) => [
        db.delete(ticketConversations).where(and(isLink({ ticketId, conversationId }), exists(isTakingPlace))),
      ],
    },
    edit,
  );
  return changed.ok ? ok(true) : changed;
}
