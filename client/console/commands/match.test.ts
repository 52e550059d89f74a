import { describe, expect, it } from "vitest";
import { fitness, fitting } from "./match.ts";

describe("what fits", () => {
  it.each([
    ["res", "Resolve 解决", true],
    ["解决", "Resolve 解决", true],
    ["雨桐", "陈雨桐", true],
    ["tomas", "Tomás Rey", true],
    ["rey TOM", "Tomás Rey", true],
    ["ＲＥＹ", "Tomás Rey", true],
    ["rey lee", "Tomás Rey", false],
    ["chen", "陈雨桐", false],
    ["", "anything", true],
  ])("%s in %s: %s", (q, text, expected) => {
    expect(fitness(q, text) !== undefined).toBe(expected);
  });
  it("is best where the text, then where a word of it begins so", () => {
    const items = ["go to all", "a call", "All"].map((text) => ({ text }));
    expect(fitting("all", items).map(({ text }) => text)).toEqual(["All", "go to all", "a call"]);
  });
});
