/**
 * The calendar against a second one that shares no code with it: days and clocks are those of a Temporal implementation, and
 * open time is found by going from one full minute to the next opening or closing of a day, one day after the other.
 */
import { Temporal } from "temporal-polyfill";
import { expect, it } from "vitest";
import { addOpenMs, type BusinessCalendar, type DayInterval, openMsWithin, type Span } from "#domain/sla/calendar";

const CASES = 10_000;
const MINUTE_MS = 60_000;
const MINUTES_A_DAY = 24 * 60;
const DAY_MS = MINUTES_A_DAY * MINUTE_MS;
/** With and without daylight saving, of half an hour (Lord Howe), on both sides of the equator, at midnight (Santiago, Beirut). */
const ZONES = [
  ...["Asia/Shanghai", "Asia/Kolkata", "UTC", "America/Phoenix", "Europe/Berlin", "America/New_York"],
  ...["America/Santiago", "Australia/Lord_Howe", "Asia/Beirut", "Pacific/Auckland", "America/St_Johns"],
];
/** Around them clocks are set, years end, and February has its leap day. */
const MOMENTS = [
  ...["2024-02-28", "2028-02-28", "2025-12-31", "2026-03-07", "2026-03-28", "2026-04-04", "2026-09-05"],
  ...["2026-09-26", "2026-10-03", "2026-10-24", "2026-10-31", "2026-09-30", "2027-02-05"],
];

/** Mulberry32 (https://github.com/bryc/code/blob/master/jshash/PRNGs.md): the same cases in every run. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const random = seeded(2_026);
const upTo = (most: number) => Math.floor(random() * (most + 1));
const oneOf = <Item>(items: readonly Item[]): Item => {
  const item = items[upTo(items.length - 1)];
  if (item === undefined) throw new Error("nothing to choose from");
  return item;
};

/** One shift, two with lunch between them, one up to midnight, or a short one in the night, when clocks are set. */
function anyDay(): DayInterval[] {
  const noon = 690 + upTo(60);
  const morning = { fromMinute: upTo(600), toMinute: noon };
  const shapes: DayInterval[][] = [
    [{ fromMinute: 540, toMinute: 1_080 }],
    [morning, { fromMinute: noon + 1 + upTo(90), toMinute: 1_000 + upTo(440) }],
    [{ fromMinute: 1_200 + upTo(200), toMinute: 1_440 }],
    [{ fromMinute: upTo(120), toMinute: 121 + upTo(120) }],
    [{ fromMinute: 0, toMinute: 1_440 }],
  ];
  return oneOf(shapes);
}

function anyCalendar(aroundMs: number): BusinessCalendar {
  const worked = [1, 2, 3, 4, 5, 6, 7].filter((weekday) => weekday < 6 || random() < 0.3);
  const dayAt = (days: number) => new Date(aroundMs + days * DAY_MS).toISOString().slice(0, 10);
  // As the State Council sets it: some days off in a row, and a Saturday or Sunday worked before or after.
  const off = 1 + upTo(7);
  const holiday = Array.from({ length: off }, (_, day) => ({ date: dayAt(day), intervals: [] }));
  const makeUp = { date: dayAt(oneOf([-2, -1, off + 1, off + 2])), intervals: anyDay() };
  const closingMs = aroundMs + (upTo(20) - 10) * 60 * MINUTE_MS + upTo(999);
  return {
    timeZone: oneOf(ZONES),
    intervals: worked.flatMap((weekday) => anyDay().map((interval) => ({ weekday, ...interval }))),
    specialDays: random() < 0.6 ? [...holiday, makeUp] : [],
    closings: random() < 0.4 ? [{ fromMs: closingMs, toMs: closingMs + 1 + upTo(30 * 60 * MINUTE_MS) }] : [],
  };
}

/** Whether it is open in the minute that begins here: read off the wall clock alone. */
function isOpenIn({ intervals, specialDays }: BusinessCalendar, wall: Temporal.ZonedDateTime): boolean {
  const date = wall.toPlainDate().toString();
  const special = specialDays.find((day) => day.date === date)?.intervals;
  const hours = special ?? intervals.filter(({ weekday }) => weekday === wall.dayOfWeek);
  const minute = wall.hour * 60 + wall.minute;
  return hours.some(({ fromMinute, toMinute }) => fromMinute <= minute && minute < toMinute);
}

/** When what holds now may be over: the clock is set, the hours of the day begin or end, or the day does. */
function nextLook(calendar: BusinessCalendar, wall: Temporal.ZonedDateTime): number {
  const minute = wall.hour * 60 + wall.minute;
  const edges = [...calendar.intervals, ...calendar.specialDays.flatMap(({ intervals }) => intervals)]
    .flatMap(({ fromMinute, toMinute }) => [fromMinute, toMinute])
    .filter((edge) => edge > minute);
  const minuteMs = wall.epochMilliseconds - (wall.second * 1_000 + wall.millisecond);
  const setMs = wall.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.POSITIVE_INFINITY;
  return Math.min(setMs, ...[...edges, MINUTES_A_DAY].map((edge) => minuteMs + (edge - minute) * MINUTE_MS));
}

function* openPieces(calendar: BusinessCalendar, { fromMs, toMs }: Span): Generator<Span> {
  for (let atMs = fromMs; atMs < toMs; ) {
    const wall = Temporal.Instant.fromEpochMilliseconds(atMs).toZonedDateTimeISO(calendar.timeZone);
    const closing = calendar.closings[0];
    const edges = closing === undefined ? [] : [closing.fromMs, closing.toMs].filter((edge) => edge > atMs);
    const nextMs = Math.min(toMs, nextLook(calendar, wall), ...edges);
    const isClosed = closing !== undefined && closing.fromMs <= atMs && atMs < closing.toMs;
    if (!isClosed && isOpenIn(calendar, wall)) yield { fromMs: atMs, toMs: nextMs };
    atMs = nextMs;
  }
}

/** @returns undefined if it is not over by then */
function secondDueMs(calendar: BusinessCalendar, span: Span, openMs: number): number | undefined {
  let leftMs = openMs;
  for (const { fromMs, toMs } of openPieces(calendar, span)) {
    if (toMs - fromMs >= leftMs) return fromMs + leftMs;
    leftMs -= toMs - fromMs;
  }
  return undefined;
}

it(`agrees with a second implementation in ${CASES} cases`, () => {
  for (let round = 0; round < CASES; round += 1) {
    const aroundMs = Date.parse(`${oneOf(MOMENTS)}T00:00:00Z`) + upTo(3 * DAY_MS);
    const calendar = anyCalendar(aroundMs);
    const fromMs = aroundMs - DAY_MS + upTo(2 * DAY_MS);
    const span = { fromMs, toMs: fromMs + upTo(30) * 60 * MINUTE_MS + upTo(MINUTE_MS) };
    const openMs = [...openPieces(calendar, span)].reduce((sum, piece) => sum + piece.toMs - piece.fromMs, 0);
    const where = JSON.stringify({ round, calendar, span });
    expect(openMsWithin(calendar, span), where).toBe(openMs);
    if (openMs === 0) continue;
    const wantedMs = 1 + upTo(openMs - 1);
    expect(addOpenMs(calendar, fromMs, wantedMs), where).toBe(secondDueMs(calendar, span, wantedMs));
  }
}, 60_000);
