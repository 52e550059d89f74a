/** Labels, priority and flags in conditions and orders of the index of conversations. */
import { and, eq, type SQL, sql } from "drizzle-orm";
import { rankOf } from "#domain/conversations/priority";
import { conversations } from "#domain/conversations/schema";
import { bitsOf } from "#domain/exceptions/rules";
import { conversationLabels } from "#domain/labels/schema";
import type { Priority } from "#protocol/constants";
import type { ListFilters } from "#protocol/http-views";

/** Those with this label. */
export function hasLabel(labelId: string): SQL {
  const { conversationId, labelId: column } = conversationLabels;
  return sql`${conversations.id} IN (SELECT ${conversationId} FROM ${conversationLabels} WHERE ${column} = ${labelId})`;
}

/** Those of this priority. All but the normal ones stand in an index of their own, which SQLite takes if its words are said. */
export function hasPriority(priority: Priority): SQL | undefined {
  const isIt = eq(conversations.priority, rankOf(priority));
  return priority === "normal" ? isIt : and(sql`${conversations.priority} <> 1`, isIt);
}

/** Those with this flag. The index of those that have any is taken if its words are said. */
export function hasFlag(flag: NonNullable<ListFilters["flag"]>): SQL | undefined {
  const hasAny = sql`${conversations.flags} <> 0`;
  return flag === "any" ? hasAny : and(hasAny, sql`${conversations.flags} & ${bitsOf([{ kind: flag }])}`);
}

/** A number that is the greater the more pressing a conversation is, then the later: 2^43 milliseconds end in the year 2248. */
export const pressing = sql`(${conversations.priority} * 8796093022208 + ${conversations.lastActivityAtMs})`;
