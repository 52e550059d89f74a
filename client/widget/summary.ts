/** A conversation as one line of the widget's home. */
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { answering, entries, unreadCount } from "#client/lib/entries.ts";
import type { Actor, ConversationRow } from "#protocol/vocabulary";

export interface Summary {
  /** What {@link Desk.open} takes. */
  readonly key: string;
  /** Who answers, or answered last. */
  readonly by?: Actor;
  /** The last thing said; absent when it was recalled or is not known. */
  readonly text?: string;
  /** The customer said it. */
  readonly own: boolean;
  readonly atMs: number;
  readonly unread: number;
  /** Something of it is still to be sent. */
  readonly unsent: boolean;
}

/** From the list that the server gave. */
export function summaryOfRow(row: ConversationRow): Summary {
  const { preview, unread, lastActivityAt, conversation } = row;
  const own = preview?.sender.type === "contact";
  return {
    key: conversation.id,
    ...(preview && { text: preview.text, ...(!own && { by: preview.sender }) }),
    own,
    atMs: Date.parse(lastActivityAt),
    unread,
    unsent: false,
  };
}

/** From what the device itself knows, which is newer than any list once its line is up. */
export function summaryOfSnapshot(key: string, { log }: ConversationSnapshot, row?: Summary): Summary | undefined {
  const all = entries(log);
  const last = all.at(-1);
  if (!last || (log.syncedSeq === undefined && row && log.outbox.length === 0)) return row;
  const lastSender = log.messages.findLast(({ sender }) => sender.type === "agent" || sender.type === "bot")?.sender;
  const by = answering(log)?.by ?? lastSender ?? row?.by;
  const text =
    last.kind === "outgoing" ? last.item.content : last.message.recalledAt ? undefined : last.message.content;
  return {
    key,
    ...(by && { by }),
    ...(text !== undefined && { text }),
    own: last.own,
    atMs: last.kind === "outgoing" ? last.item.createdAtMs : Date.parse(last.message.createdAt),
    unread: log.syncedSeq === undefined ? (row?.unread ?? 0) : unreadCount(log),
    unsent: log.outbox.length > 0,
  };
}
