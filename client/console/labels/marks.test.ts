import { describe, expect, it } from "vitest";
import type { MarkChange } from "#client/lib/label-api.ts";
import { marksOf, NOTHING_ASKED } from "./marks.ts";

const conversation = { labels: ["a", "b"], priority: "high" as const, lastSeq: 7 };

describe("what a conversation is marked with", () => {
  it("is what was told of it, and nothing where nothing was", () => {
    expect(marksOf(conversation, NOTHING_ASKED)).toEqual({ labels: ["a", "b"], priority: "high", flags: [] });
    expect(marksOf({ lastSeq: 1 }, NOTHING_ASKED)).toEqual({ labels: [], priority: "normal", flags: [] });
  });

  it("counts what is asked for at once, in order, and forgets it when it was refused", () => {
    const pending = [
      { id: 1, change: { add: ["c", "a"], remove: ["b"] } },
      { id: 2, change: { priority: "low" as const } },
      { id: 3, change: { add: ["b"], remove: ["c"] } },
    ];
    expect(marksOf(conversation, { pending })).toMatchObject({ labels: ["a", "b"], priority: "low" });
    expect(marksOf(conversation, { pending: pending.slice(0, 1) }).labels).toEqual(["a", "c"]);
    expect(marksOf(conversation, NOTHING_ASKED).labels).toEqual(["a", "b"]);
  });

  it("is what an answer said until the lists have heard of it, and no longer", () => {
    const told = { labels: ["x"], lastSeq: 9 };
    expect(marksOf(conversation, { pending: [], told })).toEqual({ labels: ["x"], priority: "normal", flags: [] });
    expect(marksOf({ ...conversation, lastSeq: 10 }, { pending: [], told }).labels).toEqual(["a", "b"]);
  });

  it("is flagged once for each kind, by whoever was first, until the flag is taken off", () => {
    const flagged = { ...conversation, flags: [{ kind: "legal" as const, signs: ["lawyer"] }] };
    const ask = (...changes: MarkChange[]) =>
      marksOf(flagged, { pending: changes.map((change, id) => ({ id, change })) }).flags;
    expect(ask({ flag: "legal", reason: "court" })).toEqual([{ kind: "legal", signs: ["lawyer"] }]);
    expect(ask({ flag: "anger", reason: "shouts" }, { unflag: "legal" })).toEqual([{ kind: "anger" }]);
  });
});
