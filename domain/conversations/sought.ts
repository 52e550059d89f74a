/** What a list is narrowed down to, as conditions on the index of conversations. */
import { and, eq, exists, type SQL, sql } from "drizzle-orm";
import { rankOf } from "#domain/conversations/priority";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { conversationLabels } from "#domain/labels/schema";
import type { Priority } from "#protocol/constants";

/** Those with this label. */
export function hasLabel(db: Database, labelId: string): SQL {
  const carrying = and(
    eq(conversationLabels.labelId, labelId),
    eq(conversationLabels.conversationId, conversations.id),
  );
  return exists(db.select({ one: sql`1` }).from(conversationLabels).where(carrying));
}

/** Those of this priority. All but the normal ones stand in an index of their own, which SQLite takes if its words are said. */
export function hasPriority(priority: Priority): SQL | undefined {
  const isIt = eq(conversations.priority, rankOf(priority));
  return priority === "normal" ? isIt : and(sql`${conversations.priority} <> 1`, isIt);
}
