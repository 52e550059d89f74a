/** Routes: inboxes as they are set up. Each is in sight of whoever's access names it, or names none. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { changeInbox, createInbox, deleteInbox } from "#domain/organisation/inbox-changes";
import { type InboxSettings, readInboxSettings, type StoredInbox } from "#domain/organisation/inbox-settings";
import { flawOf, sorted } from "#domain/organisation/opening-hours";
import { listSightings } from "#domain/organisation/sightings";
import { operations } from "#protocol/http";
import type { InboxSettingsAnswer, InboxSettingsBody } from "#protocol/http-inbox-settings";
import { auditorOf } from "#worker/auditor";
import { forgetBeginnings } from "#worker/beginnings";
import { defineRoute } from "#worker/define-route";
import { type AppContext, type Environment, secretsOf } from "#worker/environment";
import { forgetInboxOrigins } from "#worker/inbox-origins";
import { forgetWidgetInboxes } from "#worker/widget-inbox";

const permitted = { permission: "inbox.manage" } as const;

export const inboxSettingsRoutes = [
  defineRoute(operations.createInbox, permitted, async ({ c, env, principal, body, nowMs }) => {
    // Whoever sees some inboxes alone would not see the one that they make.
    if (principal.inboxIds !== undefined) return refuse("grants_exceeded");
    const by = changeBy(c, principal, nowMs);
    return settled(env, await createInbox(database(env.DB), secretsOf(env).keyRing, body, random, by));
  }),

  defineRoute(operations.readInboxSettings, permitted, async ({ env, principal, params }) => {
    const found = await findInSight(env, principal, params.inboxId);
    return found === undefined ? refuse("not_found") : ok(toWire(found));
  }),

  defineRoute(operations.changeInboxSettings, permitted, async ({ c, env, principal, params, body, nowMs }) => {
    const before = await findInSight(env, principal, params.inboxId);
    if (before === undefined) return refuse("not_found");
    if (before.version !== body.version) return refuse("changed_meanwhile");
    const wanted = toSettings(body);
    if (wanted.openingHours !== undefined && flawOf(wanted.openingHours) !== undefined) return refuse("hours_unsound");
    return settled(env, await changeInbox(database(env.DB), before, wanted, changeBy(c, principal, nowMs)));
  }),

  defineRoute(operations.deleteInbox, permitted, async ({ c, env, principal, params, nowMs }) => {
    if (!isInSight(principal, params.inboxId)) return refuse("not_found");
    const deleted = await deleteInbox(database(env.DB), params.inboxId, changeBy(c, principal, nowMs));
    if (!deleted.ok) return deleted;
    forgetKept(env);
    return ok({ done: true });
  }),

  defineRoute(operations.listInboxSightings, permitted, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if ((await findInSight(env, principal, params.inboxId)) === undefined) return refuse("not_found");
    const seen = await listSightings(db, params.inboxId);
    return ok({
      items: seen.map(({ origin, lastSeenAtMs }) => ({ origin, lastSeenAt: new Date(lastSeenAtMs).toISOString() })),
    });
  }),
];

function findInSight(env: Environment, principal: AgentPrincipal, inboxId: string) {
  return isInSight(principal, inboxId) ? readInboxSettings(database(env.DB), inboxId) : undefined;
}

function isInSight({ inboxIds }: AgentPrincipal, inboxId: string): boolean {
  return inboxIds?.includes(inboxId) ?? true;
}

function settled(env: Environment, changed: Result<StoredInbox>): Result<InboxSettingsAnswer> {
  if (!changed.ok) return changed;
  forgetKept(env);
  return ok(toWire(changed.value));
}

/** Whoever saved it sees it at once; elsewhere it holds within seconds. */
function forgetKept(env: Environment): void {
  forgetInboxOrigins(env);
  forgetWidgetInboxes(env);
  forgetBeginnings(database(env.DB));
}

function toSettings({ version: _version, ...body }: InboxSettingsBody): InboxSettings {
  const { shopName, accent, privacyUrl, openingHours: hours } = body;
  const openingHours = hours === undefined ? undefined : { ...hours, intervals: sorted(hours.intervals) };
  const allowedOrigins = [...new Set(body.allowedOrigins)];
  return { ...body, shopName, accent, privacyUrl, allowedOrigins, openingHours };
}

function toWire({ shopName, accent, privacyUrl, openingHours, ...stored }: StoredInbox): InboxSettingsAnswer {
  return {
    ...stored,
    allowedOrigins: [...stored.allowedOrigins],
    ...(shopName !== undefined && { shopName }),
    ...(accent !== undefined && { accent }),
    ...(privacyUrl !== undefined && { privacyUrl }),
    ...(openingHours !== undefined && {
      openingHours: { timeZone: openingHours.timeZone, intervals: [...openingHours.intervals] },
    }),
  };
}

function changeBy(c: AppContext, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(c.env, c.req.raw, principal), nowMs };
}

function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}
