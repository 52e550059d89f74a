import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { allOrNone, extended, NOTHING_SELECTED, type Selection, stillThere, toggled } from "./selection.ts";

const order = ["a", "b", "c", "d", "e"];
const ids = ({ ids: chosen }: Selection) => [...chosen].sort();

describe("choosing lines", () => {
  it("goes one by one, there and back", () => {
    const one = toggled(NOTHING_SELECTED, "b");
    expect(ids(one)).toEqual(["b"]);
    expect(ids(toggled(one, "b"))).toEqual([]);
    expect(ids(toggled(one, "d"))).toEqual(["b", "d"]);
  });

  it("goes from the last one to another, up and down, keeping what was chosen", () => {
    expect(ids(extended(toggled(NOTHING_SELECTED, "b"), "d", order))).toEqual(["b", "c", "d"]);
    expect(ids(extended(toggled(toggled(NOTHING_SELECTED, "e"), "c"), "a", order))).toEqual(["a", "b", "c", "e"]);
    expect(ids(extended(NOTHING_SELECTED, "c", order))).toEqual(["c"]);
    expect(ids(extended(toggled(NOTHING_SELECTED, "gone"), "c", order))).toEqual(["c", "gone"]);
  });

  it("takes all, and then none", () => {
    const all = allOrNone(toggled(NOTHING_SELECTED, "b"), order);
    expect(ids(all)).toEqual(order);
    expect(ids(allOrNone(all, order))).toEqual([]);
  });

  it("counts only what is still listed, in its order", () => {
    fc.assert(
      fc.property(fc.subarray(order), fc.subarray(order), (chosen, listed) => {
        const there = stillThere({ ids: new Set(chosen), anchorId: undefined }, listed);
        expect(there).toEqual(listed.filter((id) => chosen.includes(id)));
      }),
    );
  });
});
