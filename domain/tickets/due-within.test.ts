import { describe, expect, it } from "vitest";
import { dueBeforeMs } from "./due-within.ts";

const at = (text: string) => Date.parse(text);
// A Saturday in the evening of Shanghai.
const NOW_MS = at("2026-11-28T12:00:00Z");

describe("until when a ticket is due", () => {
  it("is now, the end of the reader's day, or the end of their week", () => {
    expect(dueBeforeMs("overdue", "UTC", NOW_MS)).toBe(NOW_MS + 1);
    expect(dueBeforeMs("today", "UTC", NOW_MS)).toBe(at("2026-11-29T00:00:00Z"));
    expect(dueBeforeMs("week", "UTC", NOW_MS)).toBe(at("2026-11-30T00:00:00Z"));
    expect(dueBeforeMs("today", "Asia/Shanghai", NOW_MS)).toBe(at("2026-11-28T16:00:00Z"));
    expect(dueBeforeMs("week", "Asia/Shanghai", NOW_MS)).toBe(at("2026-11-29T16:00:00Z"));
  });

  it("is the same day on a Sunday, and a whole week ahead on a Monday", () => {
    expect(dueBeforeMs("week", "UTC", at("2026-11-29T23:59:00Z"))).toBe(at("2026-11-30T00:00:00Z"));
    expect(dueBeforeMs("week", "UTC", at("2026-11-30T00:00:00Z"))).toBe(at("2026-12-07T00:00:00Z"));
  });

  it("goes by the clock of a week in which it is set", () => {
    // Berlin sets its clock back in the night to Sunday, 25 October: the week has an hour more.
    expect(dueBeforeMs("week", "Europe/Berlin", at("2026-10-23T10:00:00Z"))).toBe(at("2026-10-25T23:00:00Z"));
  });
});
