/** Routes: what a shop's page tells of its customer, and what staff see of that. */
import { seesPersonal } from "#domain/conversations/masked";
import { readAttributes, sayAttributes } from "#domain/customers/attribute-store";
import { shownAttribute } from "#domain/customers/profile";
import { standingRefusal } from "#domain/customers/standing";
import { readStanding } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import { personalKinds } from "#domain/privacy/masking";
import { operations } from "#protocol/http";
import { defineRoute, type Route } from "#worker/define-route";
import { secretsOf } from "#worker/environment";
import { contactInScope, note } from "#worker/routes/contacts";

export const attributesRoutes: readonly Route[] = [
  defineRoute(operations.setOwnAttributes, { permission: "contact.describeOwn" }, async (call) => {
    const { env, principal, body, nowMs } = call;
    const db = database(env.DB);
    const refusal = standingRefusal(principal, await readStanding(db, principal.id));
    if (refusal !== undefined) return refuse(refusal);
    // Whatever session it is: a page sends what its visitor lets it send.
    const said = await sayAttributes(db, secretsOf(env).keyRing, principal.id, body.attributes, false, nowMs);
    return said.ok ? ok({ done: true }) : said;
  }),

  defineRoute(operations.getAttributes, { permission: "contact.read" }, async ({ env, principal, params }) => {
    const contact = await contactInScope(env, principal, params.id);
    if (contact === undefined) return refuse("not_found");
    const attributes = await readAttributes(database(env.DB), secretsOf(env).keyRing, contact.id);
    const sees = seesPersonal(principal);
    return ok({ items: [...attributes].map(([key, attribute]) => shownAttribute(key, attribute, sees)) });
  }),

  defineRoute(operations.revealAttribute, { permission: "personal.reveal" }, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    const contact = await contactInScope(env, principal, params.id);
    if (contact === undefined) return refuse("not_found");
    const attributes = await readAttributes(database(env.DB), secretsOf(env).keyRing, contact.id);
    const attribute = attributes.get(body.key);
    if (attribute === undefined) return refuse("not_found");
    if (shownAttribute(body.key, attribute, false).masked === true) {
      const detail = { field: "attribute", kinds: personalKinds(String(attribute.value)) };
      const refusal = await note(c, principal, { type: "contact", id: contact.id }, detail, nowMs);
      if (refusal !== undefined) return refusal;
    }
    return ok({ key: body.key, value: attribute.value });
  }),
];
