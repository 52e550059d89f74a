/** The conversation's newest state for those who list it: the index, the agent's feed, the team's queue. */

import { agentPreviewOf, previewOf } from "#actors/conversation/lists/digest";
import type { Room } from "#actors/conversation/room";
import type { ConversationRecord } from "#actors/conversation/store";
import { type ConversationSummary, type RowDetails, sealDetails } from "#domain/conversations/summary";

export function summarise(room: Room): ConversationSummary {
  const { record, participants, cipher, lastActivityAtMs, contactActivityAtMs, digest, publicWriters } = room.live;
  const { conversation } = room;
  const { last, lastPublic, unread, contactUnread } = digest.read(record, participants);
  const contactName = participants.actorOf(record.contactId).name;
  const details: RowDetails = {
    ...(contactName === "" ? {} : { contactName }),
    ...(last === undefined ? {} : { preview: agentPreviewOf(last) }),
    ...(lastPublic === undefined ? {} : { publicPreview: previewOf(lastPublic) }),
  };
  return {
    conversation,
    createdAtMs: record.createdAtMs,
    lastActivityAtMs,
    contactActivityAtMs,
    waitingSinceMs: record.waitingSinceMs,
    firstReplyAtMs: publicWriters.firstReplyAtMs(),
    atHead: record.atHead,
    asks: asksOf(record),
    unread,
    contactUnread,
    details,
    sealedDetails: sealDetails(cipher.dataKey, conversation, details, cipher.nonce()),
    key: cipher.wrapped,
  };
}

function asksOf({ language, lastAgentId, notAgentId, ruling }: ConversationRecord): ConversationSummary["asks"] {
  return {
    ...(language !== undefined && { language }),
    ...(lastAgentId !== undefined && { lastAgentId }),
    ...(notAgentId !== undefined && { notAgentId }),
    ...(ruling !== undefined && ruling.skills.length > 0 && { skills: ruling.skills }),
  };
}
