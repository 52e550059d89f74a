import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { PRIORITIES, TICKET_SORTS, type TicketSort } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import { type GroupName, groupsOf } from "./groups.ts";

const ID = "01900000-0000-7000-8000-000000000000";
const base: TicketRow = {
  ...{ id: ID, number: 1, version: 1, type: "enquiry", status: "open", priority: "normal" },
  ...{ inboxId: "web", teamId: "support", createdAtMs: 0, updatedAtMs: 0 },
};
const HOUR_MS = 3_600_000;
/** A Wednesday. */
const NOW_MS = Date.UTC(2026, 10, 25, 12);
const reading = { nowMs: NOW_MS, timeZone: "UTC", hasMore: false };
const changed = (atMs: number): TicketRow => ({ ...base, updatedAtMs: atMs });
const due = (atMs: number): TicketRow => ({
  ...base,
  sla: { state: "active", next: { kind: "resolution", dueAtMs: atMs, spanMs: 1 } },
});
const names = (sort: TicketSort, rows: readonly TicketRow[], more: object = {}): GroupName[] =>
  groupsOf(rows, { ...reading, sort, ...more }).map(({ name }) => name);

describe("by when they are due", () => {
  it("what is over or due today comes first, then the rest of the week up to Sunday, then the rest", () => {
    const days = [-30 * 24, -1, 11.99, 12, 4 * 24 + 11.99, 4 * 24 + 12, 400];
    const rows = days.map((hours) => due(NOW_MS + hours * HOUR_MS));
    const groups = groupsOf(rows, { ...reading, sort: "due" });
    expect(groups.map(({ name, rows: { length } }) => [name, length])).toEqual([
      ["dueFirst", 3],
      ["thisWeek", 2],
      ["later", 2],
    ]);
  });

  it("on the reader's own calendar", () => {
    const lateToday = due(Date.UTC(2026, 10, 25, 23));
    expect(names("due", [lateToday])).toEqual(["dueFirst"]);
    expect(names("due", [lateToday], { timeZone: "Asia/Shanghai" })).toEqual(["thisWeek"]);
    // There it is Sunday evening and here Monday morning.
    const sunday = due(Date.UTC(2026, 10, 30, 3));
    expect(names("due", [sunday], { timeZone: "America/New_York" })).toEqual(["thisWeek"]);
    expect(names("due", [sunday])).toEqual(["later"]);
  });

  it("a promise counts where no policy has anything due", () => {
    expect(names("due", [{ ...base, dueAtMs: NOW_MS }])).toEqual(["dueFirst"]);
  });
});

describe("by when they were last changed", () => {
  it("today, yesterday, this week from Monday, earlier", () => {
    const rows = [1, -11, -13, -37, -59.99, -61].map((hours) => changed(NOW_MS + hours * HOUR_MS));
    expect(names("updated", rows)).toEqual(["today", "yesterday", "earlierThisWeek", "earlier"]);
  });

  it("of a Monday yesterday was last week, and nothing is between them", () => {
    const nowMs = Date.UTC(2026, 10, 23, 12);
    const rows = [-1, -13, -37].map((hours) => changed(nowMs + hours * HOUR_MS));
    expect(names("updated", rows, { nowMs })).toEqual(["today", "yesterday", "earlier"]);
  });

  it("a day of 25 hours is one day", () => {
    // Clocks in Berlin went back in the night before.
    const zone = { nowMs: Date.UTC(2026, 9, 25, 22, 30), timeZone: "Europe/Berlin" };
    expect(names("updated", [changed(Date.UTC(2026, 9, 24, 22, 30))], zone)).toEqual(["today"]);
    expect(names("updated", [changed(Date.UTC(2026, 9, 24, 21, 30))], zone)).toEqual(["yesterday"]);
  });
});

it("a group is whole once another follows, or nothing more comes", () => {
  const rows = [
    { ...base, priority: "urgent" as const },
    { ...base, priority: "low" as const },
  ];
  const whole = (hasMore: boolean) =>
    groupsOf(rows, { ...reading, sort: "priority", hasMore }).map(({ isWhole }) => isWhole);
  expect(whole(true)).toEqual([true, false]);
  expect(whole(false)).toEqual([true, true]);
  expect(groupsOf([], { ...reading, sort: "due" })).toEqual([]);
});

it("whatever the order, each group stands once and the rows stay as they were", () => {
  const someRow = fc.record({
    atMs: fc.integer({ min: NOW_MS - 900 * HOUR_MS, max: NOW_MS + 900 * HOUR_MS }),
    priority: fc.constantFrom(...PRIORITIES),
  });
  const zones = ["UTC", "Asia/Shanghai", "America/New_York", "Pacific/Kiritimati"];
  fc.assert(
    fc.property(
      fc.array(someRow, { maxLength: 40 }),
      fc.constantFrom(...TICKET_SORTS),
      fc.constantFrom(...zones),
      (some, sort, timeZone) => {
        const placeOf = { due: atMsOf, updated: (row: (typeof some)[number]) => -row.atMs, priority: rankOf }[sort];
        const rows = some
          .toSorted((a, b) => placeOf(a) - placeOf(b))
          .map(({ atMs, priority }) => ({ ...due(atMs), updatedAtMs: atMs, priority }));
        const groups = groupsOf(rows, { ...reading, sort, timeZone });
        expect(groups.flatMap((group) => group.rows)).toEqual(rows);
        expect(new Set(groups.map(({ name }) => name)).size).toBe(groups.length);
      },
    ),
  );
  function atMsOf({ atMs }: { atMs: number }): number {
    return atMs;
  }
  function rankOf({ priority }: { priority: (typeof PRIORITIES)[number] }): number {
    return -PRIORITIES.indexOf(priority);
  }
});
