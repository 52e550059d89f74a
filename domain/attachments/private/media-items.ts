/**
 * A picture's own boxes (`meta`, ISO/IEC 14496-12, 8.11): which items there are, and where. Items other than what is to be
 * seen (Exif, XMP and other texts) become zeros, in their place; which way up the picture is, is a property in HEIF. A file
 * that keeps them where that cannot be told is refused.
 */
import { asFree, type Box, boxesIn } from "#domain/attachments/private/box";
import { FormatBroken } from "#domain/attachments/private/broken";
import { latin } from "#domain/attachments/private/bytes";
import { Fields } from "#domain/attachments/private/fields";
import { extentsOf } from "#domain/attachments/private/item-places";

/** From this byte to before that. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

const KEPT = new Set(["hdlr", "pitm", "iloc", "iinf", "iref", "iprp", "idat", "dinf", "grpl"]);
/** Coded pictures, and those that are put together of others. */
const SEEN = new Set(["hvc1", "hev1", "lhv1", "av01", "avc1", "grid", "iovl", "iden", "tmap"]);
/** Who describes it, when it was made and changed, and what programs added. */
const PRIVATE_PROPERTIES = new Set(["udes", "crtt", "mdft", "uuid"]);
const FULL_BYTES = 4;

/**
 * @param meta the content of its box. @param startsAt where in the file that is
 * @returns the same without what is private, and which later parts of the file are. @throws FormatBroken
 */
export function withoutPrivateItems(meta: Uint8Array, startsAt: number): { meta: Uint8Array; hidden: Range[] } {
  const own = meta.slice();
  const boxes = boxesIn(own, FULL_BYTES, own.length);
  const [items, places] = [only(boxes, "iinf"), only(boxes, "iloc")];
  const hiddenIds = privateItems(own, items);
  const data = boxes.find(({ name }) => name === "idat");
  const later: Range[] = [];
  for (const { isInside, from, to } of extentsOf(own.subarray(places.from, places.to), hiddenIds)) {
    if (isInside) {
      if (data === undefined || data.from + to > data.to) throw new FormatBroken();
      own.fill(0, data.from + from, data.from + to);
    } else if (from >= startsAt + own.length) later.push({ from, to });
    else if (from >= startsAt && to <= startsAt + own.length) own.fill(0, from - startsAt, to - startsAt);
    // It has gone on already.
    else throw new FormatBroken();
  }
  for (const box of boxes) if (!KEPT.has(box.name)) free(own, box);
  for (const box of boxes) if (box.name === "iprp") withoutPrivateProperties(own, box);
  return { meta: own, hidden: merged(later) };
}

function only(boxes: readonly Box[], wanted: string): Box {
  const [found, ...more] = boxes.filter(({ name }) => name === wanted);
  if (found === undefined || more.length > 0) throw new FormatBroken();
  return found;
}

/** @returns ids of those that are not to be seen */
function privateItems(own: Uint8Array, items: Box): Set<number> {
  const isLong = own[items.from] !== 0;
  const from = items.from + FULL_BYTES + (isLong ? 4 : 2);
  const found = new Set<number>();
  for (const entry of boxesIn(own, from, items.to)) {
    const fields = new Fields(own.subarray(entry.from, entry.to));
    const version = fields.number(1);
    fields.number(3);
    // Earlier ones do not tell what an item is.
    if (entry.name !== "infe" || version < 2 || version > 3) throw new FormatBroken();
    const id = fields.number(version === 2 ? 2 : 4);
    fields.number(2);
    if (!SEEN.has(latin(fields.bytes(4)))) found.add(id);
  }
  return found;
}

function withoutPrivateProperties(own: Uint8Array, properties: Box): void {
  for (const list of boxesIn(own, properties.from, properties.to))
    if (list.name === "ipco")
      for (const { name, from, to } of boxesIn(own, list.from, list.to))
        if (PRIVATE_PROPERTIES.has(name)) own.fill(0, from, to);
}

function free(own: Uint8Array, { at, from, to }: Box): void {
  own.set(asFree(own.subarray(at, from)), at);
  own.fill(0, from, to);
}

/** In their order, with none that touches another. */
function merged(ranges: readonly Range[]): Range[] {
  const found: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.from - b.from)) {
    const last = found.at(-1);
    if (last === undefined || last.to < range.from) found.push(range);
    else found[found.length - 1] = { from: last.from, to: Math.max(last.to, range.to) };
  }
  return found;
}
