/** What a client missed: the current visible state of all that changed, in order of change, with no gap and no repeat. */

import { openMessage } from "#actors/conversation/messages/open";
import type { Room } from "#actors/conversation/room";
import { messageFor } from "#domain/conversations/masked";
import type { Principal } from "#domain/identity/principal";
import { DEFAULT_SYNC_LIMIT } from "#protocol/constants";
import type { ConversationServerFrame } from "#protocol/frames";
import type { Message } from "#protocol/vocabulary";

export interface SyncAnswer {
  /** Ends with `sync.done`. */
  readonly frames: readonly ConversationServerFrame[];
  /** More has changed than was asked for: the client asks again, and hears nothing live before it has it all. */
  readonly hasMore: boolean;
}

/**
 * @param withPrivate whether the reader may see notes
 * @param afterSeq the last change that the reader knows; absent: the last messages only
 */
export function syncAfter(
  room: Room,
  withPrivate: boolean,
  afterSeq: number | undefined,
  limit = DEFAULT_SYNC_LIMIT,
): SyncAnswer {
  return afterSeq === undefined ? firstSync(room, withPrivate, limit) : nextSync(room, withPrivate, afterSeq, limit);
}

function firstSync(room: Room, withPrivate: boolean, limit: number): SyncAnswer {
  const records = room.messages.createdBefore(Number.MAX_SAFE_INTEGER, withPrivate, limit);
  records.sort((a, b) => a.changedSeq - b.changedSeq);
  const frames: ConversationServerFrame[] = records.map((record) => ({
    type: "message.created",
    seq: record.changedSeq,
    message: openMessage(room.live, record),
  }));
  return finish(room, withConversation(room, frames, -1), false);
}

function nextSync(room: Room, withPrivate: boolean, afterSeq: number, limit: number): SyncAnswer {
  const records = room.messages.changedAfter(afterSeq, withPrivate, limit + 1);
  const hasMore = records.length > limit;
  const frames: ConversationServerFrame[] = records.slice(0, limit).map((record) => ({
    type: record.seq > afterSeq ? "message.created" : "message.updated",
    seq: record.changedSeq,
    message: openMessage(room.live, record),
  }));
  // A page ends with a message, so what the conversation itself changed after that one is for a later page.
  const isOnLaterPage = hasMore && room.live.record.changedSeq > (records[limit - 1]?.changedSeq ?? 0);
  // Whoever knows nothing yet learns what it is, though nothing changed since it began.
  const knownSeq = afterSeq === 0 ? -1 : afterSeq;
  return finish(room, isOnLaterPage ? frames : withConversation(room, frames, knownSeq), hasMore);
}

/** Puts the conversation's own last change in its place, if the reader has not seen it. */
function withConversation(room: Room, frames: ConversationServerFrame[], afterSeq: number): ConversationServerFrame[] {
  const seq = room.live.record.changedSeq;
  if (seq <= afterSeq) return frames;
  const place = frames.findIndex((frame) => "seq" in frame && frame.seq > seq);
  const update: ConversationServerFrame = { type: "conversation.updated", seq, conversation: room.conversation };
  return place === -1 ? [...frames, update] : frames.toSpliced(place, 0, update);
}

function finish(room: Room, frames: ConversationServerFrame[], hasMore: boolean): SyncAnswer {
  const last = frames.at(-1);
  const seq = hasMore && last !== undefined && "seq" in last ? last.seq : room.live.lastSeq;
  return { frames: [...frames, { type: "sync.done", seq, hasMore }], hasMore };
}

/** A page of history over HTTP, oldest first, as this reader may see it. */
export function historyPage(
  room: Room,
  reader: Principal,
  beforeSeq: number | undefined,
  limit: number,
): { items: Message[]; hasMore: boolean } {
  const records = room.messages.createdBefore(beforeSeq ?? Number.MAX_SAFE_INTEGER, reader.type === "agent", limit + 1);
  const hasMore = records.length > limit;
  const shown = records.slice(hasMore ? 1 : 0);
  return { items: shown.map((record) => messageFor(reader, openMessage(room.live, record))), hasMore };
}
