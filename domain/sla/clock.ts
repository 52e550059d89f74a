/**
 * One clock of a service level: how much of its target is used, when it is due, and whom it has told. It counts open time of
 * its terms' calendar and only while it runs, so a transfer, a pause or another policy take nothing of what was used.
 */
import { z } from "zod";
import { addOpenMs, openMsWithin } from "#domain/sla/calendar";
import { type SlaTerms, warnAfterMs } from "#domain/sla/terms";
import type { EscalationLevel, SlaKind } from "#protocol/constants";

export const slaClock = z.object({
  startedAtMs: z.int(),
  /** Open time that it ran before the present run. */
  usedMs: z.int(),
  /** Absent while it is paused. */
  runningSinceMs: z.int().optional(),
  /** Of the present run; absent while paused, or if the calendar does not open for so long. */
  dueAtMs: z.int().optional(),
  /** Absent while paused, and once it has warned. */
  warnAtMs: z.int().optional(),
  isWarned: z.boolean(),
  /** When it was missed: once, whatever comes after. */
  missedAtMs: z.int().optional(),
  /** Since when it escalates: since it was missed, or since the customer urged. */
  escalatesFromMs: z.int().optional(),
  /** How many of its terms' levels were told. */
  escalated: z.int(),
});
export type SlaClock = z.infer<typeof slaClock>;

/** Something that somebody is to be told; of a conversation's targets, unless it says otherwise. */
export type SlaEvent<Kind extends string = SlaKind> =
  | {
      readonly type: "warning" | "breach" | "urged";
      readonly kind: Kind;
      readonly atMs: number;
      readonly dueAtMs: number;
    }
  | {
      readonly type: "escalated";
      readonly kind: Kind;
      readonly atMs: number;
      readonly dueAtMs: number;
      readonly to: EscalationLevel;
      readonly cause: "breach" | "urged";
    };

/** @returns what `change` makes of each clock that there is, by kind; without those of which it makes nothing */
export function mapClocks<Kind extends string>(
  kinds: readonly Kind[],
  clocks: Partial<Record<Kind, SlaClock>>,
  change: (kind: Kind, clock: SlaClock) => SlaClock | undefined,
): Partial<Record<Kind, SlaClock>> {
  const changed: Partial<Record<Kind, SlaClock>> = {};
  for (const kind of kinds) {
    const clock = clocks[kind];
    const next = clock === undefined ? undefined : change(kind, clock);
    if (next !== undefined) changed[kind] = next;
  }
  return changed;
}

/** @returns undefined if the terms promise nothing of this kind */
export function startClock(kind: SlaKind, terms: SlaTerms, atMs: number): SlaClock | undefined {
  if (terms.targetsMs[kind] === undefined) return undefined;
  return run(kind, { startedAtMs: atMs, usedMs: 0, isWarned: false, escalated: 0 }, terms, atMs);
}

/** Stops it where it stands. */
export function pauseClock(clock: SlaClock, { calendar }: SlaTerms, atMs: number): SlaClock {
  const { runningSinceMs, dueAtMs: _due, warnAtMs: _warn, ...rest } = clock;
  if (runningSinceMs === undefined) return clock;
  return { ...rest, usedMs: rest.usedMs + openMsWithin(calendar, { fromMs: runningSinceMs, toMs: atMs }) };
}

export function resumeClock(kind: SlaKind, clock: SlaClock, terms: SlaTerms, atMs: number): SlaClock {
  return clock.runningSinceMs === undefined ? run(kind, clock, terms, atMs) : clock;
}

/** Other terms from now on: what was used of the old ones is used of the new. @returns undefined if they promise nothing here */
export function underTerms(
  kind: SlaKind,
  clock: SlaClock,
  before: SlaTerms,
  after: SlaTerms | undefined,
  atMs: number,
): SlaClock | undefined {
  if (after?.targetsMs[kind] === undefined) return undefined;
  const paused = pauseClock(clock, before, atMs);
  return clock.runningSinceMs === undefined ? paused : run(kind, paused, after, atMs);
}

function run(kind: SlaKind, clock: SlaClock, terms: SlaTerms, atMs: number): SlaClock {
  const at = (targetMs: number | undefined) =>
    targetMs === undefined ? undefined : addOpenMs(terms.calendar, atMs, Math.max(0, targetMs - clock.usedMs));
  const dueAtMs = at(terms.targetsMs[kind]);
  const warnAtMs = clock.isWarned ? undefined : at(warnAfterMs(terms, kind));
  return {
    ...clock,
    runningSinceMs: atMs,
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(warnAtMs === undefined ? {} : { warnAtMs }),
  };
}

/** The customer asks for it again and again: it escalates as if it were missed. */
export function urgeClock(clock: SlaClock, atMs: number): SlaClock {
  return clock.escalatesFromMs === undefined ? { ...clock, escalatesFromMs: atMs } : clock;
}

/** When which level is told next; undefined if nobody is any more. */
export function nextEscalation(
  { escalatesFromMs, escalated, runningSinceMs }: SlaClock,
  { calendar, escalation }: Pick<SlaTerms, "calendar" | "escalation">,
): { to: EscalationLevel; atMs: number } | undefined {
  const step = escalation[escalated];
  if (escalatesFromMs === undefined || runningSinceMs === undefined || step === undefined) return undefined;
  const atMs = addOpenMs(calendar, escalatesFromMs, step.afterMs);
  return atMs === undefined ? undefined : { to: step.to, atMs };
}

/**
 * Lets time pass up to a moment, which is part of it.
 * @param quietUntilMs what was missed before is a miss that nobody is told of any more: it was so when it was imported
 */
export function elapse<Kind extends string = SlaKind>(
  kind: Kind,
  before: SlaClock,
  terms: Pick<SlaTerms, "calendar" | "escalation">,
  untilMs: number,
  quietUntilMs: number,
): { clock: SlaClock; events: SlaEvent<Kind>[] } {
  const events: SlaEvent<Kind>[] = [];
  let clock = before;
  const { dueAtMs, warnAtMs } = before;
  const isDue = dueAtMs !== undefined && dueAtMs <= untilMs;
  if (warnAtMs !== undefined && warnAtMs <= untilMs) {
    const { warnAtMs: _, ...warned } = clock;
    clock = { ...warned, isWarned: true };
    // Whoever is late to look is not warned of what is overdue already.
    if (dueAtMs !== undefined && !isDue && warnAtMs >= quietUntilMs)
      events.push({ type: "warning", kind, atMs: warnAtMs, dueAtMs });
  }
  if (isDue && clock.missedAtMs === undefined) {
    clock = { ...clock, missedAtMs: dueAtMs };
    if (dueAtMs >= quietUntilMs) {
      events.push({ type: "breach", kind, atMs: dueAtMs, dueAtMs });
      clock = urgeClock(clock, dueAtMs);
    }
  }
  for (let next = nextEscalation(clock, terms); next !== undefined && next.atMs <= untilMs; ) {
    const cause = clock.missedAtMs === undefined ? "urged" : "breach";
    events.push({ type: "escalated", kind, dueAtMs: clock.missedAtMs ?? dueAtMs ?? next.atMs, cause, ...next });
    clock = { ...clock, escalated: clock.escalated + 1 };
    next = nextEscalation(clock, terms);
  }
  return { clock, events };
}
