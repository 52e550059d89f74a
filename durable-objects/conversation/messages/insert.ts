/** A new message of a conversation: what somebody sends, or a line of what was done with it. */
import type { Change } from "#actors/conversation/change";
import type { MessageRecord } from "#actors/conversation/messages/store";
import { activityContent, SYSTEM_ACTOR, toWireMessage } from "#actors/conversation/view";
import { messageId } from "#domain/conversations/message-id";
import { ID_RANDOM_BYTES } from "#protocol/ids";
import { plainTextOf } from "#protocol/product-card";
import type { Activity, Actor, Message } from "#protocol/vocabulary";

export interface Insertion {
  readonly clientId: string | undefined;
  readonly content: string;
  readonly private: boolean;
  readonly replyTo?: string | undefined;
}

/** @returns undefined if it was sent so long before that only storage knew it; nothing has changed then */
export function insertMessage(
  change: Change,
  sender: Actor,
  message: Insertion,
  contentType: Message["contentType"],
  nowMs: number,
): Message | undefined {
  const { live } = change;
  const seq = live.lastSeq + 1;
  const id = messageId(nowMs, seq, crypto.getRandomValues(new Uint8Array(ID_RANDOM_BYTES)));
  const record: MessageRecord = {
    seq,
    changedSeq: seq,
    id,
    senderId: sender.id,
    clientId: message.clientId,
    contentType,
    sealedContent: live.cipher.sealContent(id, 1, message.content),
    revision: 1,
    private: message.private,
    replyTo: message.replyTo,
    createdAtMs: nowMs,
    editedAtMs: undefined,
    recalledAtMs: undefined,
  };
  if (!change.messages.insertMessage(record)) return undefined;
  if (message.clientId !== undefined) live.clientIds.used(sender.id, message.clientId, seq);
  live.lastSeq = seq;
  live.lastActivityAtMs = nowMs;
  if (!message.private) {
    live.contactActivityAtMs = nowMs;
    live.publicWriters.wrote(sender);
  }
  change.hasMessages = true;
  // The plain text is at hand: no need to open what was just sealed.
  const wire = toWireMessage(record, live.record.conversationId, sender, message.content);
  live.digest.added(wire);
  if (contentType !== "activity") live.words.added(seq, plainTextOf(wire));
  change.emit(message.private ? "agents" : "everyone", { type: "message.created", seq, message: wire });
  return wire;
}

/** For staff alone. */
export function insertActivity(change: Change, activity: Activity, nowMs: number): void {
  const line = { clientId: undefined, content: activityContent(activity), private: true };
  insertMessage(change, SYSTEM_ACTOR, line, "activity", nowMs);
}
