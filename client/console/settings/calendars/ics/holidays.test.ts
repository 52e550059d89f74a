import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readDays, writeDays } from "#client/console/settings/calendars/days-list.ts";
import { OFFICE_HOURS } from "#client/console/settings/inboxes/hours-draft.ts";
import { MAX_SPECIAL_DAYS } from "#protocol/constants";
import { isoOf } from "./day-number.ts";
import { readHolidays, withHolidays, workHours } from "./holidays.ts";

const THIS_YEAR = 2026;

const event = (...lines: readonly string[]) => ["BEGIN:VEVENT", ...lines, "END:VEVENT"];
const file = (...lines: readonly string[]) =>
  ["BEGIN:VCALENDAR", "VERSION:2.0", ...lines, "END:VCALENDAR", ""].join("\r\n");
function read(...lines: readonly string[]) {
  const found = readHolidays(file(...lines), THIS_YEAR);
  if (found.problem !== undefined) throw new Error(found.problem);
  return found;
}
const NONE = { timed: 0, unreadable: 0, repeating: 0, further: 0, outside: 0 };

describe("a calendar file", () => {
  it("gives days in a row, up to the one on which they end", () => {
    const { holidays, leftOut } = read(
      ...event("DTSTART;VALUE=DATE:20261001", "DTEND;VALUE=DATE:20261004", "SUMMARY:国庆节"),
      ...event("DTSTART;VALUE=DATE:20260501", "SUMMARY;LANGUAGE=en:Labour Day\\, May"),
      ...event("DTSTART:20260216", "DURATION:P1W", "SUMMARY:Spring"),
      ...event("DTSTART;VALUE=DATE:20260619", "DTEND;VALUE=DATE:20260619"),
    );
    expect(holidays.map(({ name, dates }) => [name, dates.length, dates[0], dates.at(-1)])).toEqual([
      ["Spring", 7, "2026-02-16", "2026-02-22"],
      ["Labour Day, May", 1, "2026-05-01", "2026-05-01"],
      ["", 1, "2026-06-19", "2026-06-19"],
      ["国庆节", 3, "2026-10-01", "2026-10-03"],
    ]);
    expect(leftOut).toEqual(NONE);
  });

  it("is read however its lines are folded, written and ended, and what belongs to others is not an event's", () => {
    const lines = event(
      'DTSTART;X-A="a:b;c";VALUE=DATE:20261',
      "\t225",
      "summary:Christ",
      " mas",
      "BEGIN:VALARM",
      "SUMMARY:Ring",
      "DTSTART:20200101T000000",
      "END:VALARM",
    );
    const zone = ["BEGIN:VTIMEZONE", "BEGIN:STANDARD", "DTSTART:19700101T000000", "END:STANDARD", "END:VTIMEZONE"];
    for (const end of ["\r\n", "\n", "\r"]) {
      const text = `\uFEFF${["BEGIN:vcalendar", ...zone, ...lines, "END:VCALENDAR"].join(end)}`;
      expect(readHolidays(text, THIS_YEAR)).toEqual({
        holidays: [{ name: "Christmas", dates: ["2026-12-25"], isWork: false }],
        leftOut: NONE,
      });
    }
  });

  it("knows days that are worked in place of others", () => {
    const names = ["春节（班）", "国庆节 补班", "国庆节（休）", "Make-up working day", "班长节"];
    const { holidays } = read(
      ...names.flatMap((name, index) => event(`DTSTART;VALUE=DATE:2026010${index + 1}`, `SUMMARY:${name}`)),
      ...event("DTSTART;VALUE=DATE:20260106", "SUMMARY:春节", "X-APPLE-SPECIAL-DAY:ALTERNATE-WORKDAY"),
    );
    expect(holidays.map(({ isWork }) => isWork)).toEqual([true, true, false, true, false, true]);
  });

  it("tells what it leaves out", () => {
    const { holidays, leftOut } = read(
      ...event("DTSTART:20260101T090000Z", "SUMMARY:Breakfast"),
      ...event("DTSTART;VALUE=DATE:20260230"),
      ...event("DTSTART;VALUE=DATE:20260105", "DTEND;VALUE=DATE:20260101"),
      ...event("DTSTART;VALUE=DATE:20260101", "DTEND;VALUE=DATE:20260601"),
      ...event("SUMMARY:Some day"),
      ...event("DTSTART;VALUE=DATE:20260101", "RRULE:FREQ=WEEKLY"),
      ...event("DTSTART;VALUE=DATE:20251225"),
      ...event("DTSTART;VALUE=DATE:20290101"),
      ...event("DTSTART;VALUE=DATE:20260101", "STATUS:CANCELLED"),
    );
    expect(holidays).toEqual([]);
    expect(leftOut).toEqual({ ...NONE, timed: 1, unreadable: 4, repeating: 1, outside: 2 });
  });

  it("gives what comes again for three years, but for days that were taken out or moved", () => {
    const { holidays } = read(
      ...event(
        "UID:new-year",
        "DTSTART;VALUE=DATE:20101231",
        "DTEND;VALUE=DATE:20110102",
        "RRULE:FREQ=YEARLY",
        "EXDATE;VALUE=DATE:20261231",
        "SUMMARY:New Year",
      ),
      ...event("UID:new-year", "RECURRENCE-ID;VALUE=DATE:20271231", "DTSTART;VALUE=DATE:20270103", "SUMMARY:Moved"),
    );
    expect(holidays.map(({ name, dates }) => `${name} ${dates.join(" ")}`)).toEqual([
      "New Year 2025-12-31 2026-01-01",
      "Moved 2027-01-03",
      "New Year 2028-12-31 2029-01-01",
    ]);
  });

  it("gives further days that are written out, as long as the first, but for those that were taken out or moved", () => {
    const { holidays, leftOut } = read(
      ...event(
        "UID:eid",
        "DTSTART;VALUE=DATE:20260320",
        "DTEND;VALUE=DATE:20260322",
        "RDATE;VALUE=DATE:20270310,20280227,20260320",
        "rdate;value=date:20290101, 20260527",
        "RDATE:",
        "EXDATE;VALUE=DATE:20280227",
        "SUMMARY:Eid",
      ),
      ...event("UID:eid", "RECURRENCE-ID;VALUE=DATE:20260527", "DTSTART;VALUE=DATE:20260528", "SUMMARY:Eid, moved"),
      ...event("DTSTART;VALUE=DATE:20201225", "RRULE:FREQ=YEARLY;UNTIL=20261225", "RDATE;VALUE=DATE:20271227"),
      ...event("DTSTART;VALUE=DATE:20200101", "RDATE;VALUE=DATE:20260105", "EXDATE:20200101"),
    );
    expect(holidays.map(({ name, dates }) => `${name} ${dates.join(" ")}`)).toEqual([
      " 2026-01-05",
      "Eid 2026-03-20 2026-03-21",
      "Eid, moved 2026-05-28",
      " 2026-12-25",
      "Eid 2027-03-10 2027-03-11",
      " 2027-12-27",
    ]);
    expect(leftOut).toEqual(NONE);
  });

  it("tells of further days that are none, and reads the others", () => {
    const { holidays, leftOut } = read(
      ...event("DTSTART;VALUE=DATE:20260101", "RDATE;VALUE=PERIOD:20260201T000000Z/P1D,20260301T000000Z/P1D"),
      ...event("DTSTART;VALUE=DATE:20260102", "RDATE;TZID=Asia/Shanghai:20260401T090000", "RDATE;VALUE=DATE:20260501"),
      ...event("DTSTART;VALUE=DATE:20260103", "RDATE;VALUE=DATE:20260230,soon"),
      ...event("DTSTART;VALUE=DATE:20260104", "RDATE;VALUE=PERIOD:20260601/20260603"),
    );
    expect(holidays.map(({ dates }) => dates.join(" "))).toEqual([
      ...["2026-01-01", "2026-01-02", "2026-01-03", "2026-01-04", "2026-05-01"],
    ]);
    expect(leftOut).toEqual({ ...NONE, further: 4 });
  });

  it("with tens of thousands of further days, and as many taken out, is read all the same", () => {
    const days = Array.from({ length: 50_000 }, (_, nth) => isoOf(nth).replaceAll("-", "")).join(",");
    const all = read(...event("DTSTART;VALUE=DATE:20260101", `RDATE;VALUE=DATE:${days}`));
    expect(all.holidays).toHaveLength(365 + 365 + 366);
    const none = read(...event("DTSTART;VALUE=DATE:20260101", `RDATE;VALUE=DATE:${days}`, `EXDATE;VALUE=DATE:${days}`));
    expect(none.holidays).toEqual([]);
  });

  it("says everything once", () => {
    const twice = event("DTSTART;VALUE=DATE:20260501", "SUMMARY:Labour Day");
    expect(read(...twice, ...twice).holidays).toHaveLength(1);
  });

  it.each([
    ["", "notCalendar"],
    ["<html><body>Sign in</body></html>", "notCalendar"],
    ["BEGIN:VCARD\nEND:VCARD", "notCalendar"],
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20260101", "cutOff"],
    ["BEGIN:VCALENDAR\nBEGIN:VEVENT\nEND:VCALENDAR", "cutOff"],
  ])("that is none, or half of one, is told: %j", (text, problem) => {
    expect(readHolidays(text, THIS_YEAR)).toEqual({ problem });
  });

  it("is answered whatever it holds", () => {
    const noise = fc.array(
      fc.oneof(
        fc.string(),
        fc.constantFrom("BEGIN:VCALENDAR", "END:VCALENDAR", "BEGIN:VEVENT", "END:VEVENT", "RRULE:FREQ=YEARLY", " "),
        fc
          .tuple(fc.constantFrom("DTSTART:", "DTEND:", "EXDATE:", "RDATE:", "DURATION:P"), fc.string())
          .map((all) => all.join("")),
      ),
    );
    fc.assert(
      fc.property(noise, (lines) => {
        const found = readHolidays(["BEGIN:VCALENDAR", ...lines].join("\n"), THIS_YEAR);
        if (found.problem === undefined)
          for (const { dates } of found.holidays) expect(dates.length).toBeGreaterThan(0);
        else expect(["notCalendar", "cutOff"]).toContain(found.problem);
      }),
    );
  });

  it("gives exactly the days that were written into it, wherever its lines are folded", () => {
    const someEvents = fc.array(
      fc.record({
        first: fc.integer({ min: 20_454, max: 21_000 }),
        days: fc.integer({ min: 1, max: 60 }),
        name: fc.stringMatching(/^[A-Za-z节日,;\\ ]{0,80}$/),
      }),
      { maxLength: 8 },
    );
    fc.assert(
      fc.property(someEvents, fc.integer({ min: 5, max: 75 }), (events, width) => {
        const compact = (day: number) => isoOf(day).replaceAll("-", "");
        const lines = events.flatMap(({ first, days, name }) =>
          event(
            `DTSTART;VALUE=DATE:${compact(first)}`,
            `DTEND;VALUE=DATE:${compact(first + days)}`,
            `SUMMARY:${name.replaceAll(/[\\,;]/g, String.raw`\$&`)}`,
          ),
        );
        const folded = lines.map((line) => line.replaceAll(new RegExp(`(.{${width}})(?=.)`, "gu"), "$1\r\n "));
        const { holidays } = read(...folded);
        const expected = events.flatMap(({ first, days }) =>
          Array.from({ length: days }, (_, at) => isoOf(first + at)),
        );
        expect(new Set(holidays.flatMap(({ dates }) => dates))).toEqual(new Set(expected));
        const names = events.map(({ name }) => name.replaceAll(/\s+/g, " ").trim());
        expect(new Set(holidays.map(({ name }) => name))).toEqual(new Set(names));
      }),
    );
  });
});

