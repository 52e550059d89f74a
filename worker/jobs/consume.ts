/** The consumer of the jobs queue: one message, one job; what fails is retried by the queue and then set aside. */

import type { Environment } from "#worker/environment";
import { type RebuildIndexJob, rebuildIndexJob, rebuildPage } from "#worker/jobs/rebuild-index";

export async function consumeJobs(batch: MessageBatch, env: Environment): Promise<void> {
  for (const message of batch.messages) {
    const job = rebuildIndexJob.safeParse(message.body);
    if (!job.success) {
      console.error(JSON.stringify({ level: "error", event: "unknown job" }));
      message.ack();
      continue;
    }
    await run(job.data, message, env);
  }
}

async function run(job: RebuildIndexJob, message: Message, env: Environment): Promise<void> {
  try {
    await rebuildPage(env, job, message.attempts === 1);
    message.ack();
  } catch (error) {
    const name = error instanceof Error ? error.name : "unknown";
    console.error(JSON.stringify({ level: "error", event: "job failed", kind: job.kind, error: name }));
    message.retry();
  }
}
