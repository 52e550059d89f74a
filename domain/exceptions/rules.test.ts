import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bitsOf, flagsOf, gathered, withFlag, withoutFlag } from "#domain/exceptions/rules";
import { EXCEPTION_KINDS } from "#protocol/constants";

const kinds = fc.uniqueArray(fc.constantFrom(...EXCEPTION_KINDS));

describe("flags of a conversation", () => {
  it("are one of a kind, in the order of the kinds, and whoever set it first stays", () => {
    const angry = withFlag([{ kind: "legal", by: "a1" }], { kind: "anger", signs: ["insult"] });
    expect(angry).toEqual([
      { kind: "anger", signs: ["insult"] },
      { kind: "legal", by: "a1" },
    ]);
    expect(withFlag(angry ?? [], { kind: "legal", by: "a2" })).toBeUndefined();
  });

  it("are taken off one by one", () => {
    expect(withoutFlag([{ kind: "anger" }, { kind: "legal" }], "anger")).toEqual([{ kind: "legal" }]);
    expect(withoutFlag([{ kind: "legal" }], "anger")).toBeUndefined();
  });

  it("are what they were after the index has kept them as bits", () => {
    fc.assert(
      fc.property(kinds, (some) => {
        const flags = some.map((kind) => ({ kind }));
        const kept = flagsOf(bitsOf(flags));
        expect(new Set(kept.map(({ kind }) => kind))).toEqual(new Set(some));
        expect(kept).toHaveLength(some.length);
      }),
    );
    expect(bitsOf(undefined)).toBe(0);
  });
});

describe("what was found in several messages", () => {
  it("is each kind once with all its signs, and with nothing that is no sign of it", () => {
    const found = gathered([
      { kind: "legal", signs: ["press"] },
      { kind: "anger", signs: [] },
      { kind: "legal", signs: ["lawyer", "press", "insult", "a model's fancy"] },
    ]);
    expect(found).toEqual([
      { kind: "anger", signs: [] },
      { kind: "legal", signs: ["lawyer", "press"] },
    ]);
  });
});
