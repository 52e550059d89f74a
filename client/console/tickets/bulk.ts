/** The same change of many tickets: what came of it, and what takes it back. Pure. */
import type { Priority, TicketStatus } from "#protocol/constants";
import type { TicketBulkAnswer, TicketRow } from "#protocol/http-tickets";
import type { SupportTier } from "#protocol/support-tiers";

/** One thing at a time. */
export type BulkChange =
  | { readonly status: TicketStatus }
  | { readonly priority: Priority }
  | { readonly type: string }
  | { readonly assigneeId: string | null; readonly reason?: string }
  | { readonly teamId: string; readonly reason: string }
  | { readonly supportTier: SupportTier; readonly reason: string };

export interface Refused {
  readonly row: TicketRow;
  readonly reason: string;
}

export interface Outcome {
  readonly done: readonly TicketRow[];
  readonly refused: readonly Refused[];
}

/** @param items what the server said of each, in any order; one that it does not name was not done */
export function outcomeOf(rows: readonly TicketRow[], items: TicketBulkAnswer["items"]): Outcome {
  const byId = new Map(items.map((item) => [item.id, item]));
  const isDone = ({ id }: TicketRow) => byId.get(id)?.done === true;
  return {
    done: rows.filter(isDone),
    refused: rows.filter((row) => !isDone(row)).map((row) => ({ row, reason: byId.get(row.id)?.reason ?? "broken" })),
  };
}

export interface Undo {
  readonly tickets: readonly Pick<TicketRow, "id" | "version">[];
  readonly change: BulkChange;
}

/**
 * What takes a change back, for those of which it can be: a priority; a status that may be had again; one that was given to
 * somebody and had nobody. A type takes fields with it, and what was handed on was handed on with a reason.
 * @param done as they were before
 */
export function undoOf(done: readonly TicketRow[], change: BulkChange): Undo[] {
  const before = done.map((row) => ({ row, back: backOf(row, change) })).filter(({ back }) => back !== undefined);
  const groups = Map.groupBy(before, ({ back }) => JSON.stringify(back));
  return [...groups.values()].flatMap((group) => {
    const back = group[0]?.back;
    // Each is one version on by the change itself.
    const tickets = group.map(({ row: { id, version } }) => ({ id, version: version + 1 }));
    return back === undefined ? [] : [{ tickets, change: back }];
  });
}

function backOf(row: TicketRow, change: BulkChange): BulkChange | undefined {
  if ("priority" in change) return row.priority === change.priority ? undefined : { priority: row.priority };
  if ("status" in change) return mayReturn(row.status, change.status) ? { status: row.status } : undefined;
  if (!("assigneeId" in change) || change.assigneeId === null || row.assigneeId !== undefined) return undefined;
  return { assigneeId: null };
}

/** Nothing is new twice, and what is closed only opens. */
function mayReturn(to: TicketStatus, from: TicketStatus): boolean {
  if (to === from || to === "new") return false;
  return from === "closed" ? to === "open" : from !== "resolved" || to === "open" || to === "closed";
}

/** In parts of at most so many, in their order. */
export function inParts<Item>(items: readonly Item[], most: number): Item[][] {
  return Array.from({ length: Math.ceil(items.length / most) }, (_, part) =>
    items.slice(part * most, (part + 1) * most),
  );
}
