import { describe, expect, it } from "vitest";
import { manualUntil, PLAIN_ROUTING, toMs, toRegions, toSeconds, withLevel, withNeed } from "./draft.ts";

describe("a draft", () => {
  it("counts in seconds what is kept in milliseconds, and nothing as nothing", () => {
    expect([toMs(90), toMs(""), toMs("-")]).toEqual([90_000, undefined, undefined]);
    expect([toSeconds(90_000), toSeconds(undefined)]).toEqual([90, ""]);
  });

  it("keeps skills in the order of their importance", () => {
    const two = withLevel(withLevel([], "a", 2), "b", 1);
    expect(withLevel(two, "a", 5)).toEqual([
      { skillId: "a", level: 5 },
      { skillId: "b", level: 1 },
    ]);
    expect(withLevel(two, "a", 0)).toEqual([{ skillId: "b", level: 1 }]);
  });

  it("reads regions in either language's commas, each once", () => {
    expect(toRegions(" 华东，华南、 North, North,")).toEqual(["华东", "华南", "North"]);
    expect(toRegions(" , ")).toBeUndefined();
  });

  it("leaves out an inbox that asks nothing", () => {
    const asking = withNeed(PLAIN_ROUTING, { inboxId: "web", skills: [{ skillId: "a", level: 1 }] });
    expect(asking.needs).toHaveLength(1);
    expect(withNeed(asking, { inboxId: "web", skills: [], region: " " }).needs).toEqual([]);
    expect(withNeed(asking, { inboxId: "web", skills: [], region: "North" }).needs).toEqual([
      { inboxId: "web", skills: [], region: "North" },
    ]);
  });

  it("ends what is handed out by hand when it is said to", () => {
    expect(manualUntil("2", undefined, 1_000)).toBe(7_201_000);
    expect([manualUntil("keep", 5, 1), manualUntil("off", 5, 1), manualUntil(null, 5, 1)]).toEqual([
      5,
      undefined,
      undefined,
    ]);
  });
});
