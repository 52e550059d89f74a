/** How a thread is laid out: days, runs of one speaker, and where what is new begins. */

import { dayKey } from "#client/console/format/time.ts";
import type { Zone } from "#client/i18n/format.ts";
import type { Actor } from "#protocol/vocabulary";

/** Bubbles of one speaker stand together unless this much time lies between two of them. */
const RUN_GAP_MS = 5 * 60_000;

/** As much of a message as the layout looks at. */
export interface Laid {
  readonly key: string;
  readonly sender: Actor;
  readonly contentType: string;
  readonly private?: true | undefined;
  readonly createdAtMs: number;
}

export type Block<Item extends Laid> =
  | { readonly kind: "day"; readonly key: string; readonly atMs: number }
  | { readonly kind: "new"; readonly key: string }
  | { readonly kind: "activity"; readonly key: string; readonly item: Item }
  | { readonly kind: "run"; readonly key: string; readonly items: readonly [Item, ...Item[]] };

/**
 * Lays messages out in blocks.
 * @param items oldest first
 * @param firstNewKey the message before which the divider of new messages stands
 */
export function layOut<Item extends Laid>(
  items: readonly Item[],
  firstNewKey?: string,
  zone: Zone = {},
): Block<Item>[] {
  const blocks: Block<Item>[] = [];
  let day: string | undefined;
  for (const item of items) {
    const itsDay = dayKey(item.createdAtMs, zone);
    if (itsDay !== day) {
      day = itsDay;
      blocks.push({ kind: "day", key: `day ${itsDay}`, atMs: item.createdAtMs });
    }
    if (item.key === firstNewKey) blocks.push({ kind: "new", key: "new" });
    const last = blocks.at(-1);
    if (item.contentType === "activity") blocks.push({ kind: "activity", key: item.key, item });
    else if (last?.kind === "run" && continues(last.items.at(-1), item)) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
    } else blocks.push({ kind: "run", key: item.key, items: [item] });
  }
  return blocks;
}

function continues(before: Laid | undefined, item: Laid): boolean {
  return (
    before !== undefined &&
    before.sender.type === item.sender.type &&
    before.sender.id === item.sender.id &&
    before.private === item.private &&
    item.createdAtMs - before.createdAtMs < RUN_GAP_MS
  );
}

/**
 * Where what nobody has answered for yet begins.
 * @param unread how many of the customer's messages were unread when the thread was opened
 * @returns the key of the first of them; undefined if there is none, or if all is new and a divider would tell nothing
 */
export function firstNew(items: readonly Laid[], unread: number): string | undefined {
  const theirs = items.filter((item) => item.sender.type === "contact");
  return unread > 0 && unread < theirs.length ? theirs.at(-unread)?.key : undefined;
}
