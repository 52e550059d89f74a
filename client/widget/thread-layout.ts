/** Where in a thread a day begins, and which messages stand together. */
import type { ConversationLog } from "#client/lib/conversation-log.ts";
import { type Entry, entries } from "#client/lib/entries.ts";

export interface Placed {
  readonly entry: Entry;
  readonly atMs: number;
  /** The first of its day: a divider stands above it. */
  readonly newDay: boolean;
  /** The first of a run of one sender: their name stands above it. */
  readonly newGroup: boolean;
  /** The last of the visitor's own, under which its state stands; what failed says so itself. */
  readonly showState: boolean;
}

const GROUP_MS = 5 * 60_000;

/** What a thread shows of a log, by the reader's own days. */
export function placedIn(log: ConversationLog): Placed[] {
  return placeEntries(entries(log), (atMs) => new Date(atMs).toDateString());
}

/** @param dayOf names the reader's day of an instant */
export function placeEntries(entries: readonly Entry[], dayOf: (atMs: number) => string): Placed[] {
  // Activity lines word what agents do among themselves; should one come, it is not for the visitor.
  const shown = entries.filter((entry) => entry.kind === "outgoing" || entry.message.contentType !== "activity");
  const lastOwn = shown.findLast(({ own }) => own);
  let before: Placed | undefined;
  return shown.map((entry) => {
    const atMs = timeOf(entry);
    const newDay = !before || dayOf(before.atMs) !== dayOf(atMs);
    const newGroup = newDay || !before || senderOf(before.entry) !== senderOf(entry) || atMs - before.atMs > GROUP_MS;
    before = { entry, atMs, newDay, newGroup, showState: entry === lastOwn || (entry.own && entry.state === "failed") };
    return before;
  });
}

function timeOf(entry: Entry): number {
  return entry.kind === "outgoing" ? entry.item.createdAtMs : Date.parse(entry.message.createdAt);
}

function senderOf(entry: Entry): string {
  return entry.kind === "outgoing" || entry.own ? "own" : `${entry.message.sender.type}:${entry.message.sender.id}`;
}
