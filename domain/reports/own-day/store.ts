/** Writes what agents did, and reads it as one's own day. */
import { and, asc, countDistinct, desc, eq, gte, lt, lte, sql } from "drizzle-orm";
import { z } from "zod";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { presenceLog } from "#domain/presence/schema";
import { dataKeys } from "#domain/privacy/schema";
import { numbersOf, onlineMs } from "#domain/reports/own-day/numbers";
import { workRow } from "#domain/reports/own-day/work";
import { agentWork } from "#domain/reports/schema";
import { ticketEntries } from "#domain/tickets/schema";
import type { LocalDay } from "#domain/today/local-day";
import type { OwnNumbers } from "#protocol/http-own-day";
import { conversationSla } from "#protocol/vocabulary";

/** Quarters of a conversation, up to one of its messages. */
export const toldWork = z.object({ conversationId: z.string(), upToSeq: z.int(), rows: z.array(workRow) });
export type ToldWork = z.infer<typeof toldWork>;

/** More of a day are not read. */
const MAX_ROWS = 5_000;

/** Idempotent: quarters are told as a whole, and late news changes nothing. Of an erased conversation nothing is kept. */
export async function recordWork(db: Database, { conversationId, upToSeq, rows }: ToldWork): Promise<void> {
  const isThere = db
    .select({ one: sql`1` })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversationId)));
  for (const { firstResponseMs = null, ...row } of rows) {
    const { agentId: _agent, quarterMs: _quarter, ...counts } = { ...row, firstResponseMs, upToSeq };
    await db
      .insert(agentWork)
      .select(rowIf(agentWork, { ...row, firstResponseMs, upToSeq, conversationId }, isThere))
      .onConflictDoUpdate({
        target: [agentWork.agentId, agentWork.quarterMs, agentWork.conversationId],
        set: counts,
        setWhere: lte(agentWork.upToSeq, upToSeq),
      });
  }
}

/** @param day of the agent's own zone */
export async function readOwnDay(
  db: Database,
  agentId: string,
  { startMs, endMs }: LocalDay,
  nowMs: number,
): Promise<OwnNumbers> {
  const [work, [finished], before, since] = await db.batch([
    db
      .select({ row: agentWork, sla: conversations.sla })
      .from(agentWork)
      .leftJoin(
        conversations,
        and(eq(conversations.id, agentWork.conversationId), eq(conversations.status, "resolved")),
      )
      .where(and(eq(agentWork.agentId, agentId), gte(agentWork.quarterMs, startMs), lt(agentWork.quarterMs, endMs)))
      .limit(MAX_ROWS),
    db
      .select({ count: countDistinct(ticketEntries.ticketId) })
      .from(ticketEntries)
      .where(
        and(eq(ticketEntries.byId, agentId), gte(ticketEntries.atMs, startMs), lt(ticketEntries.atMs, endMs), isFinish),
      ),
    db
      .select({ status: presenceLog.status, fromMs: presenceLog.fromMs })
      .from(presenceLog)
      .where(and(eq(presenceLog.agentId, agentId), lt(presenceLog.fromMs, startMs)))
      .orderBy(desc(presenceLog.fromMs))
      .limit(1),
    db
      .select({ status: presenceLog.status, fromMs: presenceLog.fromMs })
      .from(presenceLog)
      .where(and(eq(presenceLog.agentId, agentId), gte(presenceLog.fromMs, startMs)))
      .orderBy(asc(presenceLog.fromMs))
      .limit(MAX_ROWS),
  ]);
  const done = work.map(({ row, sla }) => ({ ...row, sla: outcomeOf(sla) }));
  return {
    ...numbersOf(done),
    ticketsFinished: finished?.count ?? 0,
    onlineMs: onlineMs([...before, ...since], startMs, nowMs),
  };
}

/** The entry tells of a status that ends a ticket. */
const isFinish = sql`EXISTS (SELECT 1 FROM json_each(${ticketEntries.changes}) AS change
  WHERE change.value ->> 'field' = 'status' AND change.value ->> 'to' IN ('resolved', 'closed'))`;

function outcomeOf(sla: string | null): "hit" | "missed" | undefined {
  const state = sla === null ? undefined : conversationSla.parse(JSON.parse(sla)).state;
  return state === "hit" || state === "missed" ? state : undefined;
}

export async function forgetWork(db: Database, conversationIds: readonly string[]): Promise<void> {
  await db.delete(agentWork).where(inList(agentWork.conversationId, conversationIds));
}
