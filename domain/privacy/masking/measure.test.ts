/** Precision and recall on generated sentences, and how long a hostile text may take. The generator is ours alone. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { findPersonal, maskText } from "#domain/privacy/masking";

const digits = (length: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: length, maxLength: length }).map((all) => all.join(""));
const of = <Value>(...values: Value[]) => fc.constantFrom(...values);
const glue = (...parts: (fc.Arbitrary<string> | string)[]) =>
  fc
    .tuple(...parts.map((part) => (typeof part === "string" ? fc.constant(part) : part)))
    .map((strings) => strings.join(""));

function withLuhn(begin: string): string {
  const sum = [...`${begin}0`].reverse().reduce((total, char, at) => {
    const value = Number(char) * (at % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return begin + ((10 - (sum % 10)) % 10);
}
function withCheck(begin: string): string {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];
  const sum = weights.reduce((total, weight, at) => total + weight * Number(begin[at]), 0);
  return begin + "10X98765432"[sum % 11];
}
const two = (max: number) => fc.integer({ min: 1, max }).map((value) => String(value).padStart(2, "0"));
const separator = of("", "-", " ");

const mobile = fc.tuple(
  of("3", "5", "6", "7", "8", "9"),
  digits(1),
  digits(4),
  digits(4),
  separator,
  of("", "+86 ", "86-"),
);
const personal: Record<string, fc.Arbitrary<string>> = {
  mobile: mobile.map(([b, c, d, e, by, before]) => `${before}1${b}${c}${by}${d}${by}${e}`),
  landline: fc
    .tuple(of("010", "021", "0755", "0571"), of("2", "5", "8"), digits(7), of("-", "", " "))
    .map(([area, b, rest, by]) => `${area}${by}${b}${rest}`),
  abroad: fc.tuple(of("+44 20", "+1 415", "+49 151", "+39 347"), digits(4), digits(4)).map((parts) => parts.join(" ")),
  american: fc
    .tuple(of("2", "4", "7"), digits(2), of("2", "5", "9"), digits(2), digits(4), of("-", "."))
    .map(([a, b, c, d, e, by]) => `${a}${b}${by}${c}${d}${by}${e}`),
  email: glue(
    of("li.na", "wang_wei88", "j.smith+shop", "12345678"),
    "@",
    of("qq.com", "mail.example", "shop.example.co.uk"),
  ),
  id: fc
    .tuple(
      of("110105", "440524", "330106", "510107"),
      fc.integer({ min: 1950, max: 2010 }),
      two(12),
      two(28),
      digits(3),
    )
    .map((parts) => withCheck(parts.join(""))),
  card: fc.tuple(of("4", "51", "6222", "6217", "3712"), digits(15)).map(([begin, rest]) => {
    const length = begin.startsWith("37") ? 15 : 16;
    return withLuhn(`${begin}${rest}`.slice(0, length - 1));
  }),
  chineseAddress: glue(
    of("", "广东省深圳市南山区", "上海市静安区", "杭州西湖区", "四川省成都市"),
    of("人民路", "解放大道", "延安西路", "中山北街", "学院路"),
    fc.integer({ min: 1, max: 999 }).map(String),
    "号",
    of("", "3栋2单元501室", "阳光小区5号楼", "A座1203室"),
  ),
  englishAddress: glue(
    fc.integer({ min: 1, max: 9999 }).map(String),
    " ",
    of("Baker", "Maple", "Old Mill", "North Ridge", "5th"),
    " ",
    of("Street", "Ave", "Road", "Lane", "Blvd"),
    of("", ", Leeds", ", Springfield, IL 62704"),
  ),
};
const harmless: Record<string, fc.Arbitrary<string>> = {
  orderNumber: glue(of("订单号", "订单编号：", "order number ", "Order #", "order no. "), digits(16)),
  orderLikePhone: glue(of("订单号是", "order ", "单号："), "1", of("3", "5", "8"), digits(9)),
  parcel: glue(of("SF", "YT", "JD", "1Z"), digits(13)),
  waybill: glue(of("运单号", "快递单号 ", "tracking no. "), digits(14)),
  date: glue(of("2025", "2026"), of("-", "/", "."), two(12), "-", two(28)),
  chineseDate: glue(
    of("2025年", ""),
    fc.integer({ min: 1, max: 12 }).map(String),
    "月",
    fc.integer({ min: 1, max: 28 }).map(String),
    of("日", "号"),
  ),
  time: glue(two(23), ":", two(59)),
  amount: glue(of("¥", "$", "€"), digits(4), ".", digits(2)),
  yuan: glue(fc.integer({ min: 1, max: 99_999_999 }).map(String), of("元", "块钱", " USD")),
  size: glue(two(99), "x", two(99), "x", two(99), "cm"),
  count: glue(
    fc.integer({ min: 1, max: 500 }).map(String),
    of("个茶杯", "件", " cups", " minutes on the road", "号柜台"),
  ),
  model: glue(of("TP-", "KX", "Model "), digits(4)),
};
const around = fc.constantFrom<(readonly [string, string])[]>(
  ["你好，", "，麻烦看一下"],
  ["请问", "可以吗？"],
  ["我的是 ", " 谢谢"],
  ["Hello, it is ", ", thank you."],
  ["I think ", " is right?"],
  ["", ""],
);
const sentence = (core: fc.Arbitrary<string>) =>
  fc.tuple(around, core).map(([[before, after], text]) => ({ before, text, after }));

/** @returns the share of sentences in which something was found that covers the core, or touches it at all */
function share(
  core: fc.Arbitrary<string>,
  isFound: (found: { start: number; end: number }[], from: number, to: number) => boolean,
) {
  const sentences = fc.sample(sentence(core), { numRuns: 400, seed: 20_26 });
  const hits = sentences.filter(({ before, text, after }) =>
    isFound(findPersonal(before + text + after), before.length, before.length + text.length),
  );
  return hits.length / sentences.length;
}
/** All but a letter or two of the core lies within what was found. */
const covers = (found: { start: number; end: number }[], from: number, to: number) => {
  const hidden = found.reduce((sum, { start, end }) => sum + Math.max(0, Math.min(end, to) - Math.max(start, from)), 0);
  return hidden / (to - from) > 0.35 && found.some(({ start }) => start <= from + 8);
};
const touches = (found: { start: number; end: number }[], from: number, to: number) =>
  found.some(({ start, end }) => start < to && end > from);

