import { describe, expect, it } from "vitest";
import { FormatBroken } from "#domain/attachments/private/broken";
import { gifWalk } from "#domain/attachments/private/gif";
import { Walker } from "#domain/attachments/private/walker";
import { GIF_IMAGE, gif, gifApplication, gifParts, joined, SECRET } from "#test/harness/media";

function stripped(bytes: Uint8Array): Uint8Array {
  const walker = new Walker(gifWalk());
  return joined(...walker.push(bytes), ...walker.finish());
}
const LOOP = gifApplication("NETSCAPE2.0", "\x01\0\0");
const CONTROL = joined([0x21, 0xf9], gifParts("\x04\x0a\0\0"));
const COMMENT = joined([0x21, 0xfe], gifParts(SECRET.repeat(40)));
const TEXT = joined([0x21, 0x01, 12], "twelve bytes", gifParts(SECRET));
/** Its end looks like parts of a block, which it is not. */
const XMP = gifApplication("XMP DataXMP", `<x>${SECRET}</x>\x01\xff\xfe\xfd`);
const UNKNOWN = joined([0x21, 0xce], gifParts(SECRET));
const COLOURS = gifApplication("ICCRGBG1012", "profile".repeat(60));

describe("a picture in GIF", () => {
  it("loses comments, texts and what programs added, and keeps its loop, delays and colours", () => {
    const told = gif(COMMENT, LOOP, XMP, COLOURS, CONTROL, GIF_IMAGE, TEXT, UNKNOWN, CONTROL, GIF_IMAGE, COMMENT);
    expect(stripped(told)).toEqual(gif(LOOP, COLOURS, CONTROL, GIF_IMAGE, CONTROL, GIF_IMAGE));
  });

  it("with colours of its own for an image, and of none for all, goes on as it is", () => {
    const local = joined([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0x81], new Uint8Array(12).fill(7), [2], gifParts("\x44\x01"));
    const whole = joined("GIF87a", [1, 0, 1, 0, 0, 0, 0], local, [0x3b]);
    expect(stripped(whole)).toEqual(whole);
  });

  it("loses what follows its end, and empty blocks between others", () => {
    expect(stripped(joined(gif(GIF_IMAGE), SECRET))).toEqual(gif(GIF_IMAGE));
    expect(stripped(gif(GIF_IMAGE, Uint8Array.of(0), gifApplication("", "")))).toEqual(gif(GIF_IMAGE));
  });

  it("that is cut off goes on up to there, if there is something to see", () => {
    const whole = gif(LOOP, GIF_IMAGE);
    expect(stripped(whole.subarray(0, -3))).toEqual(whole.subarray(0, -3));
    expect(() => stripped(whole.subarray(0, 40))).toThrow(FormatBroken);
    expect(() => stripped(gif(Uint8Array.of(0x77)))).toThrow(FormatBroken);
  });
});
