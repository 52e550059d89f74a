/** Who a customer talked to last, as the index of conversations knows. */
import { and, desc, eq, isNotNull } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";

/** @returns the agent's id, if somebody ever had one of this contact's conversations to its end */
export async function lastAgentOf(db: Database, contactId: string): Promise<string | undefined> {
  const [last] = await db
    .select({ agentId: conversations.assigneeId })
    .from(conversations)
    .where(and(eq(conversations.contactId, contactId), isNotNull(conversations.assigneeId)))
    .orderBy(desc(conversations.contactActivityAtMs), desc(conversations.id))
    .limit(1);
  return last?.agentId ?? undefined;
}
