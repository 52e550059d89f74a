/** Changes of the quick bar. Pure. */
import type { QuickAction } from "#protocol/constants";

/** With it at the end, or without it. */
export function toggled(bar: readonly QuickAction[], action: QuickAction): QuickAction[] {
  return bar.includes(action) ? bar.filter((each) => each !== action) : [...bar, action];
}

/** One place up or down; at the edge it stays. */
export function moved(bar: readonly QuickAction[], index: number, by: 1 | -1): QuickAction[] {
  const action = bar[index];
  const other = bar[index + by];
  if (action === undefined || other === undefined) return [...bar];
  return bar.with(index, other).with(index + by, action);
}
