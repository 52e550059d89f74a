import { expect, it } from "vitest";
import { isOurPage, normalOrigin } from "#domain/identity/origin";

it.each([
  ["https://desk.example", "https://desk.example/api", true],
  ["http://localhost:8787", "http://localhost:8787/api", true],
  ["https://desk.example:443", "https://desk.example/", true],
  // Behind something that ends TLS.
  ["https://desk.example", "http://desk.example/", true],
  // A page that came without TLS may have been written by anybody on the way.
  ["http://desk.example", "https://desk.example/", false],
  ["http://desk.example:443", "https://desk.example/", false],
  ["ftp://desk.example", "https://desk.example/", false],
  ["http://localhost:8788", "http://localhost:8787/", false],
  ["https://desk.example.evil.example", "https://desk.example/", false],
  ["https://evil.example/desk.example", "https://desk.example/", false],
  ["https://desk.example@evil.example", "https://desk.example/", false],
  ["null", "https://desk.example/", false],
  ["", "https://desk.example/", false],
])("%s is a page of %s: %s", (origin, requestUrl, expected) => {
  expect(isOurPage(origin, requestUrl)).toBe(expected);
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
