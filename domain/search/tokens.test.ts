import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { matchText, parseQuery } from "#domain/search/query";
import { MAX_TOKENS_OF_TEXT, tokensOf } from "#domain/search/tokens";

/** Whether the index leads to a text that holds `text`, and the text itself has it. */
function finds(query: string, text: string): boolean {
  const parsed = parseQuery(query);
  if (parsed === undefined) return false;
  const indexed = tokensOf(text);
  return (
    parsed.tokens.every((token) => indexed.has(token)) && matchText(parsed, text).terms.size === parsed.terms.length
  );
}

describe("a text", () => {
  it.each([
    ["teapot", "Is the celadon TEAPOT in stock?"],
    ["Stock celadon", "Is the celadon TEAPOT in stock?"],
    ["cafe", "das Café"],
    ["CAFÉ", "das cafe"],
    ["Ｏｒｄｅｒ １２", "order 12"],
    ["order 12", "Ｏｒｄｅｒ １２"],
    ["ﬁne", "fine"],
    ["don't", "dont"],
    ["dont", "I don’t know"],
    ["7", "7 cups"],
    ["заказ", "Где мой Заказ?"],
    ["青瓷", "你好，青瓷茶壶还有货吗？"],
    ["瓷茶壶还", "你好，青瓷茶壶还有货吗？"],
    ["青瓷 有货", "你好，青瓷茶壶还有货吗？"],
    ["茶", "来一杯茶"],
    ["退", "退"],
    ["ティー", "ティーポット"],
    ["iPhone15 壳", "想要iPhone15的壳"],
    ["𠮷野", "𠮷野家"],
  ])("is found by %s: %s", (query, text) => {
    expect(finds(query, text)).toBe(true);
  });

  it.each([
    ["teapots", "a teapot"],
    ["tea", "a teapot"],
    ["青壶", "青瓷茶壶"],
    ["teapot refund", "a teapot"],
    ["青瓷 退款", "青瓷茶壶"],
    ["12", "order 123"],
  ])("is not found by %s: %s", (query, text) => {
    expect(finds(query, text)).toBe(false);
  });

  it.each(["a", "", "  ", "?!", "。，", "a b c", "🙂"])("cannot be looked for by %j", (query) => {
    expect(parseQuery(query)).toBeUndefined();
  });
});

describe("a number that people write in pieces", () => {
  const text = "My order ED-2026-00417-X, parcel SF1234567890, wang.xm@shop.example";

  it.each([
    "ED-2026-00417-X",
    "ed202600417x",
    "ED-2026",
    "2026-00417",
    "00417",
    "00417-X ed",
    "ED/2026/00417",
    "SF1234567890",
    "1234567890",
    "wang.xm@shop.example",
    "shop.example",
    "wangxm",
  ])("is found by %s", (query) => {
    expect(finds(query, text)).toBe(true);
  });

  it("is found by all of its parts when it has too many to be joined", () => {
    const url = "see https://a1.shop.example/tea/pots/celadon/blue?id=77";
    expect(finds("a1.shop.example/tea/pots/celadon/blue", url)).toBe(true);
    expect(finds("celadon", url)).toBe(true);
    expect(tokensOf("aa-bb-cc-dd-ee-ff-gg")).toEqual(new Set(["aa", "bb", "cc", "dd", "ee", "ff", "gg"]));
  });
});

const han = fc.stringMatching(/^[\u4e00-\u4e40]{1,12}$/);
const latin = fc.stringMatching(/^[a-zA-Zéüß0-9]{2,12}$/);

describe("whatever is written", () => {
  it("every word of it is found", () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(han, latin), { minLength: 1, maxLength: 8 }), (words) => {
        for (const word of words.filter((each) => parseQuery(each) !== undefined)) {
          // A single Han character only where it stands alone or is a word.
          if ([...word].length === 1) continue;
          expect(finds(word, words.join(" "))).toBe(true);
        }
      }),
    );
  });

  it("every piece of Han text of two characters or more is found", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[\u4e00-\u9fa5]{2,20}$/), fc.nat(), fc.nat(), (text, a, b) => {
        const from = a % (text.length - 1);
        const to = from + 2 + (b % (text.length - from - 1));
        expect(finds(text.slice(from, to), `前后。${text}，end`)).toBe(true);
      }),
    );
  });

  it("gives tokens within limits, the same for the same text, and never throws", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 300 }), (text) => {
        const tokens = tokensOf(text);
        expect(tokensOf(text)).toEqual(tokens);
        for (const token of tokens) expect(token.length).toBeLessThanOrEqual(64);
        const query = parseQuery(text);
        if (query !== undefined)
          for (const [start, end] of matchText(query, text).marks) expect(start).toBeLessThan(end);
      }),
    );
    expect(tokensOf("x".repeat(65)).size).toBe(0);
    expect(tokensOf(Array.from({ length: 9_000 }, (_, n) => String.fromCodePoint(0x4e00 + n)).join("")).size).toBe(
      MAX_TOKENS_OF_TEXT,
    );
  });
});
