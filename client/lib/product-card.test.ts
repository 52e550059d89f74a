import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_PRODUCT_TITLE_CHARS, MAX_PRODUCT_URL_CHARS } from "#protocol/constants";
import * as contract from "#protocol/product-card";
import { decodeProductCard, productCardOf, textOfCard } from "./product-card.ts";

const KETTLE = {
  title: "Arc kettle, 0.9 L",
  url: "https://shop.example/kettle",
  imageUrl: "https://cdn.example/kettle.jpg",
  price: { amount: "68.00", currency: "USD" },
  variant: "Graphite",
};

const address = fc.oneof(
  fc.webUrl(),
  fc.constantFrom(
    ...[
      "http://localhost:8787/demo",
      "http://localhost:8787/p.png",
      "http://shop.example/a",
      "https://a@shop.example/",
    ],
    ...["javascript:alert(1)", "data:image/png;base64,AAAA", "/relative", "", "https://", " https://shop.example/ "],
    `https://shop.example/${"x".repeat(MAX_PRODUCT_URL_CHARS)}`,
  ),
);
const line = fc.oneof(
  fc.string(),
  fc.string({ unit: "binary" }),
  fc.constantFrom("", "  ", "a\u0000b", "\ud800", "茶壶", "x".repeat(MAX_PRODUCT_TITLE_CHARS), "x".repeat(201)),
);
const amount = fc.oneof(
  fc.stringMatching(/^\d{1,14}(\.\d{0,5})?$/),
  fc.constantFrom("68.00", "-1", "1e3", "68,00", ""),
);
const currency = fc.oneof(fc.constantFrom("USD", "CNY", "usd", "US", "", "€"), fc.string({ maxLength: 4 }));
const anything = fc.oneof(
  fc.record(
    {
      title: line,
      url: address,
      imageUrl: fc.option(address, { nil: undefined }),
      price: fc.record({ amount, currency }, { requiredKeys: [] }),
      variant: line,
      more: fc.anything(),
    },
    { requiredKeys: ["title", "url"] },
  ),
  fc.jsonValue(),
);

describe("the hand decoder of a product card", () => {
  it("takes and refuses what the contract does, and gives the same", () => {
    fc.assert(
      fc.property(anything, (input) => {
        const expected = contract.productCard.safeParse(input).data;
        expect(productCardOf(input)).toEqual(expected);
        const text = JSON.stringify(input);
        expect(decodeProductCard(text)).toEqual(contract.readProductCard(text));
        if (expected) expect(textOfCard(expected)).toBe(contract.textOfCard(expected));
      }),
      { numRuns: 3_000 },
    );
  });

  it.each([
    ["a whole card", {}, true],
    ["one of a title and a page", { imageUrl: undefined, price: undefined, variant: undefined }, true],
    [
      "a picture on the page's own http origin",
      { url: "http://localhost:1/p", imageUrl: "http://localhost:1/i" },
      true,
    ],
    ["a picture on another http origin", { imageUrl: "http://cdn.example/i" }, false],
    ["a script as its page", { url: "javascript:alert(1)" }, false],
    ["a data address as its picture", { imageUrl: "data:image/svg+xml,<svg/>" }, false],
    ["a password in its address", { url: "https://me:secret@shop.example" }, false],
    ["no title", { title: " " }, false],
    ["a price in words", { price: { amount: "cheap", currency: "USD" } }, false],
  ])("%s", (_, change, taken) => {
    expect(productCardOf({ ...KETTLE, ...change }) !== undefined).toBe(taken);
  });

  it("of a message that is none gives nothing, not an error", () => {
    expect([decodeProductCard("a kettle"), decodeProductCard("[]"), productCardOf(undefined)]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});
