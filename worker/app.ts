/** The HTTP side of the worker: middleware, declared routes, and static pages for whatever is left. */
import { Hono, type MiddlewareHandler } from "hono";
import { mountRoutes, type Route } from "#worker/define-route";
import type { AppBindings } from "#worker/environment";
import { shopOrigins } from "#worker/inbox-origins";
import { cors } from "#worker/middleware/cors";
import { brokenHandler } from "#worker/middleware/errors";
import { httpsOnly } from "#worker/middleware/https-only";
import { logRefusals } from "#worker/middleware/log-refusals";
import { requestId } from "#worker/middleware/request-id";
import { securityHeaders } from "#worker/middleware/security-headers";
import { stripPrincipal } from "#worker/middleware/strip-principal";
import { pagesWith } from "#worker/pages";

/** In order. The access test knows these, so that nothing else can answer from within a wildcard. */
export const middleware: readonly MiddlewareHandler<AppBindings>[] = [
  requestId,
  securityHeaders,
  logRefusals,
  httpsOnly,
  cors,
  stripPrincipal,
];

/** @param routes what is reachable; each was made by `defineRoute` */
export function createApp(routes: readonly Route[]): Hono<AppBindings> {
  const app = new Hono<AppBindings>();
  for (const handler of middleware) app.use(handler);
  mountRoutes(app, routes);
  app.notFound(pagesWith((env) => shopOrigins(env, Date.now())));
  app.onError(brokenHandler);
  return app;
}
