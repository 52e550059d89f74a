import { describe, expect, it } from "vitest";
import { maskText } from "#domain/privacy/masking";
import { maskDraft } from "#domain/privacy/masking/draft";

/** What is shown of a text while it is typed, letter by letter. */
function shownWhileTyping(text: string): string[] {
  return Array.from({ length: text.length + 1 }, (_, length) => maskDraft(text.slice(0, length)));
}

describe("a draft", () => {
  it.each([
    ["我的电话是13800138000，谢谢", /13800|0138/],
    ["打 138 0013 8000 找我", /0013|138 0/],
    ["call +44 20 7946 0958 or me", /\d{4}|20 7/],
    ["my mail is lena.kowalski@example.com ok", /kowalski|lena\.|@exam\b/],
    ["card 4111 1111 1111 1111 is mine", /4111|1111 1/],
    ["我的身份证11010519491231002X。", /1010/],
    ["送到南京东路100号", /路/],
    ["I live at 221 Baker Street, London", /Baker/],
  ])("shows at no moment what is masked in the end: %s", (text, secret) => {
    for (const shown of shownWhileTyping(text)) expect(shown).not.toMatch(secret);
  });

  it("shows words once they are finished", () => {
    expect(maskDraft("Where is my par")).toBe("Where is my …");
    expect(maskDraft("Where is my parcel? ")).toBe("Where is my parcel? ");
    expect(maskDraft("我的包裹在哪里")).toBe("我的包裹在哪里");
    expect(maskDraft("我要2")).toBe("我要…");
    expect(maskDraft("我要2个")).toBe("我要2个");
    expect(maskDraft("")).toBe("");
  });

  it("is masked as what is sent will be", () => {
    const text = "电话13800138000，";
    expect(maskDraft(text)).toBe(maskText(text).text);
  });

  it("takes no time to speak of, whatever is typed", () => {
    const took = [1, 2, 3].map(() => {
      const startMs = performance.now();
      for (const unit of ["1 ", "a", "@", "路", "1号", "( "]) maskDraft(unit.repeat(2_000).slice(0, 2_000));
      return performance.now() - startMs;
    });
    expect(Math.min(...took)).toBeLessThan(500);
  });
});
