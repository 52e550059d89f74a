import { expect, it } from "vitest";
import { share, span } from "./figures.ts";

it("a span is told in the unit that one thinks in", () => {
  expect([42_000, 4 * 60_000, 2.5 * 3_600_000].map((ms) => span(ms, "en"))).toEqual(["42 sec", "4 min", "2.5 hr"]);
  expect(span(0, "zh-CN")).toBe("0秒");
});

it("a share of nothing is none, and all is said of all alone", () => {
  expect(share(0, 0, "en")).toBeUndefined();
  expect([share(199, 200, "en"), share(2, 2, "en"), share(0, 3, "zh-CN")]).toEqual(["99%", "100%", "0%"]);
});
