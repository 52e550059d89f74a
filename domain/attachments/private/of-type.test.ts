import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatBroken } from "#domain/attachments/private/broken";
import { stripperOf } from "#domain/attachments/private/of-type";
import type { AttachmentType } from "#protocol/attachment-constants";
import { heic } from "#test/harness/heic";
import {
  box,
  fullBox,
  GIF_IMAGE,
  gif,
  gifApplication,
  gifParts,
  joined,
  png,
  pngChunk,
  riff,
  riffChunk,
  SECRET,
  TIFF,
  zeros,
} from "#test/harness/media";

/** In pieces of these sizes, each of them overwritten once it was looked at, as its reader may. */
function stripped(type: AttachmentType, bytes: Uint8Array, sizes: readonly number[]): Uint8Array {
  const stripper = stripperOf(type);
  if (stripper === undefined) throw new Error(`nothing strips ${type}`);
  const out: Uint8Array[] = [];
  let from = 0;
  for (let nth = 0; from < bytes.length; nth += 1) {
    const piece = bytes.slice(from, from + (sizes[nth % sizes.length] ?? 1));
    out.push(...stripper.push(piece));
    from += piece.length;
    piece.fill(0xee);
  }
  return joined(...out, ...stripper.finish());
}
const WHOLE = [1_000_000];
const some = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
const asText = (bytes: Uint8Array) => Buffer.from(bytes).toString("latin1");

const FTYP = box("ftyp", "isom", zeros(4), "isom");
const MDAT = box("mdat", "frames");
const MOOV = box("moov", fullBox("mvhd", 0, zeros(12)));
/** What there may be in a file of this type: what is shown, and what is to be gone. */
const KINDS: readonly {
  readonly type: AttachmentType;
  readonly made: (parts: readonly Uint8Array[]) => Uint8Array;
  readonly shown: readonly Uint8Array[];
  readonly told: readonly Uint8Array[];
}[] = [
  {
    type: "image/png",
    made: (parts) => png(1, 1, "bits", ...parts),
    shown: [pngChunk("pHYs", zeros(9)), pngChunk("iCCP", "colours"), pngChunk("tRNS", [1])],
    told: [...["tEXt", "zTXt", "iTXt", "prVt"].map((name) => pngChunk(name, SECRET)), pngChunk("eXIf", TIFF)],
  },
  {
    type: "image/gif",
    made: (parts) => gif(...parts, GIF_IMAGE),
    shown: [GIF_IMAGE, gifApplication("NETSCAPE2.0", "\x01\0\0"), joined([0x21, 0xf9], gifParts("\x04\x0a\0\0"))],
    told: [joined([0x21, 0xfe], gifParts(SECRET)), gifApplication("XMP DataXMP", SECRET)],
  },
  {
    type: "image/webp",
    made: (parts) => riff("WEBP", riffChunk("VP8X", zeros(10)), ...parts, riffChunk("VP8L", "bits")),
    shown: [riffChunk("ICCP", "colours"), riffChunk("ALPH", "a"), riffChunk("ANMF", zeros(16))],
    told: [...["XMP ", "quil"].map((name) => riffChunk(name, SECRET)), riffChunk("EXIF", TIFF)],
  },
  {
    type: "audio/wav",
    made: (parts) => riff("WAVE", riffChunk("fmt ", zeros(16)), ...parts, riffChunk("data", "sound")),
    shown: [riffChunk("fact", zeros(4)), riffChunk("data", "more")],
    told: ["LIST", "id3 ", "bext"].map((name) => riffChunk(name, SECRET)),
  },
  {
    type: "video/mp4",
    made: (parts) => joined(FTYP, ...parts, MOOV, MDAT),
    shown: [MDAT, MOOV, box("moov", box("trak", box("mdia", box("minf", "samples"))))],
    told: [
      ...[box("uuid", SECRET), fullBox("meta", 0, SECRET), box("moov", box("udta", SECRET))],
      box("moov", box("trak", box("meta", SECRET))),
    ],
  },
  {
    type: "image/heic",
    // Its items are told of once; other boxes are as a video's.
    made: (parts) => joined(heic([{ type: "hvc1", content: "tile" }]), ...parts),
    shown: [MDAT, MOOV],
    told: [
      box("uuid", SECRET),
      heic([
        { type: "hvc1", content: "tile" },
        { type: "quil", content: SECRET, place: "idat" },
      ]).slice(24, -12),
    ],
  },
];

