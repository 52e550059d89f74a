/** Jobs as the queue hands them out, one after another, in the test's own time. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import type { Environment } from "#worker/environment";
import { consumeJobs } from "#worker/jobs/consume";

const MAX_JOBS = 200;

/** The bindings, with a queue that the test empties itself. */
export class JobQueue {
  readonly env: Environment;
  readonly waiting: unknown[] = [];

  constructor(bindings: Partial<Environment> = {}) {
    const send = async (body: unknown) => {
      this.waiting.push(body);
      return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
    };
    const JOBS = new Proxy(env.JOBS, { get: (target, key) => (key === "send" ? send : Reflect.get(target, key)) });
    this.env = { ...env, ...bindings, JOBS };
  }

  /** @returns whether it was done; what failed is gone, as after a crash */
  async runOne(body = this.waiting.shift()): Promise<boolean> {
    const batch = createMessageBatch("edgedesk-jobs", [{ id: "1", timestamp: Date.now(), attempts: 1, body }]);
    const context = createExecutionContext();
    await consumeJobs(batch, this.env);
    const { explicitAcks } = await getQueueResult(batch, context);
    return explicitAcks.length === 1;
  }

  async runAll(): Promise<void> {
    for (let jobs = 0; this.waiting.length > 0; jobs += 1) {
      if (jobs > MAX_JOBS) throw new Error("the jobs do not come to an end");
      await this.runOne();
    }
  }
}
