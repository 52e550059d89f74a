/**
 * What one client knows of one conversation: a value and the functions that make the next one from a frame.
 * Frames may repeat, come again after a reconnect or arrive beside an HTTP page: a message is known by its `seq`, its
 * newest version by `changedSeq`, so the list ends the same whatever way it was learnt.
 */
import { DEFAULT_SYNC_LIMIT, type PresenceStatus, TYPING_TTL_MS } from "#protocol/constants";
import type { ConversationServerFrame, WaitRange } from "#protocol/frames";
import type { Actor, Conversation, Message } from "#protocol/vocabulary";
import { type Change, type OutboxItem, refuse, withoutDone, withoutSent } from "./outbox.ts";

/** Who reads this log. A customer is every `contact` of it: merging contacts may change the id. */
export interface Self {
  readonly type: "contact" | "agent";
  readonly id: string;
}

/** Up to which message somebody has received and read; both from 0, and read is never ahead of delivered. */
export interface Cursor {
  readonly by: Actor;
  readonly deliveredSeq: number;
  readonly readSeq: number;
}

export interface ConversationLog {
  readonly self: Self;
  /** Ordered by `seq`, without gaps from {@link floorSeq} on. */
  readonly messages: readonly Message[];
  /** Own messages without an answer yet, in the order in which they were written. */
  readonly outbox: readonly OutboxItem[];
  /** Edits and recalls of own messages without an answer yet. */
  readonly changes: readonly Change[];
  readonly cursors: readonly Cursor[];
  readonly presence: readonly { readonly by: Actor; readonly status: PresenceStatus }[];
  readonly typing: readonly { readonly by: Actor; readonly draft?: string; readonly untilMs: number }[];
  readonly conversation?: Conversation;
  /** Place in the waiting line, from 1; absent when not waiting. */
  readonly queuePosition?: number;
  /** So many wait that a message had better be left. */
  readonly isQueueFull?: boolean;
  /** How long it will probably be still; absent where that is not known. */
  readonly queueWait?: WaitRange | undefined;
  /** What `sync` asks after: every change up to here is known. Absent before the first sync. */
  readonly syncedSeq?: number;
  /** False from a lost connection until `sync` has given everything. */
  readonly caughtUp: boolean;
  /** Messages before this are not loaded; 0 when all are. */
  readonly floorSeq: number;
}

/** A log that knows nothing but what was not sent before a reload. */
export function emptyLog(self: Self, outbox: readonly OutboxItem[] = []): ConversationLog {
  const nothing = { messages: [], changes: [], cursors: [], presence: [], typing: [] };
  return { ...nothing, self, outbox, caughtUp: false, floorSeq: 0 };
}

/** Is this the reader? */
export function isOwn(self: Self, actor: Actor): boolean {
  return actor.type === self.type && (self.type === "contact" || actor.id === self.id);
}

/** Are there older messages to be had by HTTP? Known after the first sync. */
export function hasOlder(log: ConversationLog): boolean {
  return log.floorSeq > 0;
}

/** The reader has seen everything up to `seq`; the server hears of it apart from this. */
export function readByMe(log: ConversationLog, seq: number): ConversationLog {
  return withCursor(log, { ...log.self, name: "" }, { deliveredSeq: seq, readSeq: seq });
}

/** Takes in one frame. @param nowMs Unix milliseconds; only `typing` looks at it */
export function applyFrame(log: ConversationLog, frame: ConversationServerFrame, nowMs: number): ConversationLog {
  switch (frame.type) {
    case "message.created":
    case "message.updated":
      return heard(withMessage(log, frame.message), frame.seq);
    case "delivered":
      return withCursor(log, frame.by, { deliveredSeq: frame.seq, readSeq: 0 });
    case "read":
      return withCursor(log, frame.by, { deliveredSeq: frame.seq, readSeq: frame.seq });
    case "typing":
      return withTyping(log, frame.by, frame.draft, nowMs);
    case "conversation.updated":
      return heard(withConversation(log, frame.conversation), frame.seq);
    case "presence":
      return withPresence(log, frame.by, frame.status);
    case "queue.position":
      return { ...log, queuePosition: frame.position, isQueueFull: frame.full === true, queueWait: frame.wait };
    case "sync.done":
      return synced(log, frame.seq, frame.hasMore);
    case "error":
      return refuse(log, frame.code, frame.clientId);
  }
}

/** Takes in a page of older messages that HTTP gave for `beforeSeq` = {@link ConversationLog.floorSeq}. */
export function withOlder(log: ConversationLog, page: readonly Message[], hasMore: boolean): ConversationLog {
  const more = hasMore && page.length > 0;
  const floorSeq = more ? page.reduce((lowest, message) => Math.min(lowest, message.seq), log.floorSeq) : 0;
  return page.reduce(withMessage, { ...log, floorSeq });
}

