/** What every answer tells a browser about how it may be used. Pages bring the policy that is theirs. */
import { createMiddleware } from "hono/factory";
import type { AppBindings } from "#worker/environment";
import { API_POLICY } from "#worker/page-policy";

/** Features of the browser that no page of ours asks for. */
const NO_FEATURES = "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()";

/** The widget's scripts, and the logo that it shows. */
const FOR_SHOPS = /^\/(widget[\w.-]*\.js|api\/v1\/business\/logo\/\w+)$/;

export const securityHeaders = createMiddleware<AppBindings>(async (c, next) => {
  await next();
  if (c.res.status === 101) return;
  const { headers } = c.res;
  if (!headers.has("content-security-policy")) headers.set("content-security-policy", API_POLICY);
  const isFramed = headers.get("content-security-policy")?.includes("frame-ancestors 'self'");
  headers.set("x-frame-options", isFramed ? "SAMEORIGIN" : "DENY");
  headers.set("x-content-type-options", "nosniff");
  headers.set("referrer-policy", "strict-origin-when-cross-origin");
  headers.set("permissions-policy", NO_FEATURES);
  // Only what belongs to the widget is there to be loaded by others, also by shops that ask it of all that they load (COEP).
  const isForShops = FOR_SHOPS.test(new URL(c.req.url).pathname);
  headers.set("cross-origin-resource-policy", isForShops ? "cross-origin" : "same-origin");
  // Another page that opened this one, or was opened by it, gets no hold of it.
  headers.set("cross-origin-opener-policy", "same-origin");
  if (new URL(c.req.url).protocol === "https:") {
    headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
  }
});
