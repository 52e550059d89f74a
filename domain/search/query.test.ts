import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold, foldWithPlaces } from "#domain/search/fold";
import { matchText, parseQuery } from "#domain/search/query";
import { snippetOf } from "#domain/search/snippet";

function marked(query: string, text: string): string[] {
  const parsed = parseQuery(query);
  if (parsed === undefined) return [];
  return matchText(parsed, text).marks.map(([start, end]) => text.slice(start, end));
}

describe("what is found", () => {
  it.each([
    ["teapot", "A Teapot, a TEAPOT.", ["Teapot", "TEAPOT"]],
    ["cafe", "das Café dort", ["Café"]],
    ["cafe", "das Cafe\u0301 dort", ["Cafe\u0301"]],
    ["fine", "a ﬁne cup", ["ﬁne"]],
    ["00417", "Order ED-2026-00417-X", ["00417"]],
    ["ed2026", "Order ED-2026-00417-X", ["ED-2026-00417-X"]],
    ["青瓷", "青瓷茶壶和青瓷杯", ["青瓷", "青瓷"]],
    ["青瓷 瓷茶", "青瓷茶壶", ["青瓷茶"]],
    ["茶壶", "🍵茶壶", ["茶壶"]],
  ])("by %s in %s is marked where it stands", (query, text, expected) => {
    expect(marked(query, text)).toEqual(expected);
  });

  it("says which of the words a text has", () => {
    const query = parseQuery("teapot refund 退款");
    if (query === undefined) throw new Error("nothing to look for");
    expect([...matchText(query, "the teapot, 要退款").terms]).toEqual([0, 2]);
  });
});

it("a folded text leads back to its own characters", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", maxLength: 60 }), (text) => {
      const folded = foldWithPlaces(text);
      expect(folded.text).toBe(fold(text));
      for (let at = 0; at < folded.text.length; at += 1) {
        expect(folded.startOf(at)).toBeLessThan(folded.endOf(at));
        expect(folded.endOf(at)).toBeLessThanOrEqual(text.length);
      }
    }),
  );
});

describe("a snippet", () => {
  it("of a short message is all of it, on one line", () => {
    expect(snippetOf("a\nteapot", [[2, 8]])).toEqual({ text: "a teapot", marks: [[2, 8]] });
  });

  it("is cut around the first mark, never within a character, and its marks stand where they did", () => {
    const before = "🙂".repeat(80);
    const text = `${before}teapot${"茶".repeat(300)}`;
    const { text: cut, marks } = snippetOf(text, [[before.length, before.length + 6]]);
    expect(cut).toMatch(/^…(🙂)+teapot茶+…$/u);
    expect(marks.map(([start, end]) => cut.slice(start, end))).toEqual(["teapot"]);
  });

  it("begins with a word where there is one", () => {
    const text = "Hello, my order has a very, very badly broken celadon teapot";
    const at = text.indexOf("celadon");
    expect(snippetOf(text, [[at, at + 7]]).text).toBe("…my order has a very, very badly broken celadon teapot");
  });

  it("keeps of marks what it shows", () => {
    const text = `teapot ${"x ".repeat(100)}teapot`;
    expect(
      snippetOf(text, [
        [0, 6],
        [207, 213],
      ]).marks,
    ).toEqual([[0, 6]]);
  });
});
