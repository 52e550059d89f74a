/** What labels a conversation carries after a change, and when two names are the same. */
import { ok, type Result, refuse } from "#domain/failures";
import { MAX_CONVERSATION_LABELS } from "#protocol/constants";

/** Labels by their ids. */
export interface LabelChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

export interface Labelled {
  /** All of them afterwards, in the order in which they came. */
  readonly labels: readonly string[];
  /** Those that were not there before. */
  readonly added: readonly string[];
  /** Those that were. */
  readonly removed: readonly string[];
}

/**
 * What is both added and removed is removed.
 * @param isKnown whether there is such a label; those that were deleted are dropped on the way
 * @returns undefined if nothing changes; refuses `label_unknown`, and `too_many_labels` for more than a conversation carries
 */
export function labelled(
  current: readonly string[],
  { add, remove }: LabelChange,
  isKnown: (id: string) => boolean,
): Result<Labelled | undefined> {
  if (!add.every(isKnown)) return refuse("label_unknown");
  const living = current.filter(isKnown);
  const removed = living.filter((id) => remove.includes(id));
  const kept = living.filter((id) => !removed.includes(id));
  const added = [...new Set(add)].filter((id) => !kept.includes(id) && !remove.includes(id));
  const labels = [...kept, ...added];
  if (added.length + removed.length === 0) return ok(undefined);
  return labels.length > MAX_CONVERSATION_LABELS ? refuse("too_many_labels") : ok({ labels, added, removed });
}

/** The same for names that a reader would take for each other: by case, width or spaces. */
export function labelNameKey(name: string): string {
  return name.normalize("NFKC").trim().replace(/\s+/gu, " ").toLowerCase();
}
