/** Events of an iCalendar file that last whole days. Pure. */
import { type ContentLine, contentLines, plainText } from "./content-lines.ts";
import { readDay } from "./day-number.ts";

export interface DayEvent {
  readonly uid: string | undefined;
  readonly name: string;
  readonly first: number;
  readonly days: number;
  readonly rule: string | undefined;
  /** Days on which it begins once more, beside those of its rule. */
  readonly further: readonly number[];
  /** Whether some of those are no whole days, as a period is, or none that there are. */
  readonly hasUnread: boolean;
  /** Days on which it does not come again. */
  readonly except: readonly number[];
  /** The day of another event with this uid in whose place it stands. */
  readonly replaces: number | undefined;
  /** A day off elsewhere in the week that is worked for it. */
  readonly isWork: boolean;
}

export type FileProblem = "notCalendar" | "cutOff";
export interface FileEvents {
  readonly events: readonly DayEvent[];
  /** At a time of day. */
  readonly timed: number;
  /** Without a day that there is. */
  readonly unreadable: number;
}

const DURATION = /^\+?P(?:(\d{1,4})W|(\d{1,5})D)$/;
/** As calendars of China call a weekend day that is worked in place of a holiday. */
const WORK = /[补補上]班|[（([【]\s*班\s*[)）\]】]|\bmake-?up work|\bworking day\b|\bworkday\b/i;

export function readEvents(text: string): FileEvents | { readonly problem: FileProblem } {
  const lines = contentLines(text);
  const [begin] = lines;
  if (begin?.name !== "BEGIN" || begin.value.toUpperCase() !== "VCALENDAR") return { problem: "notCalendar" };
  const events: DayEvent[] = [];
  const counts = { timed: 0, unreadable: 0 };
  const open: string[] = [];
  let own: ContentLine[] = [];
  for (const line of lines) {
    const what = line.value.toUpperCase();
    if (line.name === "BEGIN") {
      open.push(what);
      if (what === "VEVENT") own = [];
    } else if (line.name === "END") {
      if (open.pop() !== what) return { problem: "cutOff" };
      if (what !== "VEVENT") continue;
      const event = eventOf(own);
      if (typeof event === "object") events.push(event);
      else if (event !== "cancelled") counts[event] += 1;
    } else if (open.at(-1) === "VEVENT") own.push(line);
  }
  return open.length > 0 ? { problem: "cutOff" } : { events, ...counts };
}

function eventOf(lines: readonly ContentLine[]): DayEvent | "timed" | "unreadable" | "cancelled" {
  const said = (name: string) => lines.find((line) => line.name === name)?.value;
  if (said("STATUS")?.toUpperCase() === "CANCELLED") return "cancelled";
  const start = said("DTSTART") ?? "";
  const first = readDay(start);
  if (first === undefined) return "unreadable";
  if (start.includes("T")) return "timed";
  const days = daysFrom(first, said("DTEND"), said("DURATION"));
  if (days === undefined) return "unreadable";
  const name = plainText(said("SUMMARY") ?? "");
  const except = lines.filter((line) => line.name === "EXDATE").flatMap(({ value }) => value.split(",").map(readDay));
  const replaced = said("RECURRENCE-ID");
  const further = furtherDays(lines);
  return {
    ...{ uid: said("UID"), name, first, days, rule: said("RRULE") },
    further: further.filter((day) => day !== undefined),
    hasUnread: further.includes(undefined),
    except: except.filter((day) => day !== undefined),
    replaces: replaced === undefined ? undefined : readDay(replaced),
    isWork: said("X-APPLE-SPECIAL-DAY")?.toUpperCase() === "ALTERNATE-WORKDAY" || WORK.test(name),
  };
}

/** @returns undefined for what is no whole day: of a moment or a period, the day depends on who looks */
function furtherDays(lines: readonly ContentLine[]): (number | undefined)[] {
  const values = lines.filter(({ name }) => name === "RDATE").flatMap(({ value }) => value.split(","));
  const written = values.map((value) => value.trim()).filter((value) => value !== "");
  return written.map((value) => (value.includes("T") ? undefined : readDay(value)));
}

/** The day on which it ends is not its own; without one it lasts a day. */
function daysFrom(first: number, end: string | undefined, duration: string | undefined): number | undefined {
  if (end === undefined && duration === undefined) return 1;
  if (end === undefined) {
    const [, weeks = "0", days = "0"] = DURATION.exec(duration ?? "") ?? [];
    const length = Number(weeks) * 7 + Number(days);
    return length > 0 ? length : undefined;
  }
  const after = readDay(end);
  if (after === undefined || after < first) return undefined;
  // Some write the day itself for an event of one day.
  return Math.max(1, after - first);
}
