/** How a thread is laid out: days, runs of one speaker, and where what is new begins. */

import { dayKey } from "#client/console/format/time.ts";
import type { Zone } from "#client/i18n/format.ts";
import type { Actor } from "#protocol/vocabulary";

/** Bubbles of one speaker stand together unless this much time lies between two of them. */
const RUN_GAP_MS = 5 * 60_000;
/** A row of the page is a run: one that never ended would be all of them at once. */
const MAX_RUN_ITEMS = 20;
/** No zone begins its day within a quarter of an hour. */
const SLOT_MS = 15 * 60_000;

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
  let slot: number | undefined;
  for (const item of items) {
    const itsSlot = Math.floor(item.createdAtMs / SLOT_MS);
    const itsDay: string = day !== undefined && itsSlot === slot ? day : dayKey(item.createdAtMs, zone);
    slot = itsSlot;
    if (itsDay !== day) {
      day = itsDay;
      blocks.push({ kind: "day", key: `day ${itsDay}`, atMs: item.createdAtMs });
    }
    if (item.key === firstNewKey) blocks.push({ kind: "new", key: "new" });
    const last = blocks.at(-1);
    if (item.contentType === "activity") blocks.push({ kind: "activity", key: item.key, item });
    else if (last?.kind === "run" && last.items.length < MAX_RUN_ITEMS && continues(last.items.at(-1), item)) {
      blocks[blocks.length - 1] = { ...last, items: [...last.items, item] };
    } else blocks.push({ kind: "run", key: item.key, items: [item] });
  }
  return blocks;
}

/** Which block shows this item; -1 if none does. */
export function blockOf(blocks: readonly Block<Laid>[], key: string): number {
  return blocks.findIndex(
    (block) =>
      (block.kind === "run" && block.items.some((item) => item.key === key)) ||
      (block.kind === "activity" && block.item.key === key),
  );
}

const LINE_PX = 16;
const BUBBLE_PX = 38;

/** How high a block is likely to be, before it has been drawn. */
export function estimatePx(block: Block<Laid>): number {
  return block.kind === "run" ? LINE_PX + block.items.length * BUBBLE_PX : LINE_PX;
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
