import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { orientationOf, orientationSegment } from "#domain/attachments/exif-orientation";
import { JpegStripper } from "#domain/attachments/jpeg-private";
import { FormatBroken } from "#domain/attachments/private/broken";

const latin = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0));
const join = (...parts: readonly Uint8Array[]) => new Uint8Array(Buffer.concat(parts));

function segment(marker: number, content: Uint8Array): Uint8Array {
  const length = content.length + 2;
  return join(new Uint8Array([0xff, marker, length >> 8, length & 0xff]), content);
}

const START = new Uint8Array([0xff, 0xd8]);
const END = new Uint8Array([0xff, 0xd9]);
const JFIF = segment(0xe0, latin("JFIF\0\x01\x01\0\0\x01\0\x01\0\0"));
const TABLE = segment(0xdb, new Uint8Array(65).fill(9));
const SCAN = join(segment(0xda, new Uint8Array([1, 1, 0, 0, 63, 0])), latin("data\xff\x00more\xff\xd3last"));
/** TIFF, little-endian, turned by 90° (6), with a directory of GPS and a place. */
const TURNED = latin(
  "Exif\0\0II\x2a\0\x08\0\0\0\x02\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\x25\x88\x04\0\x01\0\0\0\x26\0\0\0\0\0\0\0N 39.9042 GPS-PLACE",
);
const EXIF = segment(0xe1, TURNED);
const COLOURS = segment(0xe2, latin("ICC_PROFILE\0\x01\x01colours"));
const PHOTOSHOP = segment(0xed, latin("Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x12\x1c\x02\x5a\0\x0dGPS-PLACE ..."));
const ADOBE = segment(0xee, latin("Adobe\0\x64\0\0\0\0\x01"));
const COMMENT = segment(0xfe, latin("Taken by Wang, GPS 39.9042"));
const XMP = segment(0xe1, latin("http://ns.adobe.com/xap/1.0/\0<x>GPS-PLACE</x>"));

/** In pieces of these sizes. */
function stripped(bytes: Uint8Array, sizes: readonly number[]): Uint8Array {
  const stripper = new JpegStripper();
  const out: Uint8Array[] = [];
  let from = 0;
  for (let nth = 0; from < bytes.length; nth += 1) {
    const to = from + (sizes[nth % sizes.length] ?? 1);
    out.push(...stripper.push(bytes.slice(from, to)));
    from = to;
  }
  return join(...out, ...stripper.finish());
}

const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });
const OWN_TURN = orientationSegment(6);

