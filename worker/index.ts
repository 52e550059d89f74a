/** The worker's entry: hands each event to its room, and exports the actors and entrypoints. No logic. */
import { createApp } from "#worker/app";
import { demoRoutes } from "#worker/demo/routes";
import type { Environment } from "#worker/environment";
import { consumeJobs } from "#worker/jobs/consume";
import { runEveryMinute } from "#worker/jobs/every-minute";
import { routes } from "#worker/routes/index";

export { AgentActor } from "#actors/agent/actor";
export { ConversationActor } from "#actors/conversation/actor";
export { QueueActor } from "#actors/queue/actor";
export { Effects } from "#worker/effects";
export { LocalAi } from "#worker/local-ai/entrypoint";

const app = createApp([...routes, ...demoRoutes]);

export default {
  fetch: app.fetch,
  queue: consumeJobs,
  scheduled: (controller, env) => runEveryMinute(env, controller.scheduledTime),
} satisfies ExportedHandler<Environment>;
