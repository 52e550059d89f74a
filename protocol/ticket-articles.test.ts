import { describe, expect, it } from "vitest";
import { ticketArticles } from "#protocol/http-ticket-articles";
import {
  articleWords,
  MAX_ARTICLE_TITLE_CHARS,
  MAX_ARTICLE_URL_CHARS,
  MAX_TICKET_ARTICLES,
} from "#protocol/ticket-articles";

const page = (path: string, title = "Help") => ({ url: `https://shop.example/${path}`, title });
const passes = (articles: unknown) => ticketArticles.safeParse(articles).success;

describe("articles of a ticket", () => {
  it("are pages by address and title", () => {
    const given = [page("a"), { url: "http://localhost:8080/b?x=1#c", title: "清洁水壶" }];
    expect(ticketArticles.parse(given)).toEqual(given);
    expect(ticketArticles.parse([{ url: " https://shop.example/a ", title: " To\nclean " }])).toEqual([
      { url: "https://shop.example/a", title: "To clean" },
    ]);
    expect(passes([])).toBe(true);
  });

  it.each([
    "javascript:alert(1)",
    "JavaScript://shop.example/%0aalert(1)",
    "data:text/html,hello",
    "ftp://shop.example/a",
    "https://ada:secret@shop.example/a",
    "https://ada@shop.example/a",
    "https:shop.example/a",
    "//shop.example/a",
    "/a",
    "",
    "https://",
    "https://shop.example/a b",
    "https://shop.example/\u202ea",
    "https://shop.example/\0",
    `https://shop.example/${"a".repeat(MAX_ARTICLE_URL_CHARS)}`,
  ])("are not at %j", (url) => {
    expect(passes([{ url, title: "Help" }])).toBe(false);
  });

  it("have a title of one line and some length", () => {
    expect(passes([page("a", "t".repeat(MAX_ARTICLE_TITLE_CHARS))])).toBe(true);
    for (const title of ["", " ", "t".repeat(MAX_ARTICLE_TITLE_CHARS + 1)])
      expect(passes([page("a", title)])).toBe(false);
  });

  it("are there once, however they are written, and not too many", () => {
    const many = Array.from({ length: MAX_TICKET_ARTICLES }, (_, index) => page(`${index}`));
    expect(passes(many)).toBe(true);
    expect(passes([...many, page("more")])).toBe(false);
    expect(passes([page("a"), page("a", "Another title")])).toBe(false);
    expect(passes([page("a"), { url: "HTTPS://Shop.Example:443/a", title: "Help" }])).toBe(false);
    expect(passes([page("a"), page("a#top")])).toBe(true);
  });
});

describe("a change of them", () => {
  it("is told by titles, and by addresses where titles stay", () => {
    expect(articleWords(undefined, [page("a", "Clean"), page("b", "Store")])).toEqual([undefined, "Clean · Store"]);
    expect(articleWords([page("a", "Clean")], [])).toEqual(["Clean", undefined]);
    expect(articleWords([page("a")], [page("b")])).toEqual([
      "Help (https://shop.example/a)",
      "Help (https://shop.example/b)",
    ]);
    const [from, to] = articleWords([page("a")], [page("a")]);
    expect(from).toBe(to);
    expect(articleWords(undefined, [])).toEqual([undefined, undefined]);
  });
});