describe.each(KINDS)("a file of $type", ({ type, made, shown, told }) => {
  it("with nothing to hide is unchanged, however it comes", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...shown), { maxLength: 6 }), some, (parts, sizes) => {
        const file = made(parts);
        expect(stripped(type, file, sizes)).toEqual(file);
      }),
    );
  });

  it("tells nothing of what is to be gone, wherever that is and however it comes, and what is shown stays", () => {
    const parts = fc.array(
      fc.oneof(
        fc.constantFrom(...shown).map((part) => ({ part, isShown: true })),
        fc.constantFrom(...told).map((part) => ({ part, isShown: false })),
      ),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(parts, some, (all, sizes) => {
        const file = made(all.map(({ part }) => part));
        const own = stripped(type, file, WHOLE);
        expect(stripped(type, file, sizes)).toEqual(own);
        expect(own.length).toBeLessThanOrEqual(file.length);
        expect(asText(own)).not.toMatch(/PLACE|39\.9042|116\.4074/);
        let from = 0;
        for (const { part } of all.filter(({ isShown }) => isShown)) {
          const at = asText(own).indexOf(asText(part), from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
        // Once is enough.
        expect(stripped(type, own, sizes)).toEqual(own);
      }),
    );
  });

  /** @returns undefined if it is refused */
  const outcome = (bytes: Uint8Array, sizes: readonly number[]) => {
    try {
      return stripped(type, bytes, sizes);
    } catch (error) {
      expect(error).toBeInstanceOf(FormatBroken);
      return undefined;
    }
  };

  it("of any bytes is refused or grows no larger, the same however it comes", () => {
    const begins = made([]);
    fc.assert(
      fc.property(fc.nat({ max: begins.length }), fc.uint8Array({ maxLength: 200 }), some, (length, rest, sizes) => {
        const file = joined(begins.subarray(0, length), rest);
        const own = outcome(file, WHOLE);
        expect(outcome(file, sizes)).toEqual(own);
        expect(own?.length ?? 0).toBeLessThanOrEqual(file.length);
      }),
    );
  });

  it("with bytes changed within it is refused or grows no larger", () => {
    const whole = made([...told, ...shown]);
    const changes = fc.array(fc.tuple(fc.nat({ max: whole.length - 1 }), fc.nat({ max: 255 })), { maxLength: 6 });
    fc.assert(
      fc.property(changes, some, (all, sizes) => {
        const file = whole.slice();
        for (const [at, byte] of all) file[at] = byte;
        expect(outcome(file, sizes)?.length ?? 0).toBeLessThanOrEqual(file.length);
      }),
    );
  });
});

describe("a file of countless tiny parts", () => {
  it.each([
    ["image/png", png(1, 1, "bits", ...Array.from({ length: 50_000 }, () => pngChunk("tRNS")))],
    ["image/gif", gif(...Array.from({ length: 50_000 }, () => GIF_IMAGE))],
    ["audio/wav", riff("WAVE", ...Array.from({ length: 50_000 }, () => riffChunk("data")))],
    ["video/mp4", joined(FTYP, MOOV, ...Array.from({ length: 50_000 }, () => box("mdat")))],
  ] as const)("in %s goes on as one piece", (type, file) => {
    expect(stripperOf(type)?.push(file)).toEqual([file]);
  });

  it("is refused where there are more than any file has, and goes through any number of GIF's blocks", () => {
    const tiny = joined(...Array.from({ length: 1_000 }, () => pngChunk("tRNS")));
    const many = png(1, 1, "bits", ...Array.from({ length: 200 }, () => tiny));
    expect(() => stripperOf("image/png")?.push(many)).toThrow(FormatBroken);
    const block = joined([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2], new Uint8Array(1_000_000).fill(1), [0]);
    expect(stripped("image/gif", gif(block), [65_536])).toEqual(gif(block));
  });
});
