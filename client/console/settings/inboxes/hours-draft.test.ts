import { describe, expect, it } from "vitest";
import { copiedToFriday, flawOf, isHoursSound, minuteOf, OFFICE_HOURS, timeOf, withShift } from "./hours-draft.ts";

const shift = (weekday: number, fromMinute: number, toMinute: number) => ({ weekday, fromMinute, toMinute });

describe("opening hours as they are edited", () => {
  it("are minutes and times, and midnight ends a day or begins it", () => {
    expect([0, 545, 1439, 1440].map(timeOf)).toEqual(["00:00", "09:05", "23:59", "00:00"]);
    expect([minuteOf("00:00", false), minuteOf("00:00", true), minuteOf("09:05", true)]).toEqual([0, 1440, 545]);
    expect(minuteOf("", true)).toBeUndefined();
  });

  it("begin as most shops do, and a second shift follows the first within the day", () => {
    expect(OFFICE_HOURS).toHaveLength(5);
    expect(withShift([], 6)).toEqual([shift(6, 540, 1080)]);
    expect(withShift([shift(6, 540, 720)], 6)).toEqual([shift(6, 540, 720), shift(6, 780, 1020)]);
    expect(withShift([shift(6, 540, 1380)], 6)[1]).toEqual(shift(6, 1380, 1440));
  });

  it("of Monday can be those of all days to Friday; the weekend stays", () => {
    const week = [shift(1, 540, 720), shift(1, 780, 1080), shift(3, 0, 60), shift(7, 600, 660)];
    const copied = copiedToFriday(week);
    expect(copied).toHaveLength(11);
    expect(copied.filter(({ weekday }) => weekday === 3)).toEqual([shift(3, 540, 720), shift(3, 780, 1080)]);
    expect(copied.at(-1)).toEqual(shift(7, 600, 660));
  });

  it("say of each what is wrong with it", () => {
    const [early, late, other, back] = [shift(1, 540, 720), shift(1, 700, 900), shift(2, 540, 900), shift(3, 60, 60)];
    const all = [early, late, other, back];
    expect(all.map((each) => flawOf(each, all))).toEqual(["overlap", "overlap", undefined, "backwards"]);
    expect([isHoursSound(all), isHoursSound([]), isHoursSound([early, other])]).toEqual([false, false, true]);
    expect(isHoursSound([shift(1, 0, 60), shift(1, 60, 120)])).toBe(true);
  });
});
