/** Whatever came from outside under the name of our principal header never gets further. */
import { createMiddleware } from "hono/factory";
import { PRINCIPAL_HEADER } from "#domain/identity/principal";
import type { AppBindings } from "#worker/environment";

export const stripPrincipal = createMiddleware<AppBindings>(async (c, next) => {
  if (c.req.raw.headers.has(PRINCIPAL_HEADER)) {
    const headers = new Headers(c.req.raw.headers);
    headers.delete(PRINCIPAL_HEADER);
    c.req.raw = new Request(c.req.raw, { headers });
  }
  await next();
});