describe("holidays in a calendar's list", () => {
  const hours = [{ fromMinute: 540, toMinute: 1_080 }];
  const off = { name: "Off", dates: ["2026-10-01", "2026-10-02"], isWork: false };
  const worked = { name: "Worked", dates: ["2026-10-02"], isWork: true };

  it("leave what is there as it is; what is worked counts before what is not", () => {
    const there = { date: "2026-10-01", intervals: [{ fromMinute: 0, toMinute: 60 }] };
    expect(withHolidays([there], [off, worked], hours)).toEqual([there, { date: "2026-10-02", intervals: hours }]);
    expect(withHolidays([], [], hours)).toEqual([]);
  });

  it("are not more than a calendar has", () => {
    const dates = Array.from({ length: MAX_SPECIAL_DAYS + 1 }, (_, index) => isoOf(index));
    expect(withHolidays([], [{ ...off, dates: dates.slice(1) }], hours)).toHaveLength(MAX_SPECIAL_DAYS);
    expect(withHolidays([], [{ ...off, dates }], hours)).toBeUndefined();
  });

  it("are worked as the week's first day is", () => {
    expect(workHours(OFFICE_HOURS)).toEqual(hours);
    const evening = { weekday: 2, fromMinute: 900, toMinute: 1_200 };
    const morning = { weekday: 2, fromMinute: 480, toMinute: 720 };
    expect(workHours([evening, morning, { weekday: 3, fromMinute: 0, toMinute: 60 }])).toEqual([
      { fromMinute: 480, toMinute: 720 },
      { fromMinute: 900, toMinute: 1_200 },
    ]);
    expect(workHours([])).toEqual(hours);
  });

  it("can be read again as they are written, however many stand in a row", () => {
    const some = fc.uniqueArray(fc.integer({ min: 20_454, max: 20_700 }), { minLength: 1, maxLength: 250 });
    fc.assert(
      fc.property(some, (numbers) => {
        const days = withHolidays([], [{ ...off, dates: numbers.toSorted((a, b) => a - b).map(isoOf) }], hours) ?? [];
        expect(readDays(writeDays(days)).items).toEqual(days);
      }),
    );
    const row = Array.from({ length: 200 }, (_, index) => isoOf(20_454 + index));
    expect(readDays(writeDays(withHolidays([], [{ ...off, dates: row }], hours) ?? [])).items).toHaveLength(200);
  });
});
