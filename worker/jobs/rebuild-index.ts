/**
 * Rebuilds the index of conversations from the actors, which own the truth. It pages through the registry, one queue
 * job a page, so that no invocation grows with the number of conversations. Rows are upserted as any projection is:
 * lists stay readable meanwhile, and a conversation that changes during the rebuild keeps its newer row.
 */
import { z } from "zod";
import { conversationAddress } from "#actors/addresses";
import { projectConversation } from "#domain/conversations/store";
import { database } from "#domain/database";
import { pageOfActors } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import { beginApart } from "#domain/organisation/store";
import type { Environment } from "#worker/environment";
import { defineJob } from "#worker/jobs/job";

/** Each conversation is one call of an actor and one query; an invocation may make 1,000. */
const PAGE_CONVERSATIONS = 100;

const rebuildIndexJob = z.object({ kind: z.literal("rebuild-index"), afterName: z.string() });
type RebuildIndexJob = z.infer<typeof rebuildIndexJob>;

/** Each is a chain of jobs over all conversations; a second one at once would do the same again. */
const APART_MS = 60_000;
const STARTED_AT_SETTING = "conversation_index_rebuild_at_ms";

/** @returns refuses `already_running` if one was started within the last minute */
export async function startRebuild(env: Environment, nowMs: number): Promise<Result<{ status: "started" }>> {
  if (!(await beginApart(database(env.DB), STARTED_AT_SETTING, APART_MS, nowMs))) return refuse("already_running");
  await env.JOBS.send({ kind: "rebuild-index", afterName: "" } satisfies RebuildIndexJob);
  return ok({ status: "started" });
}

/**
 * One page. The next one's job goes out first, and once: a conversation that cannot be told of (its key is gone, say)
 * must not keep the others out of the index.
 * @throws if any of the page failed, after the rest of it was done: the queue tries the page again, then sets it aside
 */
async function rebuildPage(env: Environment, job: RebuildIndexJob, isFirstTry: boolean): Promise<void> {
  const db = database(env.DB);
  const names = await pageOfActors(db, "conversation", job.afterName, PAGE_CONVERSATIONS);
  const afterName = names.at(-1);
  if (isFirstTry && afterName !== undefined && names.length === PAGE_CONVERSATIONS) {
    await env.JOBS.send({ kind: "rebuild-index", afterName } satisfies RebuildIndexJob);
  }
  const failed: string[] = [];
  for (const name of names) {
    await rebuildOne(env, name).catch(() => failed.push(name));
  }
  if (failed.length > 0) throw new RebuildIncomplete(failed);
}

export const rebuildIndex = defineJob(rebuildIndexJob, rebuildPage);

async function rebuildOne(env: Environment, conversationId: string): Promise<void> {
  const summary = await conversationAddress(env, conversationId).summary();
  // Registered, but its first message never came.
  if (summary !== undefined) await projectConversation(database(env.DB), summary);
}

class RebuildIncomplete extends Error {
  constructor(conversationIds: readonly string[]) {
    super(`not rebuilt: ${conversationIds.join(", ")}`);
    this.name = "RebuildIncomplete";
  }
}
