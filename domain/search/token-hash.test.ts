import { expect, it } from "vitest";
import { parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { tokenHashers } from "#domain/search/token-hash";

const base64 = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const keys = parseBlindIndexKeys(`k2=${base64(2)},k1=${base64(1)}`);

it("hashes with a key of each version, the current one first, and alike in every isolate", () => {
  const [current, older] = tokenHashers(keys);
  expect([current.keyId, older?.keyId]).toEqual(["k2", "k1"]);
  expect(current.hash("茶壶")).toMatch(/^[0-9a-f]{16}$/);
  expect(current.hash("茶壶")).not.toBe(older?.hash("茶壶"));
  const [again] = tokenHashers(parseBlindIndexKeys(`k2=${base64(2)}`));
  expect(again.hash("茶壶")).toBe(current.hash("茶壶"));
});

it("remembers what it was asked last, and gives the same when it has forgotten", () => {
  const [hasher] = tokenHashers(keys);
  expect(tokenHashers(keys)[0]).toBe(hasher);
  const first = hasher.hash("w0");
  for (let n = 1; n <= 20_001; n += 1) hasher.hash(`w${n}`);
  expect(hasher.hash("w0")).toBe(first);
});
