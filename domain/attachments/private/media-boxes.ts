/**
 * Takes out of a picture in HEIF (ISO/IEC 23008-12), a video in MP4 and sound in M4A (ISO/IEC 14496-12, -14) what is not needed
 * to show or play it. Since what is in such a file is found by its place, nothing moves: a box that is not known here becomes one
 * of free space, full of zeros, and so do user data and tags; the times at which it was made become 0. Of a picture's own boxes
 * see `media-items.ts`. What a camera recorded along with the pictures, as a track of its own, stays.
 */
import { asFree, BOX_HEADER_BYTES, type BoxHead, boxHead } from "#domain/attachments/private/box";
import { FormatBroken } from "#domain/attachments/private/broken";
import { type Range, withoutPrivateItems } from "#domain/attachments/private/media-items";
import { BEGUN, blank, keep, putBytes, see, type Walk } from "#domain/attachments/private/walk";

/** What becomes of a box: it stays, its times go, or each box in it is looked at. */
type Fate = "kept" | "timeless" | "opened";
const all = (fate: Fate, names: string) => names.split(" ").map((name) => [name, fate] as const);

const OUTSIDE: ReadonlyMap<string, Fate> = new Map([
  ...all("kept", "ftyp styp mdat imda sidx ssix mfra pdin"),
  ...all("opened", "moov moof"),
]);
const WITHIN: Readonly<Record<string, ReadonlyMap<string, Fate>>> = {
  moov: new Map([["mvhd", "timeless"], ["trak", "opened"], ...all("kept", "mvex iods pssh")]),
  trak: new Map([["tkhd", "timeless"], ["mdia", "opened"], ...all("kept", "tref trgr edts tapt")]),
  mdia: new Map([["mdhd", "timeless"], ...all("kept", "hdlr minf elng")]),
  moof: new Map([["traf", "opened"], ...all("kept", "mfhd pssh")]),
  traf: new Map(all("kept", "tfhd tfdt trun sbgp sgpd subs saiz saio senc")),
};
/** Free already. */
const FREE = new Set(["free", "skip", "wide"]);
/** There is something to show in what has these. */
const SHOWN = new Set(["mdat", "moov", "moof"]);
/** Of a picture's own boxes: that of hundreds of tiles takes some ten thousand. */
const MAX_META_BYTES = 1024 * 1024;
/** A version of a byte, and flags. */
const FULL_BYTES = 4;

/** @param isPicture whether what it shows is told by items, outside of any track */
export function* mediaWalk(isPicture: boolean): Walk {
  let at = 0;
  let hasBegun = false;
  let hidden: Hidden = new Hidden([]);
  for (;;) {
    const box = yield* boxHead(Number.POSITIVE_INFINITY);
    // Something else was put behind it.
    if (box === undefined && hasBegun) return;
    if (box === undefined) throw new FormatBroken();
    const { name, header, bytes } = box;
    at += header.length;
    const fate = OUTSIDE.get(name);
    if (isPicture && name === "meta") {
      if (bytes > MAX_META_BYTES) throw new FormatBroken();
      const items = withoutPrivateItems(yield see(bytes), at);
      yield putBytes(header);
      yield putBytes(items.meta);
      yield BEGUN;
      hidden = new Hidden(items.hidden);
    } else if (fate === "kept") {
      yield putBytes(header);
      if (SHOWN.has(name)) yield BEGUN;
      yield* hidden.of(at, at + bytes);
    } else yield* become(fate, box);
    hasBegun ||= SHOWN.has(name) || name === "meta";
    at += bytes;
  }
}

function* become(fate: Fate | undefined, { name, header, bytes }: BoxHead): Walk {
  yield putBytes(fate === undefined && !FREE.has(name) ? asFree(header) : header);
  if (fate === undefined) yield blank(bytes);
  else if (fate === "kept") yield keep(bytes);
  else if (fate === "timeless") yield* timeless(bytes);
  else {
    if (SHOWN.has(name)) yield BEGUN;
    yield* inside(name, bytes);
  }
}

function* inside(name: string, bytes: number): Walk {
  let left = bytes;
  while (left >= BOX_HEADER_BYTES) {
    const box = yield* boxHead(left);
    if (box === undefined) throw new FormatBroken();
    yield* become(WITHIN[name]?.get(box.name), box);
    left -= box.header.length + box.bytes;
  }
  yield blank(left);
}

/** When it was made and changed comes first, in four or eight bytes each. */
function* timeless(bytes: number): Walk {
  const version = yield see(1);
  const timeBytes = version[0] === 1 ? 16 : 8;
  if (bytes < FULL_BYTES + timeBytes) throw new FormatBroken();
  yield putBytes(version);
  yield keep(FULL_BYTES - 1);
  yield blank(timeBytes);
  yield keep(bytes - FULL_BYTES - timeBytes);
}

/** Parts of the file that become zeros, wherever they are. */
class Hidden {
  readonly #ranges: readonly Range[];
  #next = 0;

  /** @param ranges in their order, apart from each other */
  constructor(ranges: readonly Range[]) {
    this.#ranges = ranges;
  }

  /** What is between these places, without them. @throws FormatBroken for one that is not wholly within */
  *of(from: number, to: number): Walk {
    let at = from;
    for (;;) {
      const range = this.#ranges[this.#next];
      if (range === undefined || range.from >= to) break;
      this.#next += 1;
      // It was in a box that is zeros by now.
      if (range.to <= from) continue;
      if (range.from < at || range.to > to) throw new FormatBroken();
      yield keep(range.from - at);
      yield blank(range.to - range.from);
      at = range.to;
    }
    yield keep(to - at);
  }
}
