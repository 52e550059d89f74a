/**
 * Hands conversations that an import has brought to the actors that are to have them. One is done when lists show it,
 * which its actor sees to; until then it is handed over again, which changes nothing.
 */
import { conversationAddress } from "#actors/addresses";
import { backoffMs } from "#actors/runtime/backoff";
import { database } from "#domain/database";
import { type DueImport, dueImports, forgetImported, importTried, openHistory } from "#domain/imports/store";
import { type Environment, secretsOf } from "#worker/environment";

/** Each is a call of an actor; an invocation may make 1,000. */
const BATCH = 200;
/** As many at a time as an instance does quickest. */
const SIDE_BY_SIDE = 10;
const FIRST_RETRY_MS = 5_000;
const LONGEST_RETRY_MS = 10 * 60_000;

export async function importHistories(env: Environment, nowMs: number): Promise<void> {
  const db = database(env.DB);
  await forgetImported(db);
  const due = await dueImports(db, nowMs, BATCH);
  for (let from = 0; from < due.length; from += SIDE_BY_SIDE) {
    const some = due.slice(from, from + SIDE_BY_SIDE);
    await Promise.all(some.map((one) => importOne(env, one)));
  }
  // By how often they were tried: one that nobody can open waits longer each time.
  for (const [attempts, ids] of Map.groupBy(due, (one) => one.attempts)) {
    const nextAttemptAtMs = nowMs + backoffMs(attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
    await importTried(
      db,
      ids.map((one) => one.conversationId),
      nextAttemptAtMs,
    );
  }
}

/** What fails is logged and comes again: it keeps no other from its turn. */
async function importOne(env: Environment, due: DueImport): Promise<void> {
  const { conversationId, key } = due;
  try {
    const history = openHistory(secretsOf(env).keyRing, due);
    const taken = history.ok
      ? await conversationAddress(env, conversationId).importHistory({ conversationId, key, history: history.value })
      : history;
    if (!taken.ok) logNotImported(conversationId, taken.failure);
  } catch (error) {
    logNotImported(conversationId, error instanceof Error ? error.name : typeof error);
  }
}

function logNotImported(conversationId: string, reason: string): void {
  console.error(JSON.stringify({ level: "error", event: "conversation not imported", conversationId, reason }));
}
