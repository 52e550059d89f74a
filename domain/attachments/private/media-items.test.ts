import { describe, expect, it } from "vitest";
import { FormatBroken } from "#domain/attachments/private/broken";
import { mediaWalk } from "#domain/attachments/private/media-boxes";
import { Walker } from "#domain/attachments/private/walker";
import { heic, type Item } from "#test/harness/heic";
import { box, bytesOf, freed, fullBox, joined, SECRET, TIFF, zeros } from "#test/harness/media";

function stripped(bytes: Uint8Array): Uint8Array {
  const walker = new Walker(mediaWalk(true));
  return joined(...walker.push(bytes), ...walker.finish());
}
const hidden = ({ content, ...item }: Item): Item => ({ ...item, content: zeros(joined(content).length) });

const SEEN: Item = { type: "hvc1", content: "tile one" };
const GRID: Item = { type: "grid", content: "\0\0\x01\x01\0\x10\0\x10", place: "idat" };
const EXIF: Item = { type: "Exif", content: joined("\0\0\0\x06Exif\0\0", TIFF) };
const XMP: Item = { type: "mime", content: `<x>${SECRET}</x>` };
const INSIDE: Item = { type: "mime", content: SECRET, place: "idat" };
const VENDOR: Item = { type: "quil", content: SECRET, parts: 3 };

describe("a picture in HEIF", () => {
  it.each([0, 1, 2] as const)("loses what is not to be seen, in its place (places of version %d)", (version) => {
    const within = version === 0 ? [] : [GRID, INSIDE];
    const items = [EXIF, SEEN, XMP, ...within, VENDOR, SEEN];
    const own = items.map((item) => (item === SEEN || item === GRID ? item : hidden(item)));
    expect(stripped(heic(items, { version }))).toEqual(heic(own, { version }));
  });

  it("with nothing to hide goes on as it is", () => {
    const plain = heic([SEEN, GRID, SEEN]);
    expect(stripped(plain)).toEqual(plain);
  });

  it("loses boxes and properties that describe it, in their place", () => {
    const xml = fullBox("xml ", 0, SECRET);
    const uuid = box("uuid", zeros(16), SECRET);
    const turned = box("irot", [1]);
    const told = (name: string) => box(name, zeros(4), SECRET);
    const emptied = (name: string) => box(name, zeros(4 + SECRET.length));
    const names = ["udes", "crtt", "mdft", "uuid"];
    expect(stripped(heic([SEEN], { extra: [xml, uuid], properties: [turned, ...names.map(told)] }))).toEqual(
      heic([SEEN], { extra: [freed(xml), freed(uuid)], properties: [turned, ...names.map(emptied)] }),
    );
  });

  it("loses a video that a phone put behind it", () => {
    const motion = box("mpvd", box("ftyp", "isom"), SECRET);
    expect(stripped(joined(heic([SEEN]), motion))).toEqual(joined(heic([SEEN]), freed(motion)));
  });

  it("that is cut off in what is hidden goes on without it", () => {
    const whole = heic([SEEN, EXIF]);
    expect(stripped(whole.subarray(0, -20))).toEqual(heic([SEEN, hidden(EXIF)]).subarray(0, -20));
  });

  /** With these bytes in the place of those, once. */
  const changed = (bytes: Uint8Array, from: string, to: string) => {
    const text = Buffer.from(bytes).toString("latin1");
    if (!text.includes(from)) throw new Error("there is no such place");
    return bytesOf(text.replace(from, () => to));
  };
  const told = heic([SEEN, EXIF]);
  it.each([
    ["says that its Exif is part of another item", heic([SEEN, { ...EXIF, place: "item" }])],
    ["says that its Exif is in another file", heic([SEEN, { ...EXIF, place: "elsewhere" }])],
    ["keeps its Exif before it tells where", joined(told.subarray(0, 24), box("mdat", told), told.subarray(24))],
    ["has no list of items", changed(told, "iinf", "quil")],
    ["does not tell where items are", changed(told, "iloc", "quil")],
    ["has no data of items where some are", changed(heic([SEEN, INSIDE]), "idat", "quil")],
    ["tells places in another way", changed(told, "iloc\x01", "iloc\x03")],
    ["tells places by numbers of other lengths", changed(told, "iloc\x01\0\0\0\x44", "iloc\x01\0\0\0\x34")],
    ["has a list of items of another kind", changed(told, "infe\x02", "infe\x01")],
    ["has more items than their list", changed(told, "\x44\x40\0\x02", "\x44\x40\0\x03")],
    ["has a description too large to look at", joined(told.subarray(0, 24), [0, 0x20, 0, 0], "meta", zeros(2_097_144))],
  ])("that %s is refused", (_what, bytes) => {
    expect(() => stripped(bytes)).toThrow(FormatBroken);
  });

  it("is not looked through for ever, whatever it says", () => {
    const places = joined([0, 0, 0xff, 0xff], ...Array.from({ length: 65_535 }, () => [0, 1, 0, 0, 0xff, 0xff]));
    const many = joined(
      told.subarray(0, 24),
      fullBox("meta", 0, fullBox("iloc", 0, places), fullBox("iinf", 0, [0, 0])),
    );
    expect(() => stripped(many)).toThrow(FormatBroken);
  });
});
