/** Which tickets a conversation has, for whoever hurries their clocks. */
import { desc, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { tickets } from "#domain/tickets/schema";

/** More are not hurried: they wait for the sweep. */
const MAX_HURRIED = 25;

/** @returns the latest first */
export async function ticketsOfConversation(db: Database, conversationId: string): Promise<string[]> {
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(eq(tickets.conversationId, conversationId))
    .orderBy(desc(tickets.id))
    .limit(MAX_HURRIED);
  return rows.map(({ id }) => id);
}
