/** The consumer of the jobs queue: one message, one job; what fails is retried by the queue and then set aside. */
import type { MessageBatch } from "@cloudflare/workers-types";
import type { Environment } from "#worker/environment";
import { applyLedgerJob } from "#worker/jobs/apply-ledger";
import type { Job } from "#worker/jobs/job";
import { privacyRequestJob } from "#worker/jobs/privacy-request";
import { rebuildIndex } from "#worker/jobs/rebuild-index";
import { rotateKeys } from "#worker/jobs/rotate-keys";

const JOBS: readonly Job[] = [rebuildIndex, rotateKeys, privacyRequestJob, applyLedgerJob];

export async function consumeJobs(batch: MessageBatch, env: Environment): Promise<void> {
  for (const message of batch.messages) {
    const run = JOBS.map((job) => job.read(message.body)).find((found) => found !== undefined);
    if (run === undefined) {
      console.error(JSON.stringify({ level: "error", event: "unknown job" }));
      message.ack();
      continue;
    }
    try {
      await run(env, message.attempts === 1);
      message.ack();
    } catch (error) {
      const name = error instanceof Error ? error.name : "unknown";
      console.error(JSON.stringify({ level: "error", event: "job failed", error: name }));
      message.retry();
    }
  }
}
