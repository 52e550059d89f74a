import { describe, expect, it } from "vitest";
import { originIn, shopOrigin } from "#protocol/shop-origin";

describe("the origin of a shop's page", () => {
  it.each([
    ["https://shop.example", "https://shop.example"],
    [" https://Shop.Example/ ", "https://shop.example"],
    ["https://shop.example:443", "https://shop.example"],
    ["https://shop.example:8443", "https://shop.example:8443"],
    ["https://商店.example", "https://xn--czrs0t.example"],
    ["http://localhost:3000", "http://localhost:3000"],
    ["http://127.0.0.1:3000", "http://127.0.0.1:3000"],
    ["http://tea.localhost", "http://tea.localhost"],
  ])("%s is kept as %s", (text, origin) => {
    expect(shopOrigin(text)).toBe(origin);
    expect(shopOrigin(origin)).toBe(origin);
  });

  it.each([
    "",
    "shop.example",
    "http://shop.example",
    "http://localhost.example",
    "https://shop.example/cart",
    "https://shop.example?x",
    "https://shop.example/#x",
    "https://me@shop.example",
    "ftp://shop.example",
    "javascript:alert(1)",
    "https://*.shop.example",
    "null",
    "*",
  ])("%s is none", (text) => {
    expect(shopOrigin(text)).toBeUndefined();
  });

  it("is found in the address of any of its pages", () => {
    expect(originIn("https://shop.example/teas?sort=price#top")).toBe("https://shop.example");
    expect(originIn("shop.example/teas")).toBe("https://shop.example");
    expect(originIn("http://shop.example")).toBeUndefined();
    expect(originIn("a shop")).toBeUndefined();
  });
});
