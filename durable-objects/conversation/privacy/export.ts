/** What a conversation holds, page by page, for its customer's export. */
import type { ConversationExport, ExportedMessage } from "#actors/contracts";
import { openMessage } from "#actors/conversation/messages/open";
import type { MessageRecord } from "#actors/conversation/messages/store";
import type { Room } from "#actors/conversation/room";

export function exportPage(room: Room, afterSeq: number, limit: number): ConversationExport {
  const { record, participants } = room.live;
  const records = room.messages.createdAfter(afterSeq, limit + 1);
  const shown = records.slice(0, limit);
  return {
    status: record.status,
    labels: record.labels,
    priority: record.priority,
    createdAtMs: record.createdAtMs,
    contactName: participants.actorOf(record.contactId).name,
    messages: shown.map((message) => exported(room, message)),
    nextAfterSeq: records.length > limit ? shown.at(-1)?.seq : undefined,
  };
}

function exported(room: Room, record: MessageRecord): ExportedMessage {
  const { sender, content } = openMessage(room.live, record);
  return {
    seq: record.seq,
    sender: { type: sender.type, id: sender.id },
    contentType: record.contentType,
    content,
    isNote: record.private && record.contentType !== "activity",
    createdAtMs: record.createdAtMs,
    editedAtMs: record.editedAtMs,
    recalledAtMs: record.recalledAtMs,
  };
}
