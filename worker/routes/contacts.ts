/** What staff see of a customer, and the logged look at what is masked: nothing is shown that was not noted before. */
import { conversationAddress } from "#actors/addresses";
import type { AuditDetail, AuditSubject } from "#domain/audit/actions";
import { seesPersonal } from "#domain/conversations/masked";
import { hasConversationInScope, listConversations, listOf } from "#domain/conversations/store";
import { kindsOfField, shownField } from "#domain/customers/profile";
import { type Contact, readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { ok, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { noteReveal } from "#domain/privacy/reveals";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route } from "#worker/define-route";
import { type AppContext, type Environment, secretsOf } from "#worker/environment";
import { problemResponse } from "#worker/problem";

const RECENT_CONVERSATIONS = 20;

export const contactsRoutes: readonly Route[] = [
  defineRoute(operations.getContact, { permission: "contact.read" }, async ({ env, principal, params }) => {
    const contact = await contactInScope(env, principal, params.id);
    if (contact === undefined) return refuse("not_found");
    const list = listOf(principal, "all", { contactId: contact.id });
    const recent = await listConversations(database(env.DB), secretsOf(env).keyRing, list, {
      limit: RECENT_CONVERSATIONS,
    });
    if (!recent.ok) return recent;
    const sees = seesPersonal(principal);
    return ok({
      id: contact.id,
      inboxId: contact.inboxId,
      name: shownField(contact, "name", sees),
      email: shownField(contact, "email", sees),
      identifier: shownField(contact, "identifier", sees),
      locale: contact.locale,
      verified: contact.verified,
      detailsVerified: contact.detailsVerified,
      firstSeenAt: new Date(contact.createdAtMs).toISOString(),
      conversations: recent.value.items,
    });
  }),

  defineRoute(operations.revealContactField, { permission: "personal.reveal" }, async (call) => {
    const { c, env, principal, params, body, nowMs } = call;
    const contact = await contactInScope(env, principal, params.id);
    const text = contact?.[body.field];
    if (contact === undefined || text === undefined) return refuse("not_found");
    if (shownField(contact, body.field, false)?.masked === true) {
      const detail = { field: body.field, kinds: kindsOfField(body.field, text) };
      const refusal = await note(c, principal, { type: "contact", id: contact.id }, detail, nowMs);
      if (refusal !== undefined) return refusal;
    }
    return ok({ field: body.field, text });
  }),

  defineRoute(operations.revealMessage, { permission: "personal.reveal" }, async (call) => {
    const { c, env, principal, params, nowMs } = call;
    const conversation = conversationAddress(env, params.id);
    const found = await conversation.personalIn(principal, params.messageId);
    if (!found.ok) return found;
    const { kinds, changedSeq } = found.value;
    if (kinds.length > 0) {
      const detail = { conversationId: params.id, kinds };
      const refusal = await note(c, principal, { type: "message", id: params.messageId }, detail, nowMs);
      if (refusal !== undefined) return refusal;
    }
    return conversation.reveal(principal, params.messageId, changedSeq);
  }),
];

/** @returns the customer, if there is a conversation of theirs that this agent may see */
export async function contactInScope(
  env: Environment,
  { inboxIds }: AgentPrincipal,
  contactId: string,
): Promise<Contact | undefined> {
  const db = database(env.DB);
  if (!(await hasConversationInScope(db, contactId, inboxIds))) return undefined;
  return readContact(db, secretsOf(env).keyRing, contactId);
}

/** @returns the refusal, if this person has looked often enough for now; throws if the log cannot be written */
export async function note(
  c: AppContext,
  principal: AgentPrincipal,
  subject: { type: AuditSubject; id: string },
  detail: AuditDetail,
  nowMs: number,
): Promise<Response | undefined> {
  const entry = { actor: auditorOf(c.env, c.req.raw, principal), subject, detail };
  const noted = await noteReveal(database(c.env.DB), entry, nowMs);
  if (noted.noted) return undefined;
  const headers = { "retry-after": String(Math.max(1, Math.ceil(noted.retryAfterMs / 1_000))) };
  return problemResponse("too_fast", { requestId: c.get("requestId"), headers });
}
