/**
 * Nothing is served without TLS where there is TLS: behind Cloudflare's edge. A page is led there; a program that sent its
 * credential in plain is told so instead of being helped to go on with it. Locally there is no edge, nor a certificate.
 */
import { createMiddleware } from "hono/factory";
import type { AppBindings } from "#worker/environment";
import { isPagePath } from "#worker/pages";
import { problemResponse } from "#worker/problem";

export const httpsOnly = createMiddleware<AppBindings>(async (c, next) => {
  const url = new URL(c.req.url);
  if (!cameInPlain(url, c.req.raw.headers)) return next();
  if (c.req.method !== "GET" || !isPagePath(url.pathname)) {
    return problemResponse("plain_http", { requestId: c.get("requestId") });
  }
  url.protocol = "https:";
  return c.redirect(url.href, 308);
});

/** The edge tells by `cf-ray` that it was there, and by `cf-visitor` how the visitor came to it; neither can be overwritten through it. */
function cameInPlain(url: URL, headers: Headers): boolean {
  if (url.protocol !== "http:" || !headers.has("cf-ray")) return false;
  return !(headers.get("cf-visitor") ?? "").includes('"https"');
}
