/** What every answer tells a browser about how it may be used. */
import { createMiddleware } from "hono/factory";
import type { AppBindings } from "#worker/environment";

/**
 * Pages run our own scripts and no others. Inline styles are allowed because Mantine writes its theme as one; sockets
 * go to our own host.
 */
const PAGE_POLICY = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "connect-src 'self'",
  "object-src 'none'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'self'",
].join("; ");
/** An API answer that a browser is made to render does nothing. */
const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

export const securityHeaders = createMiddleware<AppBindings>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  const isPage = (c.res.headers.get("content-type") ?? "").startsWith("text/html");
  // A page that brought a policy of its own along, stricter than that of ours, keeps it.
  if (!c.res.headers.has("content-security-policy")) {
    c.res.headers.set("content-security-policy", isPage ? PAGE_POLICY : API_POLICY);
  }
  c.res.headers.set("x-content-type-options", "nosniff");
  c.res.headers.set("referrer-policy", "strict-origin-when-cross-origin");
  c.res.headers.set("x-frame-options", isPage ? "SAMEORIGIN" : "DENY");
  if (new URL(c.req.url).protocol === "https:") {
    c.res.headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
});
