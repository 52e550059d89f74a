/** Writes which questions there were and when they were answered, and counts those of a time. */
import { and, eq, gte, isNotNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { dataKeys } from "#domain/privacy/schema";
import { IN_TIME_MS, type ToldQuestion } from "#domain/sla/replies/questions";
import { replyTimes } from "#domain/sla/replies/schema";
import type { ReplyRate } from "#protocol/http-replies";

/** Questions of a conversation, as they stand at one of its messages. */
export interface ToldReplies {
  readonly conversationId: string;
  readonly teamId: string;
  /** Who has it. */
  readonly assigneeId: string | undefined;
  readonly upToSeq: number;
  readonly questions: readonly ToldQuestion[];
}

/** Idempotent, and late news changes nothing. Of an erased conversation nothing is kept. */
export async function recordReplies(db: Database, told: ToldReplies): Promise<void> {
  const { conversationId, teamId, assigneeId = null, upToSeq } = told;
  const isThere = db
    .select({ one: sql`1` })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversationId)));
  for (const { seq, askedAtMs, dueAtMs, answeredAfterMs, agentId } of told.questions) {
    const rest = { teamId, agentId: agentId ?? assigneeId, askedAtMs, dueAtMs, answeredAfterMs, upToSeq };
    await db
      .insert(replyTimes)
      .select(rowIf(replyTimes, { conversationId, seq, ...rest }, isThere))
      .onConflictDoUpdate({
        target: [replyTimes.conversationId, replyTimes.seq],
        set: rest,
        setWhere: lte(replyTimes.upToSeq, upToSeq),
      });
  }
}

/** A time: from one moment up to another, which it does not hold. */
export interface Period {
  readonly fromMs: number;
  readonly toMs: number;
}

const RATE = {
  questions: sql<number>`count(*)`,
  inTime: sql<number>`coalesce(sum(${replyTimes.answeredAfterMs} <= ${sql.raw(String(IN_TIME_MS))}), 0)`,
};

/** Those that were asked in that time and have come to something: answered, or their time is over. */
function countedIn({ fromMs, toMs }: Period, nowMs: number): SQL | undefined {
  return and(
    gte(replyTimes.askedAtMs, fromMs),
    lt(replyTimes.askedAtMs, toMs),
    isNotNull(replyTimes.dueAtMs),
    or(isNotNull(replyTimes.answeredAfterMs), lte(replyTimes.dueAtMs, nowMs)),
  );
}

/** Of what an agent answered, and of what they have and nobody answered in time. */
export async function replyRateOf(db: Database, agentId: string, period: Period, nowMs: number): Promise<ReplyRate> {
  const [rate] = await db
    .select(RATE)
    .from(replyTimes)
    .where(and(eq(replyTimes.agentId, agentId), countedIn(period, nowMs)));
  return rate ?? { questions: 0, inTime: 0 };
}

/** @returns by team; those without a question are left out */
export async function replyRatesOfTeams(
  db: Database,
  teamIds: readonly string[],
  period: Period,
  nowMs: number,
): Promise<Map<string, ReplyRate>> {
  const rows = await db
    .select({ teamId: replyTimes.teamId, ...RATE })
    .from(replyTimes)
    .where(and(inList(replyTimes.teamId, teamIds), countedIn(period, nowMs)))
    .groupBy(replyTimes.teamId);
  return new Map(rows.map(({ teamId, ...rate }) => [teamId, rate]));
}

export async function forgetReplies(db: Database, conversationIds: readonly string[]): Promise<void> {
  await db.delete(replyTimes).where(inList(replyTimes.conversationId, conversationIds));
}
