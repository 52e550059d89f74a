/** Whether a condition holds, whether one says no more than another, and whether some can hold together. Pure. */

import { foldedText, foldedWord, hasWord } from "#domain/rules/words";
import { type BusinessCalendar, isOpenAt } from "#domain/sla/calendar";
import { LOCALES, TICKET_CHANNELS, TICKET_SOURCES } from "#protocol/constants";
import type { RuleCondition } from "#protocol/http-rules";
import type { RuleKind, RuleListField } from "#protocol/rule-constants";

/** What is known of a conversation or a ticket; what is absent is not known, or there is none. */
export interface Facts {
  readonly kind: RuleKind;
  readonly inboxId: string;
  readonly channel: string;
  readonly source?: string | undefined;
  readonly type?: string | undefined;
  readonly productLine?: string | undefined;
  readonly language?: string | undefined;
  /** As the shop vouches for them. */
  readonly region?: string | undefined;
  readonly tier?: string | undefined;
  readonly labels: readonly string[];
  /** What the customer, or whoever made the ticket, wrote. */
  readonly text: string;
  readonly orders: readonly { readonly totalMinor: number; readonly currency: string }[];
}

export type Calendars = ReadonlyMap<string, BusinessCalendar>;

type Listed = Extract<RuleCondition, { field: RuleListField }>;

/** Fields of which a ticket or conversation has several, or any number. */
const MANY: readonly RuleListField[] = ["words", "label"];

/** @param text the facts' own, folded @param nowMs when it came */
export function holds(
  condition: RuleCondition,
  facts: Facts,
  text: string,
  calendars: Calendars,
  nowMs: number,
): boolean {
  switch (condition.field) {
    case "amount": {
      const most = largest(facts, condition.currency);
      return most !== undefined && most >= condition.minor === condition.is;
    }
    case "time": {
      const calendar = calendars.get(condition.calendarId);
      return calendar !== undefined && isOpenAt(calendar, nowMs) === condition.is;
    }
    case "words":
      return condition.values.some((word) => hasWord(text, foldedWord(word))) === condition.is;
    case "label":
      return condition.values.some((labelId) => facts.labels.includes(labelId)) === condition.is;
    default: {
      const fact = factOf(facts, condition.field);
      const known = fact === undefined ? undefined : foldedWord(fact);
      return condition.values.some((value) => foldedWord(value) === known) === condition.is;
    }
  }
}

/** Of the orders in that currency. */
function largest({ orders }: Facts, currency: string): number | undefined {
  const totals = orders.flatMap((order) => (order.currency === currency ? [order.totalMinor] : []));
  return totals.length === 0 ? undefined : Math.max(...totals);
}

function factOf(facts: Facts, field: Exclude<RuleListField, "words" | "label">): string | undefined {
  return field === "inbox" ? facts.inboxId : facts[field];
}

export function textOfFacts({ text }: Facts): string {
  return foldedText(text);
}

/** Whether one of them holds wherever the other does; false where that is not certain. */
export function implies(one: RuleCondition, other: RuleCondition): boolean {
  if (one.field === "amount" || other.field === "amount") {
    if (one.field !== "amount" || other.field !== "amount") return false;
    if (one.currency !== other.currency || one.is !== other.is) return false;
    return one.is ? one.minor >= other.minor : one.minor <= other.minor;
  }
  if (one.field === "time" || other.field === "time") {
    if (one.field !== "time" || other.field !== "time") return false;
    return one.calendarId === other.calendarId && one.is === other.is;
  }
  if (one.field !== other.field) return false;
  const [mine, others] = [valuesOf(one), valuesOf(other)];
  if (one.is && other.is) return isWithin(mine, others);
  if (!one.is && !other.is) return isWithin(others, mine);
  // It is one of mine, so it is none of those; but one may carry two labels.
  return one.is && !other.is && !MANY.includes(one.field) && [...mine].every((value) => !others.has(value));
}

/** Whether no ticket or conversation can fulfil all of them. @returns the index of one that cannot hold beside the others */
export function impossible(conditions: readonly RuleCondition[]): number | undefined {
  const at = conditions.findIndex((condition, index) => {
    const others = conditions.slice(0, index + 1);
    if (condition.field === "amount") return excludesAmount(others, condition.currency);
    if (condition.field === "time")
      return others.some(
        (each) => each.field === "time" && each.calendarId === condition.calendarId && each.is !== condition.is,
      );
    return excludesListed(
      others.filter((each): each is Listed => each.field === condition.field),
      condition.field,
    );
  });
  return at === -1 ? undefined : at;
}

function excludesAmount(conditions: readonly RuleCondition[], currency: string): boolean {
  const bounds = conditions.flatMap((each) => (each.field === "amount" && each.currency === currency ? [each] : []));
  const least = Math.max(0, ...bounds.filter(({ is }) => is).map(({ minor }) => minor));
  return bounds.some(({ is, minor }) => !is && minor <= least);
}

function excludesListed(conditions: readonly Listed[], field: RuleListField): boolean {
  const refused = new Set(conditions.filter(({ is }) => !is).flatMap((each) => [...valuesOf(each)]));
  const wanted = conditions.filter(({ is }) => is).map(valuesOf);
  if (MANY.includes(field)) return wanted.some((values) => isWithin(values, refused));
  const all = ALL_VALUES[field];
  const sets = all === undefined ? wanted : [new Set<string>(all.map(foldedWord)), ...wanted];
  const [first, ...rest] = sets;
  // A field whose value may be absent is never all refused.
  if (first === undefined || (wanted.length === 0 && field === "language")) return false;
  return ![...first].some((value) => !refused.has(value) && rest.every((set) => set.has(value)));
}

/** Where there are no others. */
export const ALL_VALUES: Readonly<Partial<Record<RuleListField, readonly string[]>>> = {
  channel: TICKET_CHANNELS,
  source: TICKET_SOURCES,
  language: LOCALES,
};

function valuesOf({ values }: Listed): ReadonlySet<string> {
  return new Set(values.map(foldedWord));
}

function isWithin(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  return [...some].every((value) => all.has(value));
}
