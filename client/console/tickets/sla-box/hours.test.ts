import { expect, it } from "vitest";
import { dayGroups, hoursAWeek } from "./hours.ts";

const day = (weekday: number, ...shifts: [number, number][]) =>
  shifts.map(([from, to]) => ({ weekday, fromMinute: from * 60, toMinute: to * 60 }));

it("days in a row with the same hours stand together, and a gap parts them", () => {
  const week = [1, 2, 3, 5].flatMap((weekday) => day(weekday, [9, 18]));
  expect(dayGroups(week)).toEqual([
    { fromDay: 1, toDay: 3, hours: "09:00–18:00" },
    { fromDay: 5, toDay: 5, hours: "09:00–18:00" },
  ]);
  expect(hoursAWeek(week)).toBe(36);
});

it("shifts of a day stand in their order, up to its end", () => {
  expect(dayGroups(day(6, [13, 24], [9, 12]))).toEqual([{ fromDay: 6, toDay: 6, hours: "09:00–12:00, 13:00–24:00" }]);
});

it("a week without hours has no days", () => {
  expect([dayGroups([]), hoursAWeek([])]).toEqual([[], 0]);
});