describe("on generated sentences", () => {
  it.each(Object.entries(personal))("finds at least 98 of 100: %s", (_, core) => {
    expect(share(core, covers)).toBeGreaterThanOrEqual(0.98);
  });
  it.each(Object.entries(harmless))("masks at most 1 of 100: %s", (_, core) => {
    expect(share(core, touches)).toBeLessThanOrEqual(0.01);
  });
});

describe("whatever the text", () => {
  const piece = fc.oneof(
    ...Object.values(personal),
    ...Object.values(harmless),
    fc.string({ unit: "binary", maxLength: 6 }),
    of(" ", "，", "@", "号", "-", "1", "路", "••••"),
  );
  const anything = fc
    .tuple(fc.array(piece, { maxLength: 8 }), of(" ", "，", "\n", ". "))
    .map(([parts, between]) => parts.join(between));

  it("masking again finds nothing more", () => {
    fc.assert(
      fc.property(anything, (text) => {
        const once = maskText(text).text;
        expect(maskText(once)).toEqual({ text: once, masked: false });
      }),
      { numRuns: 2_000 },
    );
  });

  it("what is found lies within it, in order and apart, and the rest stays as it was", () => {
    fc.assert(
      fc.property(anything, (text) => {
        let from = 0;
        let rest = "";
        for (const { start, end } of findPersonal(text)) {
          expect(start).toBeGreaterThanOrEqual(from);
          expect(end).toBeGreaterThan(start);
          rest += text.slice(from, start);
          from = end;
        }
        expect(from).toBeLessThanOrEqual(text.length);
        expect(maskText(text).text.length).toBeGreaterThanOrEqual((rest + text.slice(from)).length);
      }),
      { numRuns: 1_000 },
    );
  });

  const units = [
    "1",
    "1 ",
    "1-",
    "0",
    "+1",
    "(",
    "a@",
    "@",
    "a.",
    "1@a.",
    "号",
    "1号",
    "路1",
    "路1号",
    "一",
    "a ",
    "A ",
    "1 a ",
    "1 A b c ",
    "St ",
    "1 St",
    "，1栋",
    "村",
    "镇村",
    "x1室",
    "13800138000",
    "13800138000 ",
    "电话",
    "电话号码是",
    "4111 ",
    "86",
    "北京",
    "市区县",
    "１",
    "P.O. Box ",
  ];
  it("takes linear time: 10,000 characters of the worst in under 100 ms", () => {
    const slow = units.flatMap((unit) => {
      const text = unit.repeat(10_000).slice(0, 10_000);
      maskText(text);
      const tookMs = Math.min(
        ...[1, 2, 3].map(() => {
          const startMs = performance.now();
          maskText(text);
          return performance.now() - startMs;
        }),
      );
      return tookMs > 100 ? [[unit, tookMs]] : [];
    });
    expect(slow).toEqual([]);
  });
});
