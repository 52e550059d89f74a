/** A conversation that a customer begins with its first message: registered, keyed and started, once for each request. */
import { conversationAddress } from "#actors/addresses";
import { lastAgentOf } from "#domain/conversations/last-agent";
import { standingRefusal } from "#domain/customers/standing";
import { readContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { registerConversation, registeredByGuestOf } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import { findInbox } from "#domain/organisation/store";
import { DATA_KEY_BYTES, NONCE_BYTES } from "#domain/privacy/envelope";
import { wrapDataKey } from "#domain/privacy/key-ring";
import { hasConversationRules } from "#domain/rules/store";
import type { ContentType } from "#protocol/constants";
import { newId } from "#protocol/ids";
import type { Message } from "#protocol/vocabulary";
import { type Environment, secretsOf } from "#worker/environment";

/** One name for one request of one customer, so that sending it again finds what it made. */
async function creationKeyOf(contactId: string, clientId: string): Promise<string> {
  const bytes = new TextEncoder().encode(`${contactId}:${clientId}`);
  const digest = await crypto.subtle.digest("SHA-256", bytes);
  return Buffer.from(digest).toString("base64url");
}

/** @returns undefined if the contact has joined another: only they know it now */
function register(env: Environment, contactId: string, creationKey: string, nowMs: number) {
  const id = newId(nowMs);
  const dataKey = crypto.getRandomValues(new Uint8Array(DATA_KEY_BYTES));
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const key = wrapDataKey(secretsOf(env).keyRing, { kind: "conversation", id }, dataKey, nonce);
  return registerConversation(database(env.DB), { id, creationKey, contactId, key }, nowMs);
}

export interface FirstMessage {
  readonly clientId: string;
  readonly contentType: ContentType;
  readonly content: string;
}

export interface StartedConversation {
  readonly conversationId: string;
  readonly message: Message;
  readonly repeated: boolean;
}

/** @returns refuses `session_ended` for whoever the session speaks for no more, `not_ready` for what they began as a guest */
export async function startConversation(
  env: Environment,
  principal: ContactPrincipal,
  first: FirstMessage,
  nowMs: number,
): Promise<Result<StartedConversation>> {
  const db = database(env.DB);
  const { keyRing } = secretsOf(env);
  const [inbox, contact, lastAgentId, isRuled] = await Promise.all([
    findInbox(db, principal.inboxId),
    readContact(db, keyRing, principal.id),
    lastAgentOf(db, principal.id),
    hasConversationRules(db),
  ]);
  // Its contact or inbox is gone: the token speaks for nobody any more. A guest's does not for a verified contact.
  if (inbox === undefined || contact === undefined) return refuse("session_ended");
  const refusal = standingRefusal(principal, { ...contact, joinedInto: undefined });
  if (refusal !== undefined) return refuse(refusal);

  const keyOf = (contactId: string) => creationKeyOf(contactId, first.clientId);
  const asGuest = principal.verified === true ? await registeredByGuestOf(db, principal.id, keyOf) : undefined;
  const registered =
    asGuest === undefined ? await register(env, principal.id, await keyOf(principal.id), nowMs) : ok(asGuest);
  if (!registered.ok) return registered;
  const { conversationId, key } = registered.value;
  const started = await conversationAddress(env, conversationId).start(principal, {
    conversationId,
    inboxId: inbox.id,
    teamId: inbox.defaultTeamId,
    contactName: contact.name,
    key,
    ...first,
    attachmentIds: [],
    language: contact.locale,
    lastAgentId,
    isRuled,
  });
  // It began before they were known, and has not heard of that yet.
  if (!started.ok) return asGuest !== undefined && started.failure === "not_found" ? refuse("not_ready") : started;
  return ok({ conversationId, ...started.value });
}