describe("a photograph", () => {
  const taken = join(START, JFIF, EXIF, XMP, TABLE, SCAN, END);

  it("goes on without where it was taken, turned as it was, however it comes", () => {
    fc.assert(
      fc.property(sizes, (some) => {
        expect(stripped(taken, some)).toEqual(join(START, JFIF, OWN_TURN, TABLE, SCAN, END));
      }),
    );
    expect(Buffer.from(stripped(taken, [7])).toString("latin1")).not.toContain("GPS");
  });

  it("loses what comes after its end, where cameras put pictures with places of their own", () => {
    const second = join(START, EXIF, TABLE, SCAN, END);
    fc.assert(
      fc.property(sizes, (some) => {
        expect(stripped(join(START, TABLE, SCAN, END, second), some)).toEqual(join(START, TABLE, SCAN, END));
      }),
    );
  });

  it("goes on without Photoshop's resources and comments, with its colours as they were", () => {
    const edited = join(START, JFIF, PHOTOSHOP, COLOURS, COMMENT, ADOBE, TABLE, SCAN, COMMENT, PHOTOSHOP, SCAN, END);
    fc.assert(
      fc.property(sizes, (some) => {
        expect(stripped(edited, some)).toEqual(join(START, JFIF, COLOURS, ADOBE, TABLE, SCAN, SCAN, END));
      }),
    );
  });

  it("goes on without what cameras and programs have in segments of their own, and what leads to further pictures", () => {
    const own = [3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 15].map((nth) => segment(0xe0 + nth, latin("GPS 39.9042")));
    const further = segment(0xe2, latin("MPF\0II\x2a\0"));
    const taken = join(START, JFIF, ...own, further, COLOURS, ADOBE, TABLE, SCAN, END);
    expect(stripped(taken, [7])).toEqual(join(START, JFIF, COLOURS, ADOBE, TABLE, SCAN, END));
  });

  it("in several scans, with places between them, keeps its scans alone", () => {
    const progressive = join(START, TABLE, SCAN, TABLE, SCAN, XMP, SCAN, END);
    expect(stripped(progressive, [11])).toEqual(join(START, TABLE, SCAN, TABLE, SCAN, SCAN, END));
  });

  it("with nothing to hide, or with its end missing, goes on as it is", () => {
    const plain = join(START, JFIF, TABLE, SCAN, END);
    expect(stripped(plain, [13])).toEqual(plain);
    const cut = join(START, TABLE, SCAN, latin("\xff"));
    expect(stripped(cut, [5])).toEqual(cut);
  });

  it("of segments that cannot be is refused", () => {
    expect(() => stripped(join(START, latin("nothing")), [3])).toThrow(FormatBroken);
    expect(() => stripped(join(START, new Uint8Array([0xff, 0xe1, 0, 1])), [3])).toThrow(FormatBroken);
    expect(() => stripped(join(START, JFIF), [3])).toThrow(FormatBroken);
  });

  it("with markers where they cannot be is refused", () => {
    expect(() => stripped(join(START, START, TABLE, SCAN, END), [3])).toThrow(FormatBroken);
    expect(() => stripped(join(START, TABLE, SCAN, START, TABLE, SCAN, END), [3])).toThrow(FormatBroken);
    for (const marker of [0x00, 0x01, 0xd0, 0xd7]) {
      const misplaced = new Uint8Array([0xff, marker]);
      expect(() => stripped(join(START, misplaced, TABLE, SCAN, END), [3])).toThrow(FormatBroken);
      expect(() => stripped(join(START, TABLE, SCAN, TABLE, misplaced, SCAN, END), [3])).toThrow(FormatBroken);
    }
    expect(() => stripped(join(TABLE, SCAN, END), [3])).toThrow(FormatBroken);
    expect(() => stripped(END, [3])).toThrow(FormatBroken);
    expect(() => stripped(START, [3])).toThrow(FormatBroken);
  });

  it("of countless tiny segments goes on as one piece", () => {
    const tiny = segment(0xe0, new Uint8Array());
    const many = join(START, ...Array.from({ length: 10_000 }, () => tiny), TABLE, SCAN, END);
    expect(new JpegStripper().push(many)).toEqual([many]);
  });

  it("turned by the shortest segment that can say so has room for what is written in its place", () => {
    const short = segment(0xe1, latin("Exif\0\0II\x2a\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0"));
    expect(stripped(join(START, short, TABLE, SCAN, END), [1_000])).toEqual(join(START, OWN_TURN, TABLE, SCAN, END));
  });

  it("never breaks in another way, and never tells of an Exif segment but how it is turned", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), sizes, (bytes, some) => {
        const outcome = () => stripped(join(START, EXIF, bytes), some);
        try {
          expect(Buffer.from(outcome()).toString("latin1")).not.toContain("GPS");
        } catch (error) {
          expect(error).toBeInstanceOf(FormatBroken);
        }
      }),
    );
  });
});

describe("how a picture is turned", () => {
  it("is read in both orders of bytes and written so that it is read again", () => {
    expect(orientationOf(TURNED)).toBe(6);
    for (let turn = 2; turn <= 8; turn += 1) expect(orientationOf(orientationSegment(turn).subarray(4))).toBe(turn);
  });

  it("is nothing for whatever is no Exif", () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        expect(orientationOf(bytes)).toBe(undefined);
      }),
    );
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const found = orientationOf(join(latin("Exif\0\0II\x2a\0"), bytes));
        if (found !== undefined) expect([2, 3, 4, 5, 6, 7, 8]).toContain(found);
      }),
    );
  });
});
