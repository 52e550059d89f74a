/** What happened to a ticket and what was said in its conversation, in one line. Both are loaded in pages. */
import type { ThreadItem } from "#client/console/thread/thread-items.ts";
import type { TicketEntry } from "#protocol/http-tickets";

export type WovenPart =
  | { readonly kind: "entry"; readonly key: string; readonly atMs: number; readonly entry: TicketEntry }
  | { readonly kind: "message"; readonly key: string; readonly atMs: number; readonly item: ThreadItem };

interface Loaded<Part> {
  readonly parts: readonly Part[];
  /** There is more before the oldest of them. */
  readonly hasOlder: boolean;
}

/**
 * The latest first. Where one of the two goes on further back than is loaded, the other ends there too: nothing is shown as
 * if nothing had been between.
 */
export function woven(entries: Loaded<TicketEntry>, messages: Loaded<ThreadItem>): readonly WovenPart[] {
  const all: WovenPart[] = [
    ...entries.parts.map((entry) => ({ kind: "entry", key: entry.id, atMs: entry.atMs, entry }) as const),
    ...messages.parts
      // How the conversation went from hand to hand is told in its thread.
      .filter(({ contentType }) => contentType !== "activity")
      .map((item) => ({ kind: "message", key: item.key, atMs: item.createdAtMs, item }) as const),
  ];
  const sinceMs = Math.max(
    horizonMs(
      entries,
      entries.parts.map(({ atMs }) => atMs),
    ),
    horizonMs(
      messages,
      messages.parts.map(({ createdAtMs }) => createdAtMs),
    ),
  );
  return all.filter(({ atMs }) => atMs >= sinceMs).sort((a, b) => b.atMs - a.atMs);
}

function horizonMs({ hasOlder }: Loaded<unknown>, timesMs: readonly number[]): number {
  return hasOlder && timesMs.length > 0 ? Math.min(...timesMs) : Number.NEGATIVE_INFINITY;
}
