/**
 * What was refused to somebody who should not have asked, or asked too often, as lines for whoever watches. To the log and not
 * to the audit table, which a stranger could fill that way. Sign-ins that failed are in the audit log.
 */
import { createMiddleware } from "hono/factory";
import { routePath } from "hono/route";
import { originOf } from "#worker/auditor";
import type { AppBindings } from "#worker/environment";

const LOGGED: readonly number[] = [403, 413, 429];
/** Of one isolate: a flood says no more with its thousandth line. */
const MAX_LINES_A_MINUTE = 60;
const MINUTE_MS = 60_000;

let minute = 0;
let lines = 0;

export const logRefusals = createMiddleware<AppBindings>(async (c, next) => {
  await next();
  const { status } = c.res;
  if (!LOGGED.includes(status) || !mayLog(Date.now())) return;
  console.warn(
    JSON.stringify({
      level: "warn",
      event: lines === MAX_LINES_A_MINUTE ? "refused, and more this minute" : "refused",
      status,
      method: c.req.method,
      // As declared: what somebody put into the path is theirs.
      route: routePath(c, -1),
      who: c.get("who"),
      origin: originOf(c.env, c.req.raw),
      requestId: c.get("requestId"),
    }),
  );
});

function mayLog(nowMs: number): boolean {
  const current = Math.floor(nowMs / MINUTE_MS);
  if (current !== minute) {
    minute = current;
    lines = 0;
  }
  lines += 1;
  return lines <= MAX_LINES_A_MINUTE;
}
