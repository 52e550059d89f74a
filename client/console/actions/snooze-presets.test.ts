import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromLocalField, SNOOZE_PRESETS, snoozeUntilMs, toLocalField } from "./snooze-presets.ts";

const local = (text: string) => new Date(text).getTime();

describe("snooze presets", () => {
  it("mean mornings of the reader's zone", () => {
    const friday = local("2026-03-13T22:30");
    expect(snoozeUntilMs("tomorrow", friday)).toBe(local("2026-03-14T09:00"));
    expect(snoozeUntilMs("nextWeek", friday)).toBe(local("2026-03-16T09:00"));
  });

  it("mean the Monday to come on a Monday, and tomorrow on a Sunday", () => {
    expect(snoozeUntilMs("nextWeek", local("2026-03-16T08:00"))).toBe(local("2026-03-23T09:00"));
    expect(snoozeUntilMs("nextWeek", local("2026-03-15T08:00"))).toBe(local("2026-03-16T09:00"));
  });

  it("always lie ahead", () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(2020, 0), max: new Date(2040, 0), noInvalidDate: true }), (now) => {
        for (const preset of SNOOZE_PRESETS)
          expect(snoozeUntilMs(preset, now.getTime())).toBeGreaterThan(now.getTime());
      }),
    );
  });
});

describe("a time of one's own", () => {
  it("goes into the field and comes back, to the minute", () => {
    const at = local("2026-03-13T09:05");
    expect(toLocalField(at)).toBe("2026-03-13T09:05");
    expect(fromLocalField(toLocalField(at), at - 1)).toBe(at);
  });
  it("is refused when it is past, or no time", () => {
    expect(fromLocalField("2026-03-13T09:05", local("2026-03-13T09:05"))).toBeUndefined();
    expect(fromLocalField("", 0)).toBeUndefined();
  });
});
