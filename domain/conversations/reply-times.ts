/** How long customers wait for a person's first reply, as a widget tells the next one. */
import { and, desc, eq, gte } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";

const LATELY_MS = 7 * 24 * 60 * 60 * 1_000;
/** Of fewer nothing is said: it would be chance. */
export const MIN_REPLIES = 5;
/** The latest of a busy week say as much as all of it. */
const MAX_REPLIES = 500;

/** @returns from a conversation's start to an agent's first reply, of those in the last seven days */
export async function recentReplyTimesMs(db: Database, inboxId: string, nowMs: number): Promise<number[]> {
  const rows = await db
    .select({ createdAtMs: conversations.createdAtMs, firstReplyAtMs: conversations.firstReplyAtMs })
    .from(conversations)
    .where(and(eq(conversations.inboxId, inboxId), gte(conversations.firstReplyAtMs, nowMs - LATELY_MS)))
    .orderBy(desc(conversations.firstReplyAtMs))
    .limit(MAX_REPLIES);
  return rows.flatMap(({ createdAtMs, firstReplyAtMs }) =>
    firstReplyAtMs === null ? [] : [Math.max(0, firstReplyAtMs - createdAtMs)],
  );
}

/** @returns the median in whole seconds; undefined of fewer than {@link MIN_REPLIES} */
export function usualReplySeconds(timesMs: readonly number[]): number | undefined {
  if (timesMs.length < MIN_REPLIES) return undefined;
  const inOrder = [...timesMs].sort((a, b) => a - b);
  const [low, high] = [inOrder[Math.floor((inOrder.length - 1) / 2)], inOrder[Math.ceil((inOrder.length - 1) / 2)]];
  return Math.round(((low ?? 0) + (high ?? 0)) / 2_000);
}
