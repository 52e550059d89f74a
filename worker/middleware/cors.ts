/**
 * Lets the widget on a shop's pages read our answers (Fetch standard, CORS protocol). Credentials are never allowed across
 * origins, so a foreign page speaks for whoever holds the customer token it sends and never for a signed-in agent.
 *
 * A page that no inbox allows reaches nothing of the API, whatever it holds, and may read just that: every preflight passes, so
 * that the request itself comes and is refused in words, before anything looks at it.
 */
import { createMiddleware } from "hono/factory";
import { isOurPage } from "#domain/identity/origin";
import type { AppBindings } from "#worker/environment";
import { inboxesAllowing } from "#worker/inbox-origins";
import { problemResponse } from "#worker/problem";

const PREFLIGHT_KEPT_S = "600";

export const cors = createMiddleware<AppBindings>(async (c, next) => {
  const origin = c.req.header("origin");
  const isPreflight = c.req.method === "OPTIONS" && c.req.header("access-control-request-method") !== undefined;
  const isForeign = origin !== undefined && !isOurPage(origin, c.req.url);
  const isAllowed = isForeign && (await inboxesAllowing(c.env, origin, Date.now())).length > 0;
  if (isPreflight) {
    return new Response(null, {
      status: 204,
      headers: {
        ...(origin === undefined ? {} : { "access-control-allow-origin": origin }),
        "access-control-allow-methods": "GET, POST",
        "access-control-allow-headers": "authorization, content-type",
        "access-control-max-age": PREFLIGHT_KEPT_S,
        vary: "Origin",
      },
    });
  }
  if (isForeign && !isAllowed && new URL(c.req.url).pathname.startsWith("/api/")) {
    const headers = { "access-control-allow-origin": origin, vary: "Origin" };
    return problemResponse("foreign_origin", { requestId: c.get("requestId"), headers });
  }
  await next();
  if (c.res.status === 101) return undefined;
  c.res.headers.append("vary", "Origin");
  if (isAllowed && origin !== undefined) {
    c.res.headers.set("access-control-allow-origin", origin);
    c.res.headers.set("access-control-expose-headers", "x-request-id, retry-after");
  }
  return undefined;
});
