import { describe, expect, it } from "vitest";
import { translateIn } from "#client/console/words.tsx";
import { ACTIVITY_KEYS } from "#protocol/constants";
import { wordActivity } from "./activity.ts";

const names = new Map([
  ["a1", "Lena"],
  ["a2", "Jonas"],
  ["returns", "Returns"],
]);
const nameOf = (id: string) => names.get(id) ?? id;
const labelNames = new Map([
  ["l1", "Damaged"],
  ["l2", "退款"],
]);
const known = { nameOf, labelNameOf: (id: string) => labelNames.get(id) };
const said = (activity: object, locale: "en" | "zh-CN" = "en") =>
  wordActivity(JSON.stringify(activity), known, translateIn(locale)).text;

describe("what happened, in words", () => {
  it("tells taking over from being given", () => {
    expect(said({ key: "conversation.assigned", to: "a1" })).toBe("Lena took over");
    expect(said({ key: "conversation.assigned", by: "a1", to: "a1" })).toBe("Lena took over");
    expect(said({ key: "conversation.assigned", by: "a2", to: "a1" })).toBe("Jonas gave this to Lena");
  });

  it("names teams and gives the reason", () => {
    const moved = { key: "conversation.transferred", by: "a1", to: "returns", reason: "bent spout" };
    expect(said(moved)).toBe("Lena transferred this to Returns: “bent spout”");
    expect(said(moved, "zh-CN")).toBe("Lena 将会话转接给 Returns：“bent spout”");
  });

  it("tells the line of support that it went to, with the team of it that took it", () => {
    const moved = { key: "conversation.transferred", by: "a1", to: "returns", reason: "kilns", supportTier: 2 };
    expect(said(moved)).toBe("Lena transferred this to the second line (Returns): “kilns”");
    expect(said({ ...moved, supportTier: 3 }, "zh-CN")).toBe("Lena 将会话转接给 三线支持（Returns）：“kilns”");
    expect(said({ ...moved, supportTier: 4 })).toBe("Something changed that this version cannot show");
  });

  it("tells an agent who left from a conversation that was put back", () => {
    expect(said({ key: "conversation.unassigned", by: "a1" })).toBe("Lena left, back in the queue");
    expect(said({ key: "conversation.unassigned" })).toBe("Back in the queue");
  });

  it("keeps braces that a colleague wrote", () => {
    expect(said({ key: "conversation.transferred", by: "a1", to: "a2", reason: "{by}" })).toContain("“{by}”");
  });

  it.each(ACTIVITY_KEYS)("has words for %s in both languages, whatever is missing", (key) => {
    expect(said({ key })).toMatch(/\w/);
    expect(said({ key }, "zh-CN")).toMatch(/\p{Script=Han}/u);
  });

  it("says so when it is of a newer version, or no activity at all", () => {
    for (const content of ['{"key":"conversation.painted"}', "not JSON"]) {
      const { text } = wordActivity(content, known, translateIn("en"));
      expect(text).toBe("Something changed that this version cannot show");
    }
  });

  it("tells labels that come and go, and the shop's page from people", () => {
    expect(said({ key: "conversation.labelled", by: "a1", added: ["l1"] })).toBe("Lena added Damaged");
    expect(said({ key: "conversation.labelled", added: ["l1", "gone"] })).toBe(
      "The shop's page added Damaged, a deleted label",
    );
    const changed = { key: "conversation.labelled", by: "a1", added: ["l1"], removed: ["l2"] };
    expect(said(changed, "zh-CN")).toBe("Lena 添加了标签 Damaged，移除了 退款");
  });

  it("tells how pressing it was said to be", () => {
    expect(said({ key: "conversation.prioritised", by: "a1", to: "urgent" })).toBe("Lena set the priority to Urgent");
    expect(said({ key: "conversation.prioritised", by: "a1", to: "low" }, "zh-CN")).toBe("Lena 将优先级设为“低”");
  });
});
