import { describe, expect, it } from "vitest";
import { orientationTiff } from "#domain/attachments/exif-orientation";
import { FormatBroken } from "#domain/attachments/private/broken";
import { wavWalk, webpWalk } from "#domain/attachments/private/riff";
import { Walker } from "#domain/attachments/private/walker";
import { bytesOf, joined, riff, riffChunk, SECRET, TIFF, zeros } from "#test/harness/media";

function stripped(bytes: Uint8Array): Uint8Array {
  const walker = new Walker(bytesOf("WEBP").every((byte, nth) => bytes[8 + nth] === byte) ? webpWalk() : wavWalk());
  return joined(...walker.push(bytes), ...walker.finish());
}
/** As long as this one. */
const junk = (of: Uint8Array) => joined("JUNK", of.subarray(4, 8), zeros(of.length - 8));
const features = (flags: number) => riffChunk("VP8X", [flags, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
const exif = (orientation: number, of: Uint8Array) => {
  const tiff = orientationTiff(orientation);
  return riffChunk("EXIF", joined(tiff, zeros(of.length - tiff.length)));
};

const [ICCP, ALPH, VP8] = [riffChunk("ICCP", "colours"), riffChunk("ALPH", "odd"), riffChunk("VP8 ", "a picture")];
const XMP = riffChunk("XMP ", `<x>${SECRET}</x>`);
const OTHER = riffChunk("quil", SECRET);

describe("a picture in WebP", () => {
  it("says how it is turned, and nothing else, in its place", () => {
    const told = riff("WEBP", features(0x3c), ICCP, ALPH, VP8, riffChunk("EXIF", TIFF), XMP, OTHER);
    const own = riff("WEBP", features(0x38), ICCP, ALPH, VP8, exif(6, TIFF), junk(XMP), junk(OTHER));
    expect(stripped(told)).toEqual(own);
    const long = joined("Exif\0\0", TIFF, new Uint8Array(70_000).fill(9));
    expect(stripped(riff("WEBP", features(8), VP8, riffChunk("EXIF", long)))).toEqual(
      riff("WEBP", features(8), VP8, exif(6, long)),
    );
    const unturned = joined("II\x2a\0\x08\0\0\0\0\0", SECRET);
    expect(stripped(riff("WEBP", features(8), VP8, riffChunk("EXIF", unturned)))).toEqual(
      riff("WEBP", features(8), VP8, exif(1, unturned)),
    );
    expect(stripped(riff("WEBP", features(8), VP8, riffChunk("EXIF", "39.9042")))).toEqual(
      riff("WEBP", features(8), VP8, riffChunk("EXIF", zeros(7))),
    );
  });

  it("that moves loses what is in its frames", () => {
    const frame = (...chunks: readonly Uint8Array[]) => riffChunk("ANMF", joined(zeros(16), ...chunks));
    const anim = riffChunk("ANIM", zeros(6));
    expect(stripped(riff("WEBP", features(2), anim, frame(ALPH, VP8, XMP), frame(VP8, OTHER)))).toEqual(
      riff("WEBP", features(2), anim, frame(ALPH, VP8, junk(XMP)), frame(VP8, junk(OTHER))),
    );
    const within = riffChunk("ANMF", joined(zeros(16), VP8, "rest"));
    expect(stripped(riff("WEBP", features(2), within))).toEqual(
      riff("WEBP", features(2), riffChunk("ANMF", joined(zeros(16), VP8, zeros(4)))),
    );
  });

  it("with nothing to hide goes on as it is, without what follows its end", () => {
    const plain = riff("WEBP", riffChunk("VP8L", "a picture"));
    expect(stripped(plain)).toEqual(plain);
    expect(stripped(joined(plain, SECRET))).toEqual(plain);
    expect(stripped(plain.subarray(0, -4))).toEqual(plain.subarray(0, -4));
  });

  it.each([
    ["is of nothing", riff("WEBP")],
    ["ends before its picture", riff("WEBP", features(8))],
    ["is longer within than without", joined("RIFF\x16\0\0\0WEBP", riffChunk("VP8 ", "a picture that is long"))],
    ["has a frame too short for one", riff("WEBP", riffChunk("ANMF", zeros(15)))],
    [
      "has a frame that holds more than it is",
      riff("WEBP", riffChunk("ANMF", joined(zeros(16), "VP8 \xff\0\0\0abcd"))),
    ],
    ["has no features where they are told", riff("WEBP", riffChunk("VP8X"), VP8)],
    ["has names that cannot be", riff("WEBP", VP8, riffChunk("\0\x01\x02\x03", "x"))],
  ])("that %s is refused", (_what, bytes) => {
    expect(() => stripped(bytes)).toThrow(FormatBroken);
  });
});

describe("sound in WAV", () => {
  const [FMT, DATA] = [riffChunk("fmt ", zeros(16)), riffChunk("data", "sound")];
  const LIST = riffChunk("LIST", `INFOIART${SECRET}`);
  const TAG = riffChunk("id3 ", `ID3\x04\0\0\0\0\0\x20${SECRET}`);

  it("loses its lists and tags, in their place", () => {
    expect(stripped(riff("WAVE", LIST, FMT, DATA, TAG))).toEqual(riff("WAVE", junk(LIST), FMT, DATA, junk(TAG)));
  });

  it("goes on though nobody knew how long it would be, and ends where it does", () => {
    const endless = joined("RIFF\xff\xff\xff\xffWAVE", FMT, "data\xff\xff\xff\xff", "sound");
    expect(stripped(endless)).toEqual(endless);
    expect(stripped(joined(riff("WAVE", FMT, DATA), zeros(4), SECRET))).toEqual(riff("WAVE", FMT, DATA));
    expect(() => stripped(riff("WAVE", FMT))).toThrow(FormatBroken);
    expect(() => stripped(joined(riff("WAVE"), zeros(20)))).toThrow(FormatBroken);
  });
});
