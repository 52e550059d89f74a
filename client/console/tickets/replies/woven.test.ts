import { describe, expect, it } from "vitest";
import type { ThreadItem } from "#client/console/thread/thread-items.ts";
import type { TicketEntry } from "#protocol/http-tickets";
import { woven } from "./woven.ts";

const entry = (id: string, atMs: number): TicketEntry => ({
  ...{ id, kind: "note", version: 1, by: "a", atMs, changes: [], mentions: [] },
});
const said = (key: string, createdAtMs: number, contentType: "text" | "activity" = "text"): ThreadItem => {
  const item = { clientId: key, content: key, contentType: "text", createdAtMs } as const;
  return {
    entry: { kind: "outgoing", key, item, own: true, state: "queued" },
    ...{
      key,
      own: true,
      seq: 1,
      sender: { type: "agent", id: "a", name: "A" },
      contentType,
      createdAtMs,
    },
  };
};
const whole = <Part>(parts: readonly Part[]) => ({ parts, hasOlder: false });
const keys = (...loaded: Parameters<typeof woven>) => woven(...loaded).map(({ key }) => key);

describe("a ticket's time line", () => {
  it("has messages among entries, the latest first", () => {
    const entries = whole([entry("e4", 4), entry("e1", 1)]);
    expect(keys(entries, whole([said("m2", 2), said("m3", 3), said("m5", 5)]))).toEqual(["m5", "e4", "m3", "m2", "e1"]);
  });

  it("leaves out how the conversation was moved", () => {
    expect(keys(whole([entry("e1", 1)]), whole([said("moved", 2, "activity")]))).toEqual(["e1"]);
  });

  it("ends where either of the two is not loaded further", () => {
    const entries = { parts: [entry("e9", 9), entry("e5", 5)], hasOlder: true };
    expect(keys(entries, whole([said("m1", 1), said("m6", 6)]))).toEqual(["e9", "m6", "e5"]);
    const messages = { parts: [said("m7", 7)], hasOlder: true };
    expect(keys(whole([entry("e8", 8), entry("e1", 1)]), messages)).toEqual(["e8", "m7"]);
  });

  it("does not wait for what has nothing loaded yet", () => {
    expect(keys(whole([entry("e1", 1)]), { parts: [], hasOlder: true })).toEqual(["e1"]);
  });
});
