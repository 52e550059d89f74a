import { describe, expect, it } from "vitest";
import { FormatBroken } from "#domain/attachments/private/broken";
import { mediaWalk } from "#domain/attachments/private/media-boxes";
import { Walker } from "#domain/attachments/private/walker";
import { big, box, freed, fullBox, joined, SECRET, zeros } from "#test/harness/media";

function stripped(bytes: Uint8Array): Uint8Array {
  const walker = new Walker(mediaWalk(false));
  return joined(...walker.push(bytes), ...walker.finish());
}
const FTYP = box("ftyp", "isom", zeros(4), "isomavc1");
const MDAT = box("mdat", "frames");
const UDTA = box("udta", box("\xa9xyz", "\0\x16\x15\xc7+39.9042+116.4074/"), zeros(4));
const TAGS = fullBox("meta", 0, fullBox("hdlr", 0, zeros(20)), box("ilst", SECRET));
const UUID = box("uuid", "\xbe\x7a\xcf\xcb\x97\xa9\x42\xe8\x9c\x71\x99\x94\x91\xe3\xaf\xac", SECRET);
const GPS = box("gps ", SECRET);

/** With the times at which it was made and changed. */
const header = (name: string, isTold: boolean, version = 0) =>
  fullBox(name, version, isTold ? new Uint8Array(version === 1 ? 16 : 8).fill(0xd1) : zeros(version === 1 ? 16 : 8), [
    ...[1, 2, 3, 4],
  ]);
const hidden = (one: Uint8Array, isTold: boolean) => (isTold ? one : freed(one));

function film(isTold: boolean, version = 0): Uint8Array {
  const media = box("mdia", header("mdhd", isTold, version), fullBox("hdlr", 0, "vide"), box("minf", "samples"));
  const track = box(
    "trak",
    ...[header("tkhd", isTold, version), box("edts", "e"), media, hidden(UDTA, isTold), hidden(TAGS, isTold)],
  );
  const own = [header("mvhd", isTold, version), track, hidden(UDTA, isTold), hidden(TAGS, isTold)];
  return joined(
    ...[FTYP, hidden(UUID, isTold), MDAT, box("moov", ...own, hidden(GPS, isTold)), hidden(TAGS, isTold)],
    ...[box("moof", fullBox("mfhd", 0, big(1)), box("traf", fullBox("tfhd", 0, big(1)), hidden(UUID, isTold))), MDAT],
  );
}

describe("a video", () => {
  it("loses tags, user data and times in their place, wherever they are, so that nothing moves", () => {
    for (const version of [0, 1]) {
      expect(stripped(film(true, version))).toEqual(film(false, version));
      expect(stripped(film(false, version))).toEqual(film(false, version));
    }
  });

  it("goes on with lengths of each kind, and loses what was left in free space and behind it", () => {
    const large = joined([0, 0, 0, 1], "mdat", big(16 + 6, 8), "frames");
    const toTheEnd = joined([0, 0, 0, 0], "mdat", "frames");
    const whole = joined(FTYP, box("wide"), large, box("moov", header("mvhd", false)), toTheEnd);
    expect(stripped(whole)).toEqual(whole);
    expect(stripped(joined(FTYP, box("skip", SECRET), MDAT, zeros(8), SECRET))).toEqual(
      joined(FTYP, box("skip", zeros(SECRET.length)), MDAT),
    );
    expect(stripped(joined(FTYP, joined([0, 0, 0, 1], "uuid", big(16 + 6, 8), "39.904"), MDAT))).toEqual(
      joined(FTYP, joined([0, 0, 0, 1], "free", big(16 + 6, 8), zeros(6)), MDAT),
    );
    // A few bytes are no box.
    expect(stripped(joined(FTYP, MDAT, box("moov", header("mvhd", false), "rest")))).toEqual(
      joined(FTYP, MDAT, box("moov", header("mvhd", false), zeros(4))),
    );
  });

  it.each([
    ["has nothing to show", FTYP],
    ["is nothing", joined(FTYP, zeros(40))],
    ["has a box shorter than its header", joined(FTYP, [0, 0, 0, 7], "mdat")],
    ["has a box longer than what it is in", joined(FTYP, box("moov", big(90), "trak"), zeros(90))],
    ["has a box without an end within another", joined(FTYP, box("moov", big(0), "trak"))],
    ["has a large box in too little room", joined(FTYP, box("moov", big(1), "trak"), zeros(9))],
    ["has what is no box within another", joined(FTYP, box("moov", zeros(8)))],
    ["has a header too short for its times", joined(FTYP, box("moov", fullBox("mvhd", 1, zeros(8))), MDAT)],
  ])("that %s is refused", (_what, bytes) => {
    expect(() => stripped(bytes)).toThrow(FormatBroken);
  });
});
