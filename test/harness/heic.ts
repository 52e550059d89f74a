/** Pictures in HEIF made by hand: items, where they are, and their bytes. */
import { big, box, fullBox, joined, zeros } from "#test/harness/media";

export interface Item {
  readonly type: string;
  readonly content: Uint8Array | string;
  /** In the box of items' data, behind all boxes as is usual, or where readers cannot follow. */
  readonly place?: "idat" | "item" | "elsewhere";
  /** In so many parts. */
  readonly parts?: number;
}

/** How places are written; the lengths of numbers by the version that has them. */
export interface Layout {
  readonly version: 0 | 1 | 2;
  readonly extra: readonly Uint8Array[];
  readonly properties: readonly Uint8Array[];
}
const PLAIN: Layout = { version: 1, extra: [], properties: [box("irot", [1])] };
const METHODS = { idat: 1, item: 2 };

/** Its items are numbered from 1. */
export function heic(items: readonly Item[], layout: Partial<Layout> = {}): Uint8Array<ArrayBuffer> {
  const { version, extra, properties } = { ...PLAIN, ...layout };
  const inside = joined(...items.map(({ content, place }) => (place === "idat" ? content : "")));
  const outside = joined(...items.map(({ content, place }) => (place === "idat" ? "" : content)));
  const metaAt = (dataAt: number) => {
    const at = { inside: 0, outside: dataAt };
    const places = items.map((item, nth) => {
      const bytes = joined(item.content).length;
      const from = item.place === "idat" ? at.inside : at.outside;
      at[item.place === "idat" ? "inside" : "outside"] += bytes;
      return place(version, nth + 1, item, from, bytes);
    });
    const ids = version === 2 ? 4 : 2;
    const entries = items.map(({ type }, nth) =>
      fullBox("infe", version === 2 ? 3 : 2, big(nth + 1, ids), [0, 0], type, type === "mime" ? "\0text/xml\0" : "\0"),
    );
    const counted = version === 2 ? fullBox("iinf", 1, big(items.length), ...entries) : undefined;
    return fullBox(
      "meta",
      0,
      ...[fullBox("hdlr", 0, zeros(4), "pict", zeros(13)), fullBox("pitm", 0, [0, 1])],
      ...[fullBox("iloc", version, [0x44, 0x40], big(items.length, ids), ...places)],
      ...[counted ?? fullBox("iinf", 0, big(items.length, 2), ...entries)],
      ...[box("iprp", box("ipco", ...properties)), box("idat", inside), ...extra],
    );
  };
  const file = box("ftyp", "heic", zeros(4), "mif1heic");
  const dataAt = file.length + metaAt(0).length + 8;
  return joined(file, metaAt(dataAt), box("mdat", outside));
}

function place(version: number, id: number, item: Item, from: number, bytes: number): Uint8Array {
  const { parts = 1 } = item;
  const method = item.place === "idat" || item.place === "item" ? METHODS[item.place] : 0;
  const each = Math.floor(bytes / parts);
  const extents = Array.from({ length: parts }, (_, nth) =>
    // The place is told from the item's own beginning.
    joined(big(nth * each), big(nth === parts - 1 ? bytes - nth * each : each)),
  );
  return joined(
    ...[big(id, version === 2 ? 4 : 2), version === 0 ? [] : [0, method], [0, item.place === "elsewhere" ? 1 : 0]],
    ...[big(from), big(parts, 2), ...extents],
  );
}
