/** Consent texts for administrators, and what customers answer. */
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { seesInbox } from "#domain/identity/scope";
import { findInbox } from "#domain/organisation/store";
import {
  type Answer,
  answersOf,
  askedOf,
  lastAnswer,
  noteAnswer,
  publishText,
  textsOfInbox,
} from "#domain/rights/consents";
import { operations } from "#protocol/http";
import type { OwnConsent } from "#protocol/http-privacy";
import { auditorOf } from "#worker/auditor";
import { defineRoute, repeated } from "#worker/define-route";

function ownConsent(asked: ReturnType<typeof askedOf>[number], answer: Answer | undefined): OwnConsent {
  const { purpose, version, texts } = asked;
  if (answer === undefined) return { purpose, version, texts };
  const answeredAt = new Date(answer.atMs).toISOString();
  return { purpose, version, texts, answer: { version: answer.version, given: answer.given, answeredAt } };
}

export const consentRoutes = [
  defineRoute(operations.publishConsentText, { permission: "privacy.settings" }, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    const db = database(env.DB);
    const inbox = await findInbox(db, params.id);
    if (inbox === undefined || !seesInbox(principal, params.id)) return refuse("not_found");
    const { purpose, basedOnVersion, texts } = body;
    if (texts === undefined && basedOnVersion === 0) return refuse("malformed");
    const text = { inboxId: inbox.id, purpose, basedOnVersion, texts };
    return publishText(db, text, auditorOf(env, c.req.raw, principal), nowMs);
  }),

  defineRoute(operations.listAskedConsents, { permission: "public" }, async ({ env, query }) => {
    const asked = askedOf(await textsOfInbox(database(env.DB), query.inboxId));
    return ok({ items: asked.map(({ purpose, version, texts }) => ({ purpose, version, texts })) });
  }),

  defineRoute(operations.listOwnConsents, { permission: "consent.give" }, async ({ env, principal }) => {
    const db = database(env.DB);
    const [texts, answers] = await Promise.all([textsOfInbox(db, principal.inboxId), answersOf(db, principal.id)]);
    return ok({ items: askedOf(texts).map((asked) => ownConsent(asked, lastAnswer(answers, asked.purpose))) });
  }),

  defineRoute(operations.giveConsent, { permission: "consent.give" }, async ({ env, principal, body, nowMs }) => {
    const db = database(env.DB);
    const { purpose, version, given } = body;
    const asked = askedOf(await textsOfInbox(db, principal.inboxId)).find((text) => text.purpose === purpose);
    if (asked === undefined) return refuse("not_found");
    // Nobody agrees to what they have not been shown, nor to what is no longer said.
    if (asked.version !== version) return refuse("changed_meanwhile");
    // It is information: there is nothing in it to decline.
    if (purpose === "service" && !given) return refuse("malformed");
    const answer = await noteAnswer(
      db,
      { contactId: principal.id, inboxId: principal.inboxId, purpose, version, given },
      nowMs,
    );
    if (answer === undefined) return refuse("session_ended");
    const told = ownConsent(asked, answer);
    return answer.atMs === nowMs ? ok(told) : repeated(told);
  }),
];
