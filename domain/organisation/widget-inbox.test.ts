import { describe, expect, it } from "vitest";
import { widgetTeam } from "#domain/organisation/widget-inbox";

const NOON = Date.parse("2026-12-02T12:00:00Z");
const NIGHT = Date.parse("2026-12-02T20:00:00Z");
const hours = { timeZone: "UTC", intervals: [{ weekday: 3, fromMinute: 540, toMinute: 1080 }] };
const online = ["a", "b", "c", "d"].map((id) => ({ id, name: id.toUpperCase() }));

describe("what the widget says of the team", () => {
  it("is who is there, three at most", () => {
    expect(widgetTeam({ hours, online, usualReplySeconds: 90 }, NOON)).toEqual({
      people: online.slice(0, 3),
      state: "online",
      usualReplySeconds: 90,
    });
  });

  it("is that nobody is, within the hours", () => {
    expect(widgetTeam({ hours: undefined, online: [], usualReplySeconds: undefined }, NIGHT)).toEqual({
      people: [],
      state: "away",
    });
  });

  it("is when it opens, outside of them, whoever is still there", () => {
    expect(widgetTeam({ hours, online, usualReplySeconds: undefined }, NIGHT)).toEqual({
      people: [],
      state: "closed",
      opensAt: "2026-12-09T09:00:00.000Z",
    });
  });
});
