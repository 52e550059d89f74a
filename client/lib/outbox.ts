/** Own messages and changes on their way: kept until the server has answered each, in the order they were made. */
import type { ContentType, ErrorCode } from "#protocol/constants";
import type { Message } from "#protocol/vocabulary";
import { newClientId } from "./client-id.ts";

export interface OutboxItem {
  readonly clientId: string;
  readonly contentType: ContentType;
  readonly content: string;
  /** Unix milliseconds; no two of one outbox are the same, they give the order. */
  readonly createdAtMs: number;
  readonly private?: true | undefined;
  readonly replyTo?: string | undefined;
  /** Of a note: ids of the colleagues whom it names. */
  readonly mentions?: string[] | undefined;
  /** It is on the wire now. */
  readonly onWire?: true | undefined;
  /** The server refused it for good; the writer may try again or drop it. */
  readonly failedCode?: ErrorCode | undefined;
}

/** What a message may be besides a plain text to everybody. */
export type MessageExtra = Partial<Pick<OutboxItem, "contentType" | "private" | "replyTo" | "mentions">>;

/** An edit (`content` is the new text) or a recall (no `content`) of an own message. */
export interface Change {
  readonly messageId: string;
  readonly content?: string | undefined;
  readonly onWire?: true | undefined;
}

/** The part of a conversation's log that these functions change. */
export interface Pending {
  readonly outbox: readonly OutboxItem[];
  readonly changes: readonly Change[];
}

/** Codes after which the same thing may succeed without anybody doing anything. */
export function isTransient(code: ErrorCode): boolean {
  return code === "rate_limited" || code === "unavailable";
}

/** The oldest message that still wants sending; one at a time, so that a refusal cannot let a later one overtake. */
export function nextToSend(log: Pending): OutboxItem | undefined {
  return log.outbox.find((item) => item.failedCode === undefined);
}

/** A message just written, to be enqueued: its time is after that of all that wait. */
export function compose(log: Pending, content: string, nowMs: number, extra: MessageExtra = {}): OutboxItem {
  const createdAtMs = Math.max(nowMs, 1 + (log.outbox.at(-1)?.createdAtMs ?? 0));
  return { clientId: newClientId(createdAtMs), contentType: "text", content, createdAtMs, ...extra };
}

export function enqueue<Log extends Pending>(log: Log, item: OutboxItem): Log {
  return { ...log, outbox: [...log.outbox, item] };
}

export function discard<Log extends Pending>(log: Log, clientId: string): Log {
  return { ...log, outbox: log.outbox.filter((item) => item.clientId !== clientId) };
}

/** Puts a refused message back in line; its `clientId` stays, so a lost answer still makes no second message. */
export function retry<Log extends Pending>(log: Log, clientId: string): Log {
  return mapItem(log, clientId, ({ failedCode: _, ...item }) => item);
}

export function markOnWire<Log extends Pending>(log: Log, clientId: string): Log {
  return mapItem(log, clientId, (item) => ({ ...item, onWire: true }));
}

/** Asks for an edit or a recall; a later wish for the same message replaces an earlier one. */
export function change<Log extends Pending>(log: Log, wanted: Change): Log {
  return { ...log, changes: [...log.changes.filter(({ messageId }) => messageId !== wanted.messageId), wanted] };
}

export function markChangeOnWire<Log extends Pending>(log: Log, messageId: string): Log {
  const changes = log.changes.map((wanted) =>
    wanted.messageId === messageId ? { ...wanted, onWire: true as const } : wanted,
  );
  return { ...log, changes };
}

/** Nothing is on the wire any more: all of it is to be sent again. */
export function offWire<Log extends Pending>(log: Log): Log {
  return {
    ...log,
    outbox: log.outbox.map(({ onWire: _, ...item }) => item),
    changes: log.changes.map(({ onWire: _, ...wanted }) => wanted),
  };
}

/** The server has made this message: it leaves the outbox. */
export function withoutSent<Log extends Pending>(log: Log, clientId: string | undefined): Log {
  const outbox = log.outbox.filter((item) => item.clientId !== clientId);
  return outbox.length === log.outbox.length ? log : { ...log, outbox };
}

/** A newer version of a message came: what was wanted of it is done, or has been overtaken by its recall. */
export function withoutDone<Log extends Pending>(log: Log, message: Message): Log {
  const done = (wanted: Change) => message.recalledAt !== undefined || wanted.content === message.content;
  const changes = log.changes.filter((wanted) => wanted.messageId !== message.id || !done(wanted));
  return changes.length === log.changes.length ? log : { ...log, changes };
}

/**
 * An error frame: with `clientId` it refuses that message; without, the edit or recall that has waited longest, because a
 * conversation answers in order. A transient one leaves everything in line.
 */
export function refuse<Log extends Pending>(log: Log, code: ErrorCode, clientId: string | undefined): Log {
  if (clientId !== undefined) {
    return mapItem(log, clientId, ({ onWire: _, ...item }) =>
      isTransient(code) ? item : { ...item, failedCode: code },
    );
  }
  const refused = log.changes.find((wanted) => wanted.onWire);
  if (!refused) return log;
  if (isTransient(code)) return offWire(log);
  return { ...log, changes: log.changes.filter((wanted) => wanted !== refused) };
}

function mapItem<Log extends Pending>(log: Log, clientId: string, map: (item: OutboxItem) => OutboxItem): Log {
  return { ...log, outbox: log.outbox.map((item) => (item.clientId === clientId ? map(item) : item)) };
}
