/** Whatever came from outside under a name that only we give headers (who asks, from where) never gets further. */
import { createMiddleware } from "hono/factory";
import type { AppBindings } from "#worker/environment";

/** Of the principal, of an actor's refusal, of an address as a pseudonym. */
const OUR_PREFIX = "x-edgedesk-";

export const stripPrincipal = createMiddleware<AppBindings>(async (c, next) => {
  const ours = [...c.req.raw.headers.keys()].filter((name) => name.startsWith(OUR_PREFIX));
  if (ours.length > 0) {
    const headers = new Headers(c.req.raw.headers);
    for (const name of ours) headers.delete(name);
    c.req.raw = new Request(c.req.raw, { headers });
  }
  await next();
});
