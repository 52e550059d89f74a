import { describe, expect, it } from "vitest";
import { orientationTiff } from "#domain/attachments/exif-orientation";
import { FormatBroken } from "#domain/attachments/private/broken";
import { crc32 } from "#domain/attachments/private/crc32";
import { pngWalk } from "#domain/attachments/private/png";
import { Walker } from "#domain/attachments/private/walker";
import { bytesOf, joined, PNG_SIGNATURE, png, pngChunk, SECRET, TIFF } from "#test/harness/media";

function stripped(bytes: Uint8Array): Uint8Array {
  const walker = new Walker(pngWalk());
  return joined(...walker.push(bytes), ...walker.finish());
}
const OWN_TURN = pngChunk("eXIf", orientationTiff(6));
const SHOWN = ["cHRM", "gAMA", "iCCP", "sBIT", "sRGB", "cICP", "mDCV", "cLLI", "pHYs", "tRNS", "bKGD"].map((name) =>
  pngChunk(name, "as it is"),
);
const TEXTS = [
  pngChunk("tEXt", `Comment\0${SECRET}`),
  pngChunk("zTXt", `Author\0\0${SECRET}`),
  pngChunk("iTXt", `XML:com.adobe.xmp\0\0\0\0\0${SECRET}`),
  pngChunk("tIME", [7, 234, 11, 28, 9, 0, 0]),
  pngChunk("sPLT", `${SECRET}\0\x08`),
  pngChunk("caBX", SECRET),
  pngChunk("prVt", SECRET),
];

describe("a picture in PNG", () => {
  it("is checked as its specification says", () => {
    expect(crc32(bytesOf("IEND"))).toBe(0xae426082);
  });

  it("loses what is not needed to show it, and keeps what is, in its order", () => {
    expect(stripped(png(1, 1, "bits", ...TEXTS, ...SHOWN, ...TEXTS))).toEqual(png(1, 1, "bits", ...SHOWN));
  });

  it("keeps how it is turned, and nothing else of its Exif", () => {
    expect(stripped(png(1, 1, "bits", pngChunk("eXIf", TIFF)))).toEqual(png(1, 1, "bits", OWN_TURN));
    expect(stripped(png(1, 1, "bits", pngChunk("eXIf", joined("Exif\0\0", TIFF))))).toEqual(
      png(1, 1, "bits", OWN_TURN),
    );
    const unturned = [pngChunk("eXIf", joined("II\x2a\0\x08\0\0\0\0\0", SECRET)), pngChunk("eXIf", "II")];
    expect(stripped(png(1, 1, "bits", ...unturned))).toEqual(png(1, 1, "bits"));
    const twice = [pngChunk("eXIf", TIFF), pngChunk("eXIf", TIFF)];
    expect(stripped(png(1, 1, "bits", ...twice))).toEqual(png(1, 1, "bits", OWN_TURN));
    const huge = pngChunk("eXIf", joined(TIFF, new Uint8Array(70_000)));
    expect(stripped(png(1, 1, "bits", huge))).toEqual(png(1, 1, "bits"));
  });

  it("that moves, and of several parts, goes on as it is; what follows its end does not", () => {
    const moving = ["acTL", "fcTL"].map((name) => pngChunk(name, "frames"));
    const header = png(2, 2, "").slice(0, 33);
    const parts = [pngChunk("IDAT", "one"), pngChunk("IDAT", "two"), pngChunk("fcTL", "f"), pngChunk("fdAT", "three")];
    const whole = joined(header, ...moving, ...parts, pngChunk("IEND"));
    expect(stripped(whole)).toEqual(whole);
    expect(stripped(joined(whole, SECRET))).toEqual(whole);
  });

  it("that is cut off goes on up to there, if there is something to see", () => {
    const whole = png(1, 1, "a long row of bits");
    expect(stripped(whole.subarray(0, -20))).toEqual(whole.subarray(0, -20));
    expect(() => stripped(whole.subarray(0, 33))).toThrow(FormatBroken);
  });

  it.each([
    ["does not begin with its header", joined(PNG_SIGNATURE, pngChunk("IDAT", "bits"))],
    ["has two headers", png(1, 1, "bits", pngChunk("IHDR", "again"))],
    ["needs what nobody knows", png(1, 1, "bits", pngChunk("CgBI", "x"))],
    ["has names that cannot be", png(1, 1, "bits", pngChunk("a b1", "x"))],
    ["has a length that cannot be", joined(png(1, 1, "").slice(0, 33), [0x80, 0, 0, 0], "IDAT")],
    ["has none", joined(PNG_SIGNATURE, "quillmarrow")],
  ])("that %s is refused", (_what, bytes) => {
    expect(() => stripped(bytes)).toThrow(FormatBroken);
  });
});
