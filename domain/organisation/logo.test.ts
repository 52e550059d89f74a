import { expect, it } from "vitest";
import { isPicture } from "#domain/organisation/logo";

const bytes = (hex: string) => new Uint8Array(Buffer.from(hex, "hex"));
const PNG = bytes("89504e470d0a1a0a0000000d49484452");
const JPEG = bytes("ffd8ffe000104a46");
const WEBP = bytes("52494646aabbccdd5745425056503820");

it("is a picture by its first bytes, and of no other type", () => {
  expect([isPicture("image/png", PNG), isPicture("image/jpeg", JPEG), isPicture("image/webp", WEBP)]).toEqual([
    true,
    true,
    true,
  ]);
  expect([isPicture("image/png", JPEG), isPicture("image/jpeg", WEBP), isPicture("image/webp", PNG)]).toEqual([
    false,
    false,
    false,
  ]);
});

it("is none where it says something else, or stops short", () => {
  const svg = new TextEncoder().encode("<svg onload='alert(1)'>");
  for (const type of ["image/png", "image/jpeg", "image/webp"] as const) {
    expect(isPicture(type, svg)).toBe(false);
    expect(isPicture(type, new Uint8Array())).toBe(false);
  }
  expect(isPicture("image/webp", WEBP.subarray(0, 10))).toBe(false);
});
