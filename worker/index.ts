/** The worker's entry: hands each event to its room, and exports the actors and entrypoints. No logic. */
import { createApp } from "#worker/app";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import type { Environment } from "#worker/environment";
import { consumeJobs } from "#worker/jobs/consume";
import { deleteExpiredSignIns } from "#worker/jobs/delete-expired";
import { routes } from "#worker/routes/index";

export { AgentActor } from "#actors/agent/actor";
export { ConversationActor } from "#actors/conversation/actor";
export { QueueActor } from "#actors/queue/actor";
export { Effects } from "#worker/effects";

const app = createApp(routes);

export default {
  fetch: app.fetch,
  queue: consumeJobs,
  async scheduled(controller, env) {
    await drainD1Outbox(env, controller.scheduledTime);
    await deleteExpiredSignIns(env, controller.scheduledTime);
  },
} satisfies ExportedHandler<Environment>;
