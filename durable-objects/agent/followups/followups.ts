/**
 * The timer of what an agent promised. D1 has the promises; whoever changes one tells the promiser's actor, which looks up
 * when the next is due. A timer that comes after its promise was kept or moved finds nothing.
 */
import { agentAddress } from "#actors/addresses";
import type { Timers } from "#actors/runtime/timers";
import type { Database } from "#domain/database";
import { dueFollowUps, followUpTold, nextFollowUpMs } from "#domain/followups/store";

export const FOLLOW_UPS_TIMER = "followups";
/** Of one run of the timer; the rest at once after it. */
const BATCH = 20;

/** Sets the timer by what D1 has. Idempotent. */
export async function setFollowUpsTimer(timers: Timers, db: Database, agentId: string): Promise<void> {
  const nextMs = await nextFollowUpMs(db, agentId);
  if (nextMs === undefined) timers.cancel(FOLLOW_UPS_TIMER);
  else timers.schedule(FOLLOW_UPS_TIMER, nextMs);
}

/** Tells those who are to keep what is due now. @returns when to come again */
export async function tellDueFollowUps(
  env: Cloudflare.Env,
  db: Database,
  agentId: string,
  nowMs: number,
): Promise<number | undefined> {
  for (const { row, keepers } of await dueFollowUps(db, agentId, nowMs, BATCH)) {
    const { id, subject, subjectId, inboxId, dueAtMs } = row;
    const due = { id, subject, subjectId, inboxId, dueAtMs };
    await Promise.all(keepers.map((keeper) => agentAddress(env, keeper).followUpDue(due)));
    await followUpTold(db, row, nowMs);
  }
  return nextFollowUpMs(db, agentId);
}
