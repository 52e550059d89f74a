/** What a shop's page shows of its inbox before anybody has written. */
import { database } from "#domain/database";
import { refuse } from "#domain/failures";
import { isOurPage, normalOrigin } from "#domain/identity/origin";
import { noteSighting, SIGHTING_APART_MS } from "#domain/organisation/sightings";
import { operations } from "#protocol/http";
import type { WidgetInbox } from "#protocol/http-widget-inbox";
import { defineRoute } from "#worker/define-route";
import type { AppContext } from "#worker/environment";
import { publicOrigin } from "#worker/public-origin";
import { readWidgetInbox } from "#worker/widget-inbox";

export const widgetInboxRoutes = [
  defineRoute(operations.readWidgetInbox, { permission: "public" }, async ({ c, env, params, nowMs }) => {
    const found = await readWidgetInbox(env, params.inboxId, publicOrigin(env, c.req.raw), nowMs);
    if (found === undefined) return refuse("not_found");
    const { shown, allowedOrigins } = found;
    const page = pageOf(c.req.raw);
    const isOurs = page === undefined || isOurPage(page, c.req.url);
    if (!isOurs && !allowedOrigins.includes(page)) return refuse("foreign_origin");
    if (page !== undefined) noteLater(c, shown.id, page, nowMs);
    return c.body(JSON.stringify(shown satisfies WidgetInbox), 200, {
      "content-type": "application/json",
      "cache-control": "public, max-age=30",
    });
  }),
];

/** The page that asks: browsers leave it out where it is one of ours, and say just that. */
function pageOf(request: Request): string | undefined {
  const origin = request.headers.get("origin");
  if (origin !== null) return normalOrigin(origin) ?? origin;
  return request.headers.get("sec-fetch-site") === "same-origin" ? new URL(request.url).origin : undefined;
}

const noted = new WeakMap<object, Map<string, number>>();

function noteLater(c: AppContext, inboxId: string, origin: string, nowMs: number): void {
  const { DB } = c.env;
  const lately = noted.get(DB) ?? new Map<string, number>();
  noted.set(DB, lately);
  const key = `${inboxId} ${origin}`;
  if ((lately.get(key) ?? 0) > nowMs - SIGHTING_APART_MS) return;
  lately.set(key, nowMs);
  c.executionCtx.waitUntil(noteSighting(database(DB), inboxId, origin, nowMs).catch(() => lately.delete(key)));
}
