/** Conversations that joined a ticket, beside the one that it is of. */
import { and, asc, eq, exists, ne, type SQL, type SQLWrapper, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { rowIf } from "#domain/insert-select";
import { ticketConversations } from "#domain/tickets/schema";

/** Of one ticket, more are not told. */
const MAX_TOLD = 50;

/** The insert of a link, for the batch of what brings it about. @param condition selects something if that takes place */
export function linkStatement(
  db: Database,
  link: { readonly ticketId: string; readonly conversationId: string },
  nowMs: number,
  condition: SQLWrapper,
) {
  return db
    .insert(ticketConversations)
    .select(rowIf(ticketConversations, { ...link, linkedAtMs: nowMs }, condition))
    .onConflictDoNothing();
}

interface Linked {
  readonly id: string;
  readonly conversationId: string | null;
}

/** As {@link linkStatement}: what joined one ticket joined the other as well, but for the conversation that this is of. */
export function carryLinksStatement(db: Database, from: Linked, into: Linked, condition: SQLWrapper) {
  const links = db
    .select({
      ticketId: sql`${into.id}`.as("ticket_id"),
      conversationId: ticketConversations.conversationId,
      linkedAtMs: ticketConversations.linkedAtMs,
    })
    .from(ticketConversations);
  const isOther =
    into.conversationId === null ? undefined : ne(ticketConversations.conversationId, into.conversationId);
  return db
    .insert(ticketConversations)
    .select(links.where(and(eq(ticketConversations.ticketId, from.id), isOther, exists(condition))))
    .onConflictDoNothing();
}

export function isLink({ ticketId, conversationId }: { readonly ticketId: string; readonly conversationId: string }) {
  return and(eq(ticketConversations.ticketId, ticketId), eq(ticketConversations.conversationId, conversationId));
}

export async function isLinked(
  db: Database,
  { ticketId, conversationId }: { readonly ticketId: string; readonly conversationId: string },
): Promise<boolean> {
  const isIt = isLink({ ticketId, conversationId });
  const found = await db.select({ id: ticketConversations.ticketId }).from(ticketConversations).where(isIt);
  return found.length > 0;
}

/** The oldest link first. */
export function linkedTo(db: Database, ticketId: string) {
  return db
    .select({ id: ticketConversations.conversationId })
    .from(ticketConversations)
    .where(eq(ticketConversations.ticketId, ticketId))
    .orderBy(asc(ticketConversations.linkedAtMs), asc(ticketConversations.conversationId))
    .limit(MAX_TOLD);
}

/** Ids of the tickets that a conversation is of or joined; for `id IN`, so that what there is of it is looked up and sorted. */
export function ticketsOfConversation(conversationId: string): SQL {
  return sql`(SELECT own.id FROM tickets AS own WHERE own.conversation_id = ${conversationId}
    UNION SELECT link.ticket_id FROM ticket_conversations AS link WHERE link.conversation_id = ${conversationId})`;
}