/** Takes in a message that came outside the socket: the answer to a conversation's first message. */
export function withMessage(log: ConversationLog, message: Message): ConversationLog {
  const answered = isOwn(log.self, message.sender) ? withoutSent(log, message.clientId) : log;
  // A change of a message that is not loaded would stand alone above a gap; its page will bring it.
  if (message.seq < log.floorSeq) return answered;
  const index = log.messages.findLastIndex((known) => known.seq <= message.seq);
  const known = log.messages[index];
  const same = known?.seq === message.seq;
  if (same && known.changedSeq >= message.changedSeq) return answered;
  const messages = log.messages.toSpliced(same ? index : index + 1, same ? 1 : 0, message);
  const typing = log.typing.filter(({ by }) => by.id !== message.sender.id);
  return withoutDone({ ...answered, messages, typing }, message);
}

/** The line broke: what was only true of the moment is forgotten, what is known stays. */
export function disconnected(log: ConversationLog): ConversationLog {
  return { ...log, caughtUp: false, typing: [] };
}

/** Drops who has stopped typing. @returns the same log when nobody has */
export function expireTyping(log: ConversationLog, nowMs: number): ConversationLog {
  const typing = log.typing.filter(({ untilMs }) => untilMs > nowMs);
  return typing.length === log.typing.length ? log : { ...log, typing };
}

/** Live frames come in order once caught up; before that only `sync.done` may move what `sync` asks after. */
function heard(log: ConversationLog, seq: number): ConversationLog {
  return log.caughtUp && seq > (log.syncedSeq ?? 0) ? { ...log, syncedSeq: seq } : log;
}

function synced(log: ConversationLog, seq: number, hasMore: boolean): ConversationLog {
  const syncedSeq = Math.max(log.syncedSeq ?? 0, seq);
  // A server that says "more" without getting on would have us ask for ever.
  const caughtUp = !hasMore || syncedSeq === log.syncedSeq;
  if (log.syncedSeq !== undefined) return { ...log, syncedSeq, caughtUp };
  // What an earlier, broken-off first sync gave may have a gap below the messages of this one.
  const messages = log.messages.slice(-DEFAULT_SYNC_LIMIT);
  const floorSeq = messages.length === DEFAULT_SYNC_LIMIT ? (messages[0]?.seq ?? 0) : 0;
  return { ...log, syncedSeq, caughtUp, messages, floorSeq };
}

function withCursor(log: ConversationLog, by: Actor, to: Omit<Cursor, "by">): ConversationLog {
  const old = log.cursors.find((cursor) => cursor.by.type === by.type && cursor.by.id === by.id);
  const cursor = {
    by,
    deliveredSeq: Math.max(old?.deliveredSeq ?? 0, to.deliveredSeq),
    readSeq: Math.max(old?.readSeq ?? 0, to.readSeq),
  };
  // Nothing new is no change: whoever marks what they see, at each drawing, would never come to rest.
  if (old?.deliveredSeq === cursor.deliveredSeq && old.readSeq === cursor.readSeq) return log;
  return { ...log, cursors: [...log.cursors.filter((other) => other !== old), cursor] };
}

function withTyping(log: ConversationLog, by: Actor, draft: string | undefined, nowMs: number): ConversationLog {
  if (isOwn(log.self, by)) return log;
  const now = { by, untilMs: nowMs + TYPING_TTL_MS, ...(draft === undefined ? {} : { draft }) };
  return { ...log, typing: [...log.typing.filter((other) => other.by.id !== by.id), now] };
}

function withPresence(log: ConversationLog, by: Actor, status: PresenceStatus): ConversationLog {
  const others = log.presence.filter((other) => other.by.type !== by.type || other.by.id !== by.id);
  return { ...log, presence: [...others, { by, status }] };
}

/** A conversation as an older frame knew it is dropped; one with an assignee waits in no line. */
function withConversation(log: ConversationLog, conversation: Conversation): ConversationLog {
  const old = log.conversation;
  if (old && (conversation.epoch < old.epoch || conversation.lastSeq < old.lastSeq)) return log;
  const { queuePosition, isQueueFull = false, queueWait, ...rest } = log;
  const waits =
    queuePosition !== undefined && conversation.assigneeId === undefined && conversation.status !== "resolved";
  return { ...rest, conversation, ...(waits ? { queuePosition, isQueueFull, queueWait } : {}) };
}
