/** Every route there is. */
import type { Route } from "#worker/define-route";
import { agentRoutes } from "#worker/routes/agents";
import { authRoutes } from "#worker/routes/auth";
import { conversationRoutes } from "#worker/routes/conversations";
import { healthRoutes } from "#worker/routes/health";
import { meRoutes } from "#worker/routes/me";
import { openApiRoutes } from "#worker/routes/openapi";
import { socketRoutes } from "#worker/routes/sockets";
import { teamRoutes } from "#worker/routes/teams";
import { widgetConversationRoutes } from "#worker/routes/widget-conversations";
import { widgetSessionRoutes } from "#worker/routes/widget-sessions";

export const routes: readonly Route[] = [
  ...healthRoutes,
  ...openApiRoutes,
  ...authRoutes,
  ...meRoutes,
  ...agentRoutes,
  ...teamRoutes,
  ...widgetSessionRoutes,
  ...widgetConversationRoutes,
  ...conversationRoutes,
  ...socketRoutes,
];
