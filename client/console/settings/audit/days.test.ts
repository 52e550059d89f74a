import { describe, expect, it } from "vitest";
import { dayAfter, dayOf, startOfDay } from "./days.ts";

describe("a day", () => {
  it("begins at the reader's midnight and ends where the next begins", () => {
    expect(startOfDay("2026-11-24")).toBe(new Date(2026, 10, 24).getTime());
    expect(dayAfter("2026-12-31")).toBe(new Date(2027, 0, 1).getTime());
    expect(dayOf(startOfDay("2026-03-29") ?? 0)).toBe("2026-03-29");
    expect(dayOf((dayAfter("2026-03-29") ?? 0) - 1)).toBe("2026-03-29");
  });

  it("is none where the field is empty, half written or before all logs", () => {
    for (const text of ["", "2026", "soon", "1900-01-01"]) expect(startOfDay(text)).toBeUndefined();
  });
});
