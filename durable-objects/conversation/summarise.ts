/** The conversation's newest state for those who list it: the index, the agent's feed, the team's queue. */
import type { Room } from "#actors/conversation/room";
import { type ConversationSummary, type RowDetails, sealDetails } from "#domain/conversations/summary";

export function summarise(room: Room): ConversationSummary {
  const { record, participants, cipher, lastActivityAtMs, digest } = room.live;
  const { conversation } = room;
  const { preview, publicPreview, unread, contactUnread } = digest.read(record, participants);
  const contactName = participants.actorOf(record.contactId).name;
  const details: RowDetails = {
    ...(contactName === "" ? {} : { contactName }),
    ...(preview === undefined ? {} : { preview }),
    ...(publicPreview === undefined ? {} : { publicPreview }),
  };
  return {
    conversation,
    createdAtMs: record.createdAtMs,
    lastActivityAtMs,
    waitingSinceMs: record.waitingSinceMs,
    atHead: record.atHead,
    unread,
    contactUnread,
    details,
    sealedDetails: sealDetails(cipher.dataKey, conversation, details, cipher.nonce()),
    key: cipher.wrapped,
  };
}
