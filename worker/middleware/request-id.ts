/** Names each request, so that a problem a person reports is found in the logs. */
import { createMiddleware } from "hono/factory";
import { newId } from "#protocol/ids";
import type { AppBindings } from "#worker/environment";

const REQUEST_ID_HEADER = "x-request-id";

export const requestId = createMiddleware<AppBindings>(async (c, next) => {
  const id = newId(Date.now());
  c.set("requestId", id);
  await next();
  if (c.res.status !== 101) c.res.headers.set(REQUEST_ID_HEADER, id);
});
