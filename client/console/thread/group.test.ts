import { describe, expect, it } from "vitest";
import { type Block, firstNew, type Laid, layOut } from "./group.ts";

const zone = { timeZone: "Asia/Shanghai" };
const start = Date.parse("2026-03-10T02:00:00Z");

function said(key: string, by: string, minute: number, more: Partial<Laid> = {}): Laid {
  const type = by === "ann" ? "contact" : "agent";
  return {
    key,
    sender: { type, id: by, name: by },
    contentType: "text",
    createdAtMs: start + minute * 60_000,
    ...more,
  };
}

/** The layout as short words: `day`, `new`, `activity a`, `run a b`. */
function drawn(items: Laid[], firstNewKey?: string): string[] {
  return layOut(items, firstNewKey, zone).map((block: Block<Laid>) => {
    if (block.kind === "run") return `run ${block.items.map((item) => item.key).join(" ")}`;
    return block.kind === "activity" ? `activity ${block.item.key}` : block.kind;
  });
}

describe("the layout of a thread", () => {
  it("puts bubbles of one speaker together while less than five minutes lie between them", () => {
    expect(drawn([said("a", "ann", 0), said("b", "ann", 4), said("c", "ann", 9), said("d", "bo", 9)])).toEqual([
      "day",
      "run a b",
      "run c",
      "run d",
    ]);
  });

  it("keeps a private note apart from what the same agent says to the customer", () => {
    expect(drawn([said("a", "bo", 0), said("b", "bo", 1, { private: true }), said("c", "bo", 2)])).toEqual([
      "day",
      "run a",
      "run b",
      "run c",
    ]);
  });

  it("breaks a run with a line about what happened", () => {
    expect(drawn([said("a", "ann", 0), said("b", "x", 1, { contentType: "activity" }), said("c", "ann", 2)])).toEqual([
      "day",
      "run a",
      "activity b",
      "run c",
    ]);
  });

  it("begins each day of the reader's zone with its separator", () => {
    expect(drawn([said("a", "ann", 13 * 60 + 59), said("b", "ann", 14 * 60)])).toEqual([
      "day",
      "run a",
      "day",
      "run b",
    ]);
  });

  it("sets the divider before the first new message, even inside a run", () => {
    expect(drawn([said("a", "ann", 0), said("b", "ann", 1), said("c", "ann", 2)], "b")).toEqual([
      "day",
      "run a",
      "new",
      "run b c",
    ]);
  });
});

describe("where new messages begin", () => {
  const items = [said("a", "ann", 0), said("b", "bo", 1), said("c", "ann", 2), said("d", "ann", 3)];
  it("is found by counting the customer's messages from the end", () => {
    expect([1, 2].map((unread) => firstNew(items, unread))).toEqual(["d", "c"]);
  });
  it("is nowhere if nothing is unread, or all of it", () => {
    expect([0, 3, 9].map((unread) => firstNew(items, unread))).toEqual([undefined, undefined, undefined]);
  });
});
