import { describe, expect, it } from "vitest";
import { choosePresence, isBack, offeredStatus, wrapUpUntil } from "#domain/presence/rules";

const NOW = 1_000_000;
const DAY_MS = 86_400_000;

describe("what an agent chooses to be", () => {
  it("has reason, note and time if it is busy, and none of them else", () => {
    const said = { reason: "meal", note: "Noodles", untilMs: NOW + 1 } as const;
    expect(choosePresence({ status: "busy", ...said }, NOW)).toEqual({ ok: true, value: { status: "busy", ...said } });
    expect(choosePresence({ status: "online", ...said }, NOW)).toEqual({ ok: true, value: { status: "online" } });
  });

  it("ends within a day, and not before it begins", () => {
    expect(choosePresence({ status: "busy", untilMs: NOW }, NOW)).toMatchObject({ failure: "time_passed" });
    expect(choosePresence({ status: "busy", untilMs: NOW + DAY_MS }, NOW).ok).toBe(true);
    expect(choosePresence({ status: "busy", untilMs: NOW + DAY_MS + 1 }, NOW)).toMatchObject({
      failure: "time_too_far",
    });
  });

  it("is over at its time", () => {
    expect(isBack({ status: "busy", untilMs: NOW }, NOW)).toBe(true);
    expect(isBack({ status: "busy", untilMs: NOW + 1 }, NOW)).toBe(false);
    expect(isBack({ status: "busy" }, NOW)).toBe(false);
    expect(isBack({ status: "offline", untilMs: NOW }, NOW)).toBe(false);
  });
});

describe("the time after a conversation", () => {
  it("is what the agent prefers, while they take work", () => {
    expect(wrapUpUntil("online", 30, NOW)).toBe(NOW + 30_000);
    expect(wrapUpUntil("online", 0, NOW)).toBeUndefined();
    expect(wrapUpUntil("busy", 30, NOW)).toBeUndefined();
  });

  it("makes them busy to the queue alone, until it is over", () => {
    expect(offeredStatus("online", NOW + 1, NOW)).toBe("busy");
    expect(offeredStatus("online", NOW, NOW)).toBe("online");
    expect(offeredStatus("online", undefined, NOW)).toBe("online");
    expect(offeredStatus("offline", NOW + 1, NOW)).toBe("offline");
  });
});
