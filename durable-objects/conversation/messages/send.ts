/** Somebody sends a message: it is kept once, whoever it names is told, and it may wake the conversation. */
import { applyAssignment, noteForAudit } from "#actors/conversation/assignment/move";
import type { Change } from "#actors/conversation/change";
import { insertMessage } from "#actors/conversation/messages/insert";
import { keptMessage, type NewMessage } from "#actors/conversation/messages/kept-message";
import { openMessage } from "#actors/conversation/messages/open";
import { isSeenByContact, showReceipts } from "#actors/conversation/participants/receipts";
import type { Room } from "#actors/conversation/room";
import { wakeByCustomer } from "#domain/conversations/status";
import { ok, type Result, refuse } from "#domain/failures";
import type { Actor, Message } from "#protocol/vocabulary";

export interface SentMessage {
  readonly message: Message;
  /** It had been sent before; nothing changed. */
  readonly repeated: boolean;
}

/** Adds a message, or answers with the one that this `clientId` made the first time. */
export function send(room: Room, sender: Actor, message: NewMessage, nowMs: number): Result<SentMessage> {
  if (message.attachmentIds !== undefined && message.attachmentIds.length > 0) return refuse("not_found");
  if (message.replyTo !== undefined) {
    const target = room.messages.messageById(message.replyTo);
    if (target === undefined || (target.private && sender.type === "contact")) return refuse("not_found");
  }
  const kept = keptMessage(message);
  if (!kept.ok) return kept;
  const isOneWrite = isOneWriteOf(room, sender, nowMs) && message.mentions === undefined;
  return room.change(nowMs, (change) => ok(sendWithin(change, sender, kept.value, nowMs)), isOneWrite);
}

/** @param message as it is kept */
export function sendWithin(change: Change, sender: Actor, message: NewMessage, nowMs: number): SentMessage {
  const { clientIds, participants } = change.live;
  const { clientId } = message;
  const firstSeq = clientId === undefined ? undefined : clientIds.newestSeqOf(sender.id, clientId);
  if (firstSeq !== undefined) return { message: sentBefore(change, firstSeq), repeated: true };
  const joins = !message.private && !isSeenByContact(change.live, sender);
  const sent = insertMessage(change, participants.ensure(sender), message, message.contentType ?? "text", nowMs);
  // Older ones are asked for by inserting: nearly every message is new.
  if (sent === undefined)
    return { message: sentBefore(change, clientIds.movedSeqOf(sender.id, clientId ?? "")), repeated: true };
  if (joins) showReceipts(change, sender.id);
  noteMentions(change, sender, message, sent.seq);
  if (sender.type === "contact") {
    const woken = wakeByCustomer(change.live.record, nowMs);
    if (woken !== undefined) {
      noteForAudit(change, woken, { key: "conversation.woken" }, { type: "contact", id: sender.id }, nowMs);
      applyAssignment(change, woken);
    }
  }
  return { message: sent, repeated: false };
}

/** Each once, and nobody of their own note. */
function noteMentions(change: Change, { id, name }: Actor, message: NewMessage, seq: number): void {
  if (!message.private) return;
  for (const agentId of new Set(message.mentions)) {
    if (agentId !== id) change.mentions.push({ agentId, seq, by: { id, name } });
  }
}

function sentBefore(change: Change, seq: number | undefined): Message {
  const first = seq === undefined ? undefined : change.messages.messageBySeq(seq);
  if (first === undefined) throw new Error("a message was taken for a repeat of none");
  return openMessage(change.live, first);
}

/**
 * Whether sending will be a single statement, as it is for nearly every message: that is all or nothing by itself, and a
 * savepoint around it costs about as much as the statement.
 */
function isOneWriteOf(room: Room, sender: Actor, nowMs: number): boolean {
  const { record, participants, clientIds } = room.live;
  return (
    participants.isKnown(sender) &&
    !participants.isWriteDue(nowMs) &&
    !clientIds.isFull &&
    !(sender.type === "contact" && wakeByCustomer(record, nowMs) !== undefined) &&
    room.isOwed
  );
}
