/** Which conversation belongs in which list, and how pages from HTTP and the feed's patches become one list. */

import { newerRow } from "#client/lib/feed-log.ts";
import { type ConversationView, PRIORITIES } from "#protocol/constants";
import type { ListFilters } from "#protocol/http-views";
import type { ConversationRow } from "#protocol/vocabulary";
import { asExpected, type Expected } from "./expected.ts";
import { passes } from "./filters.ts";

/** What the feed has told since its last snapshot. */
export interface FeedRows {
  readonly rows: ReadonlyMap<string, ConversationRow>;
  /** Conversations that it took away. D1, which pages come from, may not have heard of it yet. */
  readonly removed: ReadonlySet<string>;
  /** What actions that are on their way are going to make of conversations. */
  readonly expected?: ReadonlyMap<string, Expected>;
}

/** Whose lists they are. */
export interface Lister {
  readonly id: string;
  readonly teamIds: readonly string[];
}

export function belongsIn(view: ConversationView, row: ConversationRow, { id: agentId, teamIds }: Lister): boolean {
  const { assigneeId, status, teamId } = row.conversation;
  switch (view) {
    case "mine":
      // What is resolved keeps its last assignee, but nobody has it on their hands any more.
      return assigneeId === agentId && status !== "resolved";
    case "unassigned":
      return assigneeId === undefined && status === "open";
    case "team":
      return teamIds.includes(teamId) && status !== "resolved";
    case "all":
      return true;
  }
}

/** Which list it is. */
export interface ListWanted {
  readonly view: ConversationView;
  readonly filters: ListFilters;
  readonly lister: Lister;
  /** What is overdue is so at this moment. */
  readonly nowMs: number;
}

/**
 * One list out of the pages read so far and the feed; of two rows of one conversation the newer is true, and truer than
 * both is what an action of the reader's is making of it.
 * @returns rows of this list in its order, each conversation once
 */
export function mergeRows(
  { view, filters, lister, nowMs }: ListWanted,
  pages: readonly (readonly ConversationRow[])[],
  feed: FeedRows,
): ConversationRow[] {
  const merged = new Map<string, ConversationRow>();
  for (const row of [...pages.flat(), ...feed.rows.values()]) {
    merged.set(row.conversation.id, newerRow(merged.get(row.conversation.id), row));
  }
  // Taken away from the feed means that somebody has it or it is done: it waits no longer, but it is still one of all.
  if (view === "unassigned") for (const id of feed.removed) merged.delete(id);
  return [...merged.values()]
    .map((row) => shown(row, feed.expected?.get(row.conversation.id)))
    .filter((row) => belongsIn(view, row, lister) && passes(filters, row, nowMs))
    .map((row): Placed => ({ row, atMs: Date.parse(row.lastActivityAt) }))
    .sort(ORDERS[filters.sort ?? "newest"])
    .map(({ row }) => row);
}

/** A row with its time read once, not at each comparison. */
interface Placed {
  readonly row: ConversationRow;
  readonly atMs: number;
}

function shown(row: ConversationRow, expected: Expected | undefined): ConversationRow {
  return expected === undefined ? row : { ...row, conversation: asExpected(row.conversation, expected) };
}

function latestFirst(a: Placed, b: Placed): number {
  return b.atMs - a.atMs || (a.row.conversation.id < b.row.conversation.id ? 1 : -1);
}

function longestWaitFirst(a: Placed, b: Placed): number {
  const waitingMs = ({ row }: Placed) => Date.parse(row.waitingSince ?? "");
  return waitingMs(a) - waitingMs(b) || (a.row.conversation.id < b.row.conversation.id ? -1 : 1);
}

function mostPressingFirst(a: Placed, b: Placed): number {
  const rank = ({ row }: Placed) => PRIORITIES.indexOf(row.conversation.priority ?? "normal");
  return rank(b) - rank(a) || latestFirst(a, b);
}

function nextDueFirst(a: Placed, b: Placed): number {
  const dueAtMs = ({ row }: Placed) => row.conversation.sla?.next?.dueAtMs ?? Number.MAX_SAFE_INTEGER;
  return dueAtMs(a) - dueAtMs(b) || (a.row.conversation.id < b.row.conversation.id ? -1 : 1);
}

const ORDERS = {
  newest: latestFirst,
  waiting: longestWaitFirst,
  priority: mostPressingFirst,
  due: nextDueFirst,
} as const;

/** Which conversations the feed has taken away, after one more frame. */
export function removedAfter(
  removed: ReadonlySet<string>,
  frame: { readonly type: string; readonly conversationId?: string },
): ReadonlySet<string> {
  const id = frame.conversationId;
  if (frame.type === "feed.snapshot") return new Set();
  if (frame.type === "conversation.removed" && id !== undefined) return new Set(removed).add(id);
  if (frame.type !== "conversation.updated" || id === undefined || !removed.has(id)) return removed;
  return new Set([...removed].filter((other) => other !== id));
}
