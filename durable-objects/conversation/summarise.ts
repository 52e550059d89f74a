/** The conversation's newest state for those who list it: the index, the agent's feed, the team's queue. */

import type { Room } from "#actors/conversation/room";
import { type ConversationSummary, type RowDetails, sealDetails } from "#domain/conversations/summary";
import { MAX_PREVIEW_CHARS } from "#protocol/constants";

/** Unread is counted up to here; clients show "99+". */
const MAX_UNREAD = 100;

export function summarise(room: Room): ConversationSummary {
  const { record, participants, cipher, lastActivityAtMs } = room.live;
  const { conversation } = room;
  const contactName = participants.actorOf(record.contactId).name;
  const details: RowDetails = {
    ...(contactName === "" ? {} : { contactName }),
    ...previewOf(room, "preview", true),
    ...previewOf(room, "publicPreview", false),
  };
  const agentReadSeq = record.assigneeId === undefined ? 0 : participants.readSeqOf(record.assigneeId);
  const contactReadSeq = participants.readSeqOf(record.contactId);
  return {
    conversation,
    createdAtMs: record.createdAtMs,
    lastActivityAtMs,
    waitingSinceMs: record.waitingSinceMs,
    atHead: record.atHead,
    unread: room.store.countUnread(agentReadSeq, record.contactId, true, MAX_UNREAD),
    contactUnread: room.store.countUnread(contactReadSeq, record.contactId, false, MAX_UNREAD),
    sealedDetails: sealDetails(cipher.dataKey, conversation, details, cipher.nonce()),
    key: cipher.wrapped,
  };
}

function previewOf(room: Room, field: "preview" | "publicPreview", withPrivate: boolean): RowDetails {
  const last = room.store.lastReadable(withPrivate);
  if (last === undefined) return {};
  const { sender, content } = room.wireMessage(last);
  const text = shorten(content, MAX_PREVIEW_CHARS);
  return { [field]: { sender, text, ...(last.private ? { private: true as const } : {}) } };
}

/** Cut at characters, never within one, and on one line. */
function shorten(text: string, maxChars: number): string {
  const line = text
    .slice(0, maxChars * 4)
    .replace(/\s+/gu, " ")
    .trim();
  const chars = [...line];
  return chars.length <= maxChars ? line : `${chars.slice(0, maxChars - 1).join("")}…`;
}
