import { describe, expect, it } from "vitest";
import { isNothingTyped, NOTHING_TYPED, readArticleText } from "./article-text.ts";

const clean = { url: "https://shop.example/help/clean", title: "Clean" };

describe("what is typed of an article", () => {
  it("is one once there is an address, with the title that was typed or else proposed", () => {
    expect(readArticleText([], { url: ` ${clean.url} `, title: " How to clean " })).toEqual({
      article: { url: clean.url, title: "How to clean" },
      proposed: "Clean",
    });
    expect(readArticleText([], { url: clean.url, title: "  " }).article).toEqual(clean);
  });

  it.each([
    "",
    "clean",
    "shop.example/help",
    "javascript:alert(1)",
    "data:text/html,x",
    "https://a:b@shop.example/",
    "https://",
  ])("is none with %j for an address", (url) => {
    expect(readArticleText([], { url, title: "Clean" })).toEqual({ problem: "bad", proposed: "" });
  });

  it("is known where it is in the list, however it is written", () => {
    const again = { url: clean.url.replace("shop.example", "SHOP.example"), title: "Again" };
    expect(readArticleText([clean], again)).toEqual({ problem: "known", proposed: "Clean" });
  });

  it("may be nothing at all", () => {
    expect(isNothingTyped(NOTHING_TYPED)).toBe(true);
    expect(isNothingTyped({ url: " ", title: "\t" })).toBe(true);
    expect(isNothingTyped({ url: "", title: "Clean" })).toBe(false);
    expect(isNothingTyped({ url: "x", title: "" })).toBe(false);
  });
});
