import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXCEPTION_KINDS, EXCEPTION_SIGNS } from "#protocol/constants";
import { embeddedModel } from "#worker/local-ai/exceptions/embedded";
import { FEATURES, featuresOf } from "#worker/local-ai/exceptions/features";
import { folded } from "#worker/local-ai/exceptions/folded";
import { hashOf } from "#worker/local-ai/exceptions/hash";
import { scoreOf } from "#worker/local-ai/exceptions/linear";
import { modelOf } from "#worker/local-ai/exceptions/model";
import { packed, unpacked } from "#worker/local-ai/exceptions/packed";
import { WEIGHTS } from "#worker/local-ai/exceptions/weights";

const find = await embeddedModel();
const kindsIn = (text: string) => find(text).map(({ kind }) => kind);

describe("a message, as the model reads it", () => {
  it("is the same however it is written", () => {
    expect(folded("  Ｓｏ  ＡＮＧＲＹ\n‘now’ ")).toBe("so angry 'now'");
    expect(folded("z̷̢̛̦a̶l̵g̸o̴")).toBe("zalgo");
    expect(folded("請問倉庫發錯貨")).toBe("请问仓库发错货");
  });

  it("is its two ends if it is very long", () => {
    expect(folded(`start ${"x".repeat(50_000)} end`).length).toBeLessThan(4_100);
    expect(folded(`start ${"x".repeat(50_000)} end`)).toMatch(/^start .* end$/);
  });

  it("has features in order, each once, and those of another message are others", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), (text) => {
        const features = [...featuresOf(text)];
        expect(new Set(features).size).toBe(features.length);
        expect(features.toSorted((a, b) => a - b)).toEqual(features);
        expect(features.every((at) => Number.isInteger(at) && at >= 0 && at < FEATURES)).toBe(true);
        expect([...featuresOf(text)]).toEqual(features);
      }),
    );
    expect(featuresOf("refund please")).not.toEqual(featuresOf("please refund"));
    expect(featuresOf("退款吗")).not.toEqual(featuresOf("发货吗"));
  });

  it("is hashed into 32 bits, and near words are far apart", () => {
    const hashes = Array.from({ length: 10_000 }, (_, at) => hashOf(`w${at}`));
    expect(hashes.every((hash) => hash >= 0 && hash < 2 ** 32)).toBe(true);
    expect(new Set(hashes.map((hash) => hash % FEATURES)).size).toBeGreaterThan(9_950);
  });
});

describe("weights", () => {
  it("are as good after they were packed, but for a step", () => {
    const weights = Float32Array.from({ length: 64 }, (_, at) => (at - 32) / 64);
    const linear = unpacked(packed(weights, 0.25));
    expect(linear.bias).toBe(0.25);
    // The greatest are cut off.
    for (let at = 14; at < 50; at += 1)
      expect(Math.abs((linear.weights[at] ?? 0) * linear.step - (weights[at] ?? 0))).toBeLessThanOrEqual(linear.step);
    expect(scoreOf(linear, new Uint32Array(), 0)).toBe(0.25);
    expect(scoreOf(linear, Uint32Array.of(40), 1)).toBeGreaterThan(0.25);
    expect(scoreOf(linear, Uint32Array.of(40), 9)).toBeLessThan(scoreOf(linear, Uint32Array.of(40), 1));
  });

  it("are of every kind and sign, and what is no model is refused", () => {
    expect(Object.keys(WEIGHTS.kinds)).toEqual([...EXCEPTION_KINDS]);
    expect(Object.keys(WEIGHTS.signs)).toEqual(EXCEPTION_KINDS.flatMap((kind) => EXCEPTION_SIGNS[kind]));
    expect(() => modelOf({ kinds: {} })).toThrow();
    expect(() => modelOf({ ...WEIGHTS, kinds: {} })).toThrow("knows no anger");
  });
});

describe("the embedded model", () => {
  it("says why with every flag, in signs of that kind, whatever it reads", () => {
    const parts = fc.oneof(
      fc.string({ unit: "grapheme" }),
      fc.constantFrom(
        "thieves!",
        "my lawyer",
        "骗子",
        "12315",
        "😡😡",
        "仓库发错了",
        "z̷̢̛̦a̶l̵g̸o̴",
        "\u202e\u0000",
        "𠮷",
        "ﷺ",
        "{{}}",
      ),
    );
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (some) => {
        for (const { kind, signs } of find(some.join(" "))) {
          const known: readonly string[] = EXCEPTION_SIGNS[kind];
          expect(signs.length).toBeGreaterThan(0);
          expect(signs.every((sign) => known.includes(sign))).toBe(true);
        }
      }),
    );
  });

  it("takes no longer for a message that is made to be long", () => {
    const texts = [
      "a".repeat(100_000),
      "!?".repeat(50_000),
      "退款".repeat(50_000),
      "scam ".repeat(20_000),
      "😡".repeat(50_000),
    ];
    for (const text of texts) {
      const took = [1, 2, 3].map(() => {
        const before = performance.now();
        find(text);
        return performance.now() - before;
      });
      expect(Math.min(...took)).toBeLessThan(500);
    }
  });

  it("reads both languages, and both at once", () => {
    expect(kindsIn("My solicitor will write to you. You are thieves!")).toEqual(["anger", "legal"]);
    expect(kindsIn("你们就是骗子,我已经打12315投诉了")).toEqual(["anger", "legal"]);
    expect(kindsIn("app 一直 error 502, 付款页面打不开")).toEqual(["cross_department"]);
  });

  it("tells a number that is called from a number", () => {
    for (const text of ["再不处理我打12315了", "3·15晚会见,等着曝光吧", "我已经打110报警了", "找1818来采访你们"])
      expect(kindsIn(text)).toContain("legal");
    for (const number of ["110", "315", "1818", "12345", "11040", "41315"])
      for (const text of [`订单${number}到哪了`, `货号${number}还有吗`, `order ${number} please`])
        expect([text, kindsIn(text)]).toEqual([text, []]);
  });

  it("knows what only sounds like it", () => {
    for (const text of [
      "hello, is the kettle in stock?",
      "Does the toy police car come with batteries?",
      "That price is insane, I love it!!!",
      "请问可以开发票吗,谢谢",
      "笑死我了哈哈,这个抱枕太可爱了",
      "",
      " ",
    ])
      expect(kindsIn(text)).toEqual([]);
  });
});
