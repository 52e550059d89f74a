/** Which lines of a list are chosen. Pure. */

export interface Selection {
  readonly ids: ReadonlySet<string>;
  /** The line from which a range goes on. */
  readonly anchorId: string | undefined;
}

export const NOTHING_SELECTED: Selection = { ids: new Set(), anchorId: undefined };

/** One line more or less. */
export function toggled({ ids }: Selection, id: string): Selection {
  const after = new Set(ids);
  if (!after.delete(id)) after.add(id);
  return { ids: after, anchorId: id };
}

/**
 * All lines from the last one that was chosen to this one.
 * @param order the lines as they stand; without an anchor among them it is this one alone
 */
export function extended({ ids, anchorId }: Selection, id: string, order: readonly string[]): Selection {
  const to = order.indexOf(id);
  const from = anchorId === undefined ? -1 : order.indexOf(anchorId);
  if (to === -1 || from === -1) return { ids: new Set([...ids, id]), anchorId: id };
  return { ids: new Set([...ids, ...order.slice(Math.min(from, to), Math.max(from, to) + 1)]), anchorId: id };
}

/** All of them, or none where all were chosen. */
export function allOrNone({ ids }: Selection, order: readonly string[]): Selection {
  return order.every((id) => ids.has(id)) ? NOTHING_SELECTED : { ids: new Set(order), anchorId: undefined };
}

/** What is not listed any more is not chosen: nobody changes what they do not see. */
export function stillThere(selection: Selection, order: readonly string[]): readonly string[] {
  return order.filter((id) => selection.ids.has(id));
}
