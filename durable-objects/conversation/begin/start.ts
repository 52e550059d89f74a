/** A conversation begins with its first message; should that come again, it is answered as any other repeat. */
import type { StartConversation } from "#actors/contracts";
import { keptMessage } from "#actors/conversation/messages/kept-message";
import { type SentMessage, send, sendWithin } from "#actors/conversation/messages/send";
import type { JoinStore } from "#actors/conversation/participants/join-store";
import { wrappedNow } from "#actors/conversation/privacy/data-key";
import type { Room } from "#actors/conversation/room";
import { UNMARKED } from "#actors/conversation/store";
import { begin } from "#domain/conversations/status";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import { isInScope } from "#domain/identity/scope";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { Actor } from "#protocol/vocabulary";

export interface StartPorts {
  readonly room: Room;
  readonly joins: JoinStore;
  readonly keyRing: () => KeyRing;
}

export function start(
  { room, joins, keyRing }: StartPorts,
  principal: ContactPrincipal,
  {
    conversationId,
    inboxId,
    teamId,
    key: wrapped,
    contactName,
    language,
    lastAgentId,
    isRuled,
    ...first
  }: StartConversation,
  nowMs: number,
): Result<SentMessage> {
  // A guest who became somebody while this was on its way begins it as that one: it was registered before they did.
  const joinedInto = joins.joinedInto(principal.id);
  const starter = joinedInto === undefined ? principal : { ...principal, id: joinedInto, verified: true as const };
  if (room.record !== undefined && !isInScope(starter, room.record)) return refuse("not_found");
  if (room.isLocked) return refuse("key_missing");
  const contact: Actor = { type: "contact", id: starter.id, name: contactName ?? "" };
  const message = { ...first, private: false };
  if (room.hasBegun) return send(room, contact, message, nowMs);
  if (first.attachmentIds.length > 0) return refuse("not_found");
  const key = wrappedNow(keyRing, conversationId, wrapped);
  if (key === undefined) return refuse("key_missing");
  const kept = keptMessage(message);
  if (!kept.ok) return kept;
  const identity = { conversationId, inboxId, contactId: starter.id, contactVerified: starter.verified === true, key };
  const state = { ...begin(teamId, nowMs), ...UNMARKED };
  return room.change(nowMs, (change) => {
    const standing = { changedSeq: 0, createdAtMs: nowMs, sla: undefined };
    if (isRuled === true) change.rules = "asked";
    room.begin({ ...identity, ...state, language, lastAgentId, ...standing });
    return ok(sendWithin(change, contact, kept.value, nowMs));
  });
}
