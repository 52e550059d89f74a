/** What a thread shows of a log: messages, what is on its way, who answers, what is unread. */
import type { ErrorCode, PresenceStatus } from "#protocol/constants";
import type { Actor, Message } from "#protocol/vocabulary";
import { type ConversationLog, isOwn } from "./conversation-log.ts";
import type { Change, OutboxItem } from "./outbox.ts";

/** `queued` waits for a connection, `sending` for the server's answer; the rest the server has said. */
export type SendState = "queued" | "sending" | "sent" | "delivered" | "read" | "failed";

export interface SentEntry {
  readonly kind: "message";
  /** The same before and after the server knew the message, so that a list keeps its row. */
  readonly key: string;
  readonly message: Message;
  readonly own: boolean;
  /** Only own messages have one. */
  readonly state?: SendState;
  /** An edit or recall without an answer yet. */
  readonly change?: Change;
}

export interface OutgoingEntry {
  readonly kind: "outgoing";
  readonly key: string;
  readonly item: OutboxItem;
  readonly own: true;
  readonly state: SendState;
  readonly failedCode?: ErrorCode;
}

export type Entry = SentEntry | OutgoingEntry;

/** The thread from top to bottom: the server's order, then what it has not answered yet. */
export function entries(log: ConversationLog): Entry[] {
  const reach = { contact: farthest(log, "contact"), agent: farthest(log, "agent") };
  const sent = log.messages.map((message): SentEntry => {
    const own = isOwn(log.self, message.sender);
    const change = log.changes.find(({ messageId }) => messageId === message.id);
    const reader = log.self.type === "agent" && !message.private ? reach.contact : reach.agent;
    return {
      kind: "message",
      key: message.clientId ?? message.id,
      message,
      own,
      ...(own ? { state: stateOf(message, reader) } : {}),
      ...(change ? { change } : {}),
    };
  });
  return [...sent, ...log.outbox.map((item) => outgoing(item, log.caughtUp))];
}

function stateOf(message: Message, reader: { deliveredSeq: number; readSeq: number }): SendState {
  if (reader.readSeq >= message.seq) return "read";
  return reader.deliveredSeq >= message.seq ? "delivered" : "sent";
}

function outgoing(item: OutboxItem, online: boolean): OutgoingEntry {
  const base = { kind: "outgoing", key: item.clientId, item, own: true } as const;
  if (item.failedCode !== undefined) return { ...base, state: "failed", failedCode: item.failedCode };
  return { ...base, state: online ? "sending" : "queued" };
}

/** How far anybody on one side, the reader apart, has received and read. */
function farthest(log: ConversationLog, side: "contact" | "agent") {
  let deliveredSeq = 0;
  let readSeq = 0;
  for (const cursor of log.cursors) {
    if (cursor.by.type !== side || isOwn(log.self, cursor.by)) continue;
    deliveredSeq = Math.max(deliveredSeq, cursor.deliveredSeq);
    readSeq = Math.max(readSeq, cursor.readSeq);
  }
  return { deliveredSeq, readSeq };
}

/** Up to where the reader has read; 0 when not known. */
export function ownReadSeq(log: ConversationLog): number {
  return log.cursors.reduce((max, { by, readSeq }) => (isOwn(log.self, by) ? Math.max(max, readSeq) : max), 0);
}

/** The newest message that somebody else wrote; 0 when there is none. */
export function lastSeqOfOthers(log: ConversationLog): number {
  return log.messages.findLast(({ sender }) => !isOwn(log.self, sender))?.seq ?? 0;
}

/** How many messages of people and bots the reader has not seen, of those that are loaded. */
export function unreadCount(log: ConversationLog): number {
  const readSeq = ownReadSeq(log);
  const isNew = ({ seq, sender, recalledAt }: Message) =>
    seq > readSeq && sender.type !== "system" && recalledAt === undefined && !isOwn(log.self, sender);
  return log.messages.filter(isNew).length;
}

/** Who answers the customer now: the agent or bot that was last said to be there. */
export function answering(log: ConversationLog): { by: Actor; status: PresenceStatus } | undefined {
  return log.presence.findLast(({ by, status }) => (by.type === "agent" || by.type === "bot") && status !== "offline");
}
