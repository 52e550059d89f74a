import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { z } from "zod";
import { MAX_CLIENT_ID_CHARS, MAX_NAME_CHARS, MAX_REASON_CHARS, MAX_TEXT_CHARS } from "#protocol/constants";
import { clientId, email, id, instant, instantMs, personName, reason, seq, slug, text } from "#protocol/vocabulary";

function takes(schema: z.ZodType, values: readonly unknown[]): boolean[] {
  return values.map((value) => schema.safeParse(value).success);
}
const all = (values: readonly unknown[], verdict: boolean) => values.map(() => verdict);

describe("text", () => {
  it("is 1 to 10,000 characters, in any script", () => {
    const good = ["x", "x".repeat(MAX_TEXT_CHARS), "你好", "👩‍👩‍👧", " indented\n  lines ", "\u202e"];
    expect(MAX_TEXT_CHARS).toBe(10_000);
    expect(takes(text, good)).toEqual(all(good, true));
    const bad = ["", "x".repeat(MAX_TEXT_CHARS + 1)];
    expect(takes(text, bad)).toEqual(all(bad, false));
  });

  it("has something in it that can be stored and shown", () => {
    const bad = [" ", "\n\t\u3000", "\ud800", "a\udc00b", "nul\u0000", null, 1, ["x"], { toString: "x" }];
    expect(takes(text, bad)).toEqual(all(bad, false));
  });

  it("comes through UTF-8 as it was", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 50 }), (any) => {
        if (!text.safeParse(any).success) return;
        expect(new TextDecoder().decode(new TextEncoder().encode(any))).toBe(any);
      }),
    );
  });
});

describe("a clientId", () => {
  it("is up to 64 of letters, digits, - and _", () => {
    expect(MAX_CLIENT_ID_CHARS).toBe(64);
    const good = ["a", "A-z_09", "x".repeat(64)];
    expect(takes(clientId, good)).toEqual(all(good, true));
    const bad = ["", "x".repeat(65), "a b", "a.b", "é", "a\n", "\na", "a/b", 1, null];
    expect(takes(clientId, bad)).toEqual(all(bad, false));
  });
});

describe("names of things", () => {
  it("are UUIDs where we make them", () => {
    const good = ["01900000-0000-7000-8000-000000000000"];
    expect(takes(id, good)).toEqual(all(good, true));
    const bad = ["", "1", "01900000000070008000000000000000", "01900000-0000-7000-8000-00000000000g", 7, null];
    expect(takes(id, bad)).toEqual(all(bad, false));
  });

  it("are short and safe in a URL where the shop makes them", () => {
    expect(takes(slug, ["web", "after-sales", "A_1"])).toEqual([true, true, true]);
    expect(takes(slug, ["", "a b", "../x", "x".repeat(65), "茶"])).toEqual([false, false, false, false, false]);
  });
});

describe("numbers", () => {
  it("of changes and times are whole, safe and not negative", () => {
    for (const schema of [seq, instantMs]) {
      expect(takes(schema, [0, 1, Number.MAX_SAFE_INTEGER])).toEqual([true, true, true]);
      const bad = [-1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 53, "1", null, 1n];
      expect(takes(schema, bad)).toEqual(all(bad, false));
    }
  });

  it("of moments in words are UTC", () => {
    expect(takes(instant, ["2026-11-22T01:02:03.004Z", "2026-11-22T01:02:03Z"])).toEqual([true, true]);
    const bad = ["2026-11-22", "2026-11-22T01:02:03+08:00", "2026-13-01T00:00:00Z", "yesterday", 0];
    expect(takes(instant, bad)).toEqual(all(bad, false));
  });
});

describe("what people say of themselves", () => {
  it("is trimmed, not empty and of bounded length", () => {
    expect(personName.parse("  王小明 ")).toBe("王小明");
    expect(reason.parse(" refund ")).toBe("refund");
    expect(takes(personName, [" ", "x".repeat(MAX_NAME_CHARS + 1)])).toEqual([false, false]);
    expect(takes(reason, ["\n", "x".repeat(MAX_REASON_CHARS + 1)])).toEqual([false, false]);
  });

  it("is a name of one line, which turns nothing around it", () => {
    expect(personName.parse("Mei\r\nBcc: all@mail.example")).toBe("Mei Bcc: all@mail.example");
    expect(personName.parse("\u202enimda\u0000 \ud800")).toBe("nimda  \ufffd");
    expect(personName.parse("عائشة O’Neil 👩‍🔬")).toBe("عائشة O’Neil 👩‍🔬");
    expect(takes(personName, ["\u0007\n", "\u2028"])).toEqual([false, false]);
  });

  it("is a reason that can be stored", () => {
    expect(takes(reason, ["two\nlines", "nul\u0000", "\ud800"])).toEqual([true, false, false]);
  });

  it("has addresses that are some", () => {
    expect(takes(email, ["a@mail.example", `${"a".repeat(250)}@mail.example`, "a@", "@b", "a b@c.d"])).toEqual([
      true,
      false,
      false,
      false,
      false,
    ]);
  });
});
