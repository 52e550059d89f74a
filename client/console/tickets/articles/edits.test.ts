import { describe, expect, it } from "vitest";
import { MAX_ARTICLE_TITLE_CHARS } from "#protocol/ticket-articles";
import { draftWith, proposedTitle, withArticle, withoutArticle } from "./edits.ts";

const clean = { url: "https://shop.example/help/clean", title: "Clean" };
const store = { url: "https://shop.example/help/store", title: "Store" };

describe("the list of a ticket's articles", () => {
  it("takes one at its end, or back at its place, and none twice", () => {
    expect(withArticle([clean], store)).toEqual([clean, store]);
    expect(withArticle([store], clean, 0)).toEqual([clean, store]);
    expect(withArticle([clean], { ...clean, url: "https://SHOP.example/help/clean" })).toEqual([clean]);
  });

  it("lets one go, and stays where it went already", () => {
    expect(withoutArticle([clean, store], clean)).toEqual([store]);
    expect(withoutArticle([store], clean)).toEqual([store]);
  });
});

describe("a title", () => {
  it.each([
    ["https://shop.example/help/clean-a_kettle.html", "Clean a kettle"],
    ["https://shop.example/help/clean-a-kettle/?lang=en#top", "Clean a kettle"],
    ["https://shop.example/%E6%B8%85%E6%B4%81", "清洁"],
    ["https://shop.example/100%25-cotton%", "100%25 cotton%"],
    ["https://shop.example/", "shop.example"],
    ["https://", ""],
    ["clean", ""],
  ])("of %s is proposed as %j", (address, title) => {
    expect(proposedTitle(address)).toBe(title);
  });

  it("is no longer than one may be", () => {
    expect(proposedTitle(`https://shop.example/${"a".repeat(300)}`)).toHaveLength(MAX_ARTICLE_TITLE_CHARS);
  });
});

describe("a reply's draft", () => {
  it("has the article at its end", () => {
    expect(draftWith("", clean)).toBe("Clean\nhttps://shop.example/help/clean");
    expect(draftWith("Look here: \n", clean)).toBe("Look here:\n\nClean\nhttps://shop.example/help/clean");
  });
});
