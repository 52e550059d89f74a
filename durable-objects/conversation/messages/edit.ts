/** A message is worded anew, or taken back, by whoever sent it. */
import type { Change } from "#actors/conversation/change";
import { openMessage } from "#actors/conversation/messages/open";
import type { MessageRecord } from "#actors/conversation/messages/store";
import type { Room } from "#actors/conversation/room";
import { DEFAULT_MESSAGE_POLICY, type MessageFacts, mayEdit, mayRecall } from "#domain/conversations/rules";
import { ok, type Result, refuse } from "#domain/failures";
import { maskText } from "#domain/privacy/masking";
import type { Actor, Message } from "#protocol/vocabulary";

export function edit(room: Room, editor: Actor, messageId: string, content: string, nowMs: number): Result<Message> {
  const found = visible(room, messageId, editor);
  if (found === undefined) return refuse("not_found");
  const allowed = mayEdit(factsOf(found), editor.id, nowMs, DEFAULT_MESSAGE_POLICY);
  if (!allowed.ok) return allowed;
  const revision = found.revision + 1;
  const kept = found.private ? maskText(content).text : content;
  const sealedContent = room.live.cipher.sealContent(found.id, revision, kept);
  const edited = { ...found, revision, sealedContent, editedAtMs: nowMs };
  return room.change(nowMs, (change) => ok(update(change, edited)));
}

export function recall(room: Room, recaller: Actor, messageId: string, nowMs: number): Result<Message> {
  const found = visible(room, messageId, recaller);
  if (found === undefined) return refuse("not_found");
  const recallsBefore = room.messages.countRecalls(recaller.id);
  const allowed = mayRecall(factsOf(found), recaller.id, recallsBefore, nowMs, DEFAULT_MESSAGE_POLICY);
  if (!allowed.ok) return allowed;
  const recalled = { ...found, sealedContent: undefined, recalledAtMs: nowMs };
  return room.change(nowMs, (change) => ok(update(change, recalled)));
}

function update(change: Change, changed: MessageRecord): Message {
  const { live } = change;
  const record = { ...changed, changedSeq: live.lastSeq + 1 };
  change.messages.updateMessage(record);
  live.lastSeq = record.changedSeq;
  live.digest.outdated();
  change.hasMessages = true;
  const message = openMessage(live, record);
  change.emit(record.private ? "agents" : "everyone", { type: "message.updated", seq: record.changedSeq, message });
  return message;
}

function visible(room: Room, messageId: string, reader: Actor): MessageRecord | undefined {
  const found = room.messages.messageById(messageId);
  return found?.private === true && reader.type === "contact" ? undefined : found;
}

function factsOf(record: MessageRecord): MessageFacts {
  return {
    senderId: record.senderId,
    contentType: record.contentType,
    createdAtMs: record.createdAtMs,
    recalledAtMs: record.recalledAtMs,
    edits: record.revision - 1,
  };
}
