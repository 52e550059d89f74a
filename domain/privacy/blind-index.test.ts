import { expect, it } from "vitest";
import { blindIndexEntries, parseBlindIndexKeys } from "#domain/privacy/blind-index";

const base64 = (fill: number) => Buffer.alloc(32, fill).toString("base64");
const keys = parseBlindIndexKeys(`k2=${base64(2)},k1=${base64(1)}`);

it("lets equal values of one field meet, and no others", () => {
  const [entry] = blindIndexEntries(keys, "contacts.identifier:web", "user-1");
  expect(entry).toEqual(blindIndexEntries(keys, "contacts.identifier:web", "user-1")[0]);
  for (const [field, value] of [
    ["contacts.identifier:web", "user-2"],
    ["contacts.identifier:shop", "user-1"],
    ["contacts.email", "user-1"],
  ] as const) {
    expect(blindIndexEntries(keys, field, value)[0]?.hash).not.toBe(entry?.hash);
  }
});

it("has the current key's entry first, and finds what older keys wrote", () => {
  const entries = blindIndexEntries(keys, "f", "v");
  expect(entries.map((entry) => entry.keyId)).toEqual(["k2", "k1"]);
  const [before] = blindIndexEntries(parseBlindIndexKeys(`k1=${base64(1)}`), "f", "v");
  expect(entries).toContainEqual(before);
});
