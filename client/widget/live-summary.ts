/** A live conversation as one line of the widget's home. */
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { answering, entries, unreadCount } from "#client/lib/entries.ts";
import { plainTextOf } from "./plain-text.ts";
import type { Summary } from "./summary.ts";

/** From what the device itself knows, which is newer than any list once its line is up. */
export function summaryOfSnapshot(key: string, { log }: ConversationSnapshot, row?: Summary): Summary | undefined {
  const all = entries(log);
  const last = all.findLast((entry) => entry.kind === "outgoing" || entry.message.contentType !== "activity");
  if (!last || (log.syncedSeq === undefined && row && log.outbox.length === 0)) return row;
  const lastSender = log.messages.findLast(({ sender }) => sender.type === "agent" || sender.type === "bot")?.sender;
  const by = answering(log)?.by ?? lastSender ?? row?.by;
  const said = last.kind === "outgoing" ? last.item : last.message.recalledAt ? undefined : last.message;
  return {
    key,
    ...(by && { by }),
    ...(said && { text: plainTextOf(said.contentType, said.content) }),
    own: last.own,
    atMs: last.kind === "outgoing" ? last.item.createdAtMs : Date.parse(last.message.createdAt),
    unread: log.syncedSeq === undefined ? (row?.unread ?? 0) : unreadCount(log),
    resolved: log.conversation?.status === "resolved",
    unsent: log.outbox.length > 0,
  };
}
