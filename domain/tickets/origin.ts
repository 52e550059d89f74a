/** Of what a ticket is made: where that is, and whose. */
import { eq } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { tickets } from "#domain/tickets/schema";

export interface Origin {
  readonly inboxId: string;
  readonly teamId: string;
  readonly contactId: string | null;
}

/** @returns undefined if there is no such conversation (any more) */
export async function originOfConversation(db: Database, id: string): Promise<Origin | undefined> {
  const { inboxId, teamId, contactId } = conversations;
  const [row] = await db.select({ inboxId, teamId, contactId }).from(conversations).where(eq(conversations.id, id));
  return row;
}

/** @returns undefined if there is no such ticket (any more) */
export async function originOfTicket(db: Database, id: string): Promise<Origin | undefined> {
  const { inboxId, teamId, contactId } = tickets;
  const [row] = await db.select({ inboxId, teamId, contactId }).from(tickets).where(eq(tickets.id, id));
  return row;
}

/** What of a ticket says who is told of it. @returns undefined if there is no such ticket (any more) */
export async function ticketFacts(db: Database, id: string) {
  const { number, inboxId, teamId, assigneeId, status } = tickets;
  const [row] = await db
    .select({ number, inboxId, teamId, assigneeId, status })
    .from(tickets)
    .where(eq(tickets.id, id));
  return row;
}
