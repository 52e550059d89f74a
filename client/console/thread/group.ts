/** How a thread is laid out: days, runs of one speaker, and where what is new begins. */
import type { Actor } from "#protocol/vocabulary";
import { dayKey } from "#client/console/format/time.ts";
import type { Zone } from "#client/i18n/format.ts";

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
export function layOut<Item extends Laid>(items: readonly Item[], firstNewKey?: string, zone: Zone = {}): Block<Item>[] {
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
 * Where what the reader has not seen begins.
 * @param readSeq up to where they had read when they opened the thread; 0 if they never did, when all of it is new
 *   and a divider would tell nothing
 * @returns the key of the first message of somebody else after it, or undefined
 */
export function firstNew(items: readonly (Laid & { readonly seq: number; readonly own: boolean })[], readSeq: number) {
  if (readSeq === 0) return undefined;
  return items.find((item) => item.seq > readSeq && !item.own && item.contentType !== "activity")?.key;
}
