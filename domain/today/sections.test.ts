import { describe, expect, it } from "vitest";
import { MAX_TODAY_ROWS } from "#protocol/constants";
import { conversationsWanted, firstOf, merged, ticketsWanted } from "./sections.ts";

describe("a filter of the day", () => {
  it("leaves conversations and tickets of that priority", () => {
    expect(conversationsWanted({ priority: "high" })).toEqual({ priority: "high" });
    expect(ticketsWanted({ priority: "high", channel: "chat" })).toEqual({ priority: "high", channel: "chat" });
  });
  it("leaves neither where the channel or the status is not theirs", () => {
    expect(conversationsWanted({ channel: "phone" })).toBeUndefined();
    expect(conversationsWanted({ status: "waiting_customer" })).toBeUndefined();
    expect(ticketsWanted({ status: "snoozed" })).toBeUndefined();
    expect(conversationsWanted({ channel: "chat", status: "open" })).toEqual({ status: "open" });
    expect(ticketsWanted({ status: "open" })).toEqual({ status: "open" });
  });
});

describe("a section", () => {
  const of = (...atMs: number[]) => ({ items: atMs.map((at) => ({ id: `${at}`, at })), more: false });
  const how = { idOf: ({ id }: { id: string }) => id, by: ({ at }: { at: number }) => at, until: 9 };

  it("made of several has each row once, in order, and nothing after its end", () => {
    expect(merged([of(1, 5, 12), of(2, 5)], how)).toEqual(of(1, 2, 5));
  });
  it("knows of more unless what was read goes beyond its end", () => {
    expect(merged([{ ...of(1, 2), more: true }, of(3)], how).more).toBe(true);
    expect(merged([{ ...of(1, 12), more: true }, of(3)], how).more).toBe(false);
  });
  it("tells no more than so many, and that there are more", () => {
    const { items, more } = firstOf(of(...Array.from({ length: MAX_TODAY_ROWS + 1 }, (_, at) => at)));
    expect(items).toHaveLength(MAX_TODAY_ROWS);
    expect(more).toBe(true);
    expect(firstOf(of(1))).toEqual(of(1));
  });
});
