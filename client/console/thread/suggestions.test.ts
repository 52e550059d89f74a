import { describe, expect, it } from "vitest";
import { EMOJI } from "#client/i18n/emoji.ts";
import type { CannedResponse } from "#protocol/http-canned";
import { cannedSuggestions, emojiSuggestions, filled, mentionSuggestions } from "./suggestions.ts";

const NAMES = { customer: "Mei", agent: "Lena" };
function canned(code: string, title: string, text = "…", shared = true): CannedResponse {
  return { id: code, version: 1, shared, code, texts: { en: { title, text } } };
}

describe("canned responses", () => {
  const all = [
    canned("late", "Late parcel", "Sorry for the refund"),
    canned("refund", "Money back", "Hi {customer}, {agent} here. {other}"),
    canned("re", "Return label", "Here it is", false),
  ];

  it("are found by code, then title, then text, the best first", () => {
    expect(cannedSuggestions(all, "ref", "en", NAMES).map(({ key }) => key)).toEqual(["refund", "late"]);
    expect(cannedSuggestions(all, "re", "en", NAMES).map(({ key }) => key)).toEqual(["refund", "re", "late"]);
    expect(cannedSuggestions(all, "RETURN", "en", NAMES).map(({ key }) => key)).toEqual(["re"]);
    expect(cannedSuggestions(all, "", "en", NAMES)).toHaveLength(3);
  });

  it("come with the names filled in, and other braces as they were", () => {
    expect(cannedSuggestions(all, "refund", "en", NAMES)[0]?.insert).toBe("Hi Mei, Lena here. {other}");
    expect(filled("{customer}{customer}", { customer: "$&", agent: "" })).toBe("$&$&");
  });

  it("are offered in the other language where there is no text in one's own", () => {
    expect(cannedSuggestions(all, "late", "zh-CN", NAMES)[0]?.label).toBe("Late parcel");
  });

  it("say which are one's own", () => {
    expect(cannedSuggestions(all, "return", "en", NAMES)[0]?.isOwn).toBe(true);
  });
});

describe("emoji", () => {
  it("are found by their names in both languages", () => {
    expect(emojiSuggestions(EMOJI, "thumb", "en")[0]?.insert).toBe("👍");
    expect(emojiSuggestions(EMOJI, "谢", "zh-CN").map(({ insert }) => insert)).toContain("🙏");
    expect(emojiSuggestions(EMOJI, "thumb", "zh-CN")[0]?.insert).toBe("👍");
  });

  it("are about 150, each once and with names in both languages", () => {
    expect(EMOJI.length).toBeGreaterThanOrEqual(140);
    expect(new Set(EMOJI.map(({ sign }) => sign)).size).toBe(EMOJI.length);
    for (const { sign, en, zh } of EMOJI) {
      expect([sign, en.every((name) => /^[a-z][a-z0-9 ]*$/.test(name)) && en.length > 0]).toEqual([sign, true]);
      expect([sign, zh.every((name) => /^[\p{Script=Han}A-Z]+$/u.test(name)) && zh.length > 0]).toEqual([sign, true]);
    }
  });
});

it("colleagues are found by any part of their name", () => {
  const agents = [
    { id: "1", name: "Lena Berg", detail: "Online" },
    { id: "2", name: "Beryl Ito", detail: "Offline" },
  ];
  expect(mentionSuggestions(agents, "ber").map(({ insert }) => insert)).toEqual(["@Beryl Ito ", "@Lena Berg "]);
  expect(mentionSuggestions(agents, "zz")).toEqual([]);
});
