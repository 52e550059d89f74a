import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { labelled, labelNameKey } from "#domain/labels/rules";
import { MAX_CONVERSATION_LABELS } from "#protocol/constants";

const all = () => true;
const ids = fc.uniqueArray(fc.constantFrom<string[]>("a", "b", "c", "d", "e", "f"));

describe("labels of a conversation", () => {
  it("come on in order and go", () => {
    const change = { add: ["c", "a"], remove: ["b"] };
    expect(labelled(["a", "b"], change, all)).toEqual({
      ok: true,
      value: { labels: ["a", "c"], added: ["c"], removed: ["b"] },
    });
  });

  it("do not change by what is so already", () => {
    expect(labelled(["a"], { add: ["a"], remove: ["b"] }, all)).toEqual({ ok: true, value: undefined });
  });

  it("are none that nobody defined", () => {
    const isKnown = (id: string) => id !== "x";
    expect(labelled([], { add: ["x"], remove: [] }, isKnown)).toEqual({ ok: false, failure: "label_unknown" });
  });

  it("lose those that were deleted when something else changes, without a word", () => {
    const isKnown = (id: string) => id !== "gone";
    const { added, removed, labels } = changeOf(labelled(["gone", "a"], { add: ["b"], remove: ["gone"] }, isKnown));
    expect({ added, removed, labels }).toEqual({ added: ["b"], removed: [], labels: ["a", "b"] });
  });

  it("are so many at most, and may be exchanged then", () => {
    const full = Array.from({ length: MAX_CONVERSATION_LABELS }, (_, index) => `l${index}`);
    expect(labelled(full, { add: ["more"], remove: [] }, all)).toEqual({ ok: false, failure: "too_many_labels" });
    expect(changeOf(labelled(full, { add: ["more"], remove: ["l0"] }, all)).labels).toHaveLength(20);
  });

  it("are told as what was added and removed, whatever is asked", () => {
    fc.assert(
      fc.property(ids, ids, ids, (current, add, remove) => {
        const result = labelled(current, { add, remove }, all);
        const after =
          result.ok && result.value !== undefined ? result.value : { labels: current, added: [], removed: [] };
        const expected = new Set([...current, ...add].filter((id) => !remove.includes(id)));
        expect(new Set(after.labels)).toEqual(expected);
        expect(after.labels).toHaveLength(expected.size);
        expect(after.added.filter((id) => current.includes(id))).toEqual([]);
        expect(after.removed.every((id) => current.includes(id) && !after.labels.includes(id))).toBe(true);
        expect(current.length - after.removed.length + after.added.length).toBe(after.labels.length);
      }),
    );
  });
});

it("names are the same by case, width and spaces", () => {
  expect(labelNameKey("  ＶＩＰ   Customer ")).toBe(labelNameKey("vip customer"));
  expect(labelNameKey("退款")).not.toBe(labelNameKey("退货"));
});

function changeOf<Value>(result: { ok: true; value: Value | undefined } | { ok: false }): Value {
  if (!result.ok || result.value === undefined) throw new Error("nothing changed");
  return result.value;
}
