/** Retention, and the settings page that shows it beside the consent texts. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { seesInbox } from "#domain/identity/scope";
import { findInbox, listInboxes } from "#domain/organisation/store";
import { textsOfInbox } from "#domain/rights/consents";
import { changeRule, countOver, rulesOfInbox } from "#domain/rights/retention";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute } from "#worker/define-route";

export const retentionRoutes = [
  defineRoute(operations.readPrivacySettings, { permission: "privacy.settings" }, async ({ env, principal }) => {
    const db = database(env.DB);
    const inboxes = (await listInboxes(db)).filter(({ id }) => seesInbox(principal, id));
    const described = inboxes.map(async ({ id, name }) => ({
      id,
      name,
      consentTexts: await textsOfInbox(db, id),
      retention: await rulesOfInbox(db, id),
    }));
    return ok({ inboxes: await Promise.all(described) });
  }),

  defineRoute(operations.changeRetention, { permission: "privacy.settings" }, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    const db = database(env.DB);
    if (!seesInbox(principal, params.id) || (await findInbox(db, params.id)) === undefined) return refuse("not_found");
    return changeRule(db, { inboxId: params.id, ...body }, auditorOf(env, c.req.raw, principal), nowMs);
  }),

  defineRoute(operations.previewRetention, { permission: "privacy.settings" }, async (call) => {
    const { env, principal, params, query, nowMs } = call;
    const db = database(env.DB);
    if (!seesInbox(principal, params.id) || (await findInbox(db, params.id)) === undefined) return refuse("not_found");
    return ok({ count: await countOver(db, { inboxId: params.id, ...query }, nowMs) });
  }),
];
