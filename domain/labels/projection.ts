/** The labels of conversations in D1, as their actors tell them. */
import { and, eq, exists, notInArray, sql } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { conversationLabels, labels } from "#domain/labels/schema";

/**
 * The statements that make the rows those of this change, for the batch of the conversation's own row and after it: they do
 * nothing unless that row is the one of this change, so that late news changes nothing and an erased one stays erased.
 * One that was deleted meanwhile is not brought back.
 */
export function labelStatements(db: Database, conversationId: string, seq: number, labelIds: readonly string[]) {
  const isNewest = db
    .select({ one: sql`1` })
    .from(conversations)
    .where(and(eq(conversations.id, conversationId), eq(conversations.projectedSeq, seq)));
  const wanted = sql`(SELECT value FROM json_each(${JSON.stringify(labelIds)}))`;
  const carried = db
    .select({ conversationId: sql`${conversationId}`.as("conversation_id"), labelId: labels.id })
    .from(labels)
    .where(and(sql`${labels.id} IN ${wanted}`, exists(isNewest)));
  return [
    db
      .delete(conversationLabels)
      .where(
        and(
          eq(conversationLabels.conversationId, conversationId),
          notInArray(conversationLabels.labelId, wanted),
          exists(isNewest),
        ),
      ),
    db.insert(conversationLabels).select(carried).onConflictDoNothing(),
  ] as const;
}
