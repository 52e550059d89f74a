import { expect, it } from "vitest";
import { isOwnOrigin, normalOrigin } from "#domain/identity/origin";

it.each([
  ["https://desk.example", "desk.example", true],
  ["http://localhost:8787", "localhost:8787", true],
  ["https://desk.example:443", "desk.example", true],
  ["http://localhost:8788", "localhost:8787", false],
  ["https://desk.example.evil.example", "desk.example", false],
  ["https://evil.example/desk.example", "desk.example", false],
  ["https://desk.example@evil.example", "desk.example", false],
  ["null", "desk.example", false],
  ["", "", false],
])("%s is a page of %s: %s", (origin, host, expected) => {
  expect(isOwnOrigin(origin, host)).toBe(expected);
});

it.each([
  ["https://Shop.Example", "https://shop.example"],
  ["https://shop.example:443/", "https://shop.example"],
  ["https://shop.example/path", undefined],
  ["https://me@shop.example", undefined],
  ["ftp://shop.example", undefined],
  ["null", undefined],
])("%s is kept as %s", (origin, expected) => {
  expect(normalOrigin(origin)).toBe(expected);
});
