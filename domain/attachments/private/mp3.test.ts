import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormatBroken } from "#domain/attachments/private/broken";
import { Mp3Stripper } from "#domain/attachments/private/mp3";
import { joined, SECRET, zeros } from "#test/harness/media";

function stripped(bytes: Uint8Array, sizes: readonly number[] = [1_000_000]): Uint8Array {
  const stripper = new Mp3Stripper();
  const out: Uint8Array[] = [];
  let from = 0;
  for (let nth = 0; from < bytes.length; nth += 1) {
    const to = from + (sizes[nth % sizes.length] ?? 1);
    out.push(...stripper.push(bytes.subarray(from, to)));
    from = to;
  }
  return joined(...out, ...stripper.finish());
}
const SOUND = joined("\xff\xfb\x90\x64", "sound ".repeat(60));
const SIZE = [0, 0, 1, 2];
const TAG = joined("ID3\x04\0\0", SIZE, SECRET, zeros(130 - SECRET.length));
const WITH_FOOTER = joined("ID3\x04\0\x10", SIZE, SECRET, zeros(130 - SECRET.length), "3DI\x04\0\x10", SIZE);
const LAST = joined("TAG", SECRET, zeros(125 - SECRET.length));

describe("sound in MP3", () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1, maxLength: 5 });

  it("loses its tags, before and after it, however it comes", () => {
    fc.assert(
      fc.property(sizes, (some) => {
        expect(stripped(joined(TAG, WITH_FOOTER, SOUND, LAST), some)).toEqual(SOUND);
      }),
    );
  });

  it("without any goes on as it is, however short", () => {
    expect(stripped(SOUND)).toEqual(SOUND);
    expect(stripped(SOUND.subarray(0, 12))).toEqual(SOUND.subarray(0, 12));
  });

  it("that is nothing but tags, or says of one that it has a size that cannot be, is refused", () => {
    expect(() => stripped(TAG)).toThrow(FormatBroken);
    expect(() => stripped(TAG.subarray(0, 60))).toThrow(FormatBroken);
    expect(() => stripped(joined("ID3\x04\0\0\xff\xff\xff\xff", SOUND))).toThrow(FormatBroken);
  });
});
