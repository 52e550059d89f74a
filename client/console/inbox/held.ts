/** Rows do not move under a pointer: while a list is held, what is new waits until it is let go. */
import type { ConversationRow } from "#protocol/vocabulary";

export interface HeldRows {
  readonly rows: readonly ConversationRow[];
  /** How many are not shown yet. */
  readonly waiting: number;
}

/**
 * @param order ids as the list stood when it was held; undefined for a list that is free
 * @returns the rows as they are now in the order of then. What is gone is gone; what came since waits, unless it belongs
 * below all that was there.
 */
export function heldRows(rows: readonly ConversationRow[], order: readonly string[] | undefined): HeldRows {
  if (order === undefined) return { rows, waiting: 0 };
  const byId = new Map(rows.map((row) => [row.conversation.id, row]));
  const held = order.map((id) => byId.get(id)).filter((row) => row !== undefined);
  const known = new Set(order);
  const lastHeld = rows.findLastIndex(({ conversation }) => known.has(conversation.id));
  const below = rows.slice(lastHeld + 1);
  return { rows: [...held, ...below], waiting: rows.length - held.length - below.length };
}
