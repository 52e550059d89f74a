/** The day as it was read, kept true by the feed until it is read again. Pure. */
import { newerRow } from "#client/lib/feed-log.ts";
import type { Today, TodayFilters } from "#protocol/http-today";
import type { ConversationRow } from "#protocol/vocabulary";

type Rows = ReadonlyMap<string, ConversationRow>;

/**
 * What is the agent's own their feed knows first: it says of each whether it is unread, waits or is done with.
 * @param own whose day it is
 */
export function withFeed(read: Today, feed: Rows, own: string, filters: TodayFilters): Today {
  const newest = new Map<string, ConversationRow>();
  const { unread, waiting, due, flagged } = read;
  for (const row of [...unread.items, ...waiting.items, ...due.items, ...(flagged?.items ?? []), ...feed.values()])
    newest.set(row.conversation.id, newerRow(newest.get(row.conversation.id), row));
  const mine = [...newest.values()].filter((row) => isWork(row, own) && passes(filters, row));
  const kept = (rows: readonly ConversationRow[], fits: (row: ConversationRow) => boolean) =>
    rows.map((row) => newest.get(row.conversation.id) ?? row).filter((row) => isOpen(row) && fits(row));
  return {
    ...read,
    unread: {
      items: mine.filter((row) => row.unread > 0).toSorted((a, b) => (a.lastActivityAt < b.lastActivityAt ? 1 : -1)),
      more: unread.more,
    },
    waiting: {
      items: mine
        .filter((row) => row.unread === 0 && row.waitingSince !== undefined)
        .toSorted((a, b) => ((a.waitingSince ?? "") < (b.waitingSince ?? "") ? -1 : 1)),
      more: waiting.more,
    },
    due: { items: kept(due.items, ({ conversation }) => conversation.sla?.next !== undefined), more: due.more },
    ...(flagged === undefined
      ? {}
      : {
          flagged: {
            items: kept(flagged.items, ({ conversation }) => (conversation.flags ?? []).length > 0),
            more: flagged.more,
          },
        }),
  };
}

function isOpen({ conversation }: ConversationRow): boolean {
  return conversation.status !== "resolved";
}

function isWork(row: ConversationRow, own: string): boolean {
  return row.conversation.assigneeId === own && isOpen(row);
}

function passes({ channel, priority, status }: TodayFilters, { conversation }: ConversationRow): boolean {
  return (
    (channel === undefined || channel === "chat") &&
    (priority === undefined || (conversation.priority ?? "normal") === priority) &&
    (status === undefined || conversation.status === status)
  );
}

/** How many rows there are, of all its sections. */
export function countOf({ unread, waiting, due, flagged, newTickets, dueTickets }: Today): number {
  const sections = [unread, waiting, due, flagged, newTickets, dueTickets];
  return sections.reduce((sum, section) => sum + (section?.items.length ?? 0), 0);
}
