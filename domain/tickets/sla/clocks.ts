/** How each clock of a ticket stands at the moment to which its course was advanced. Pure. */
import { addOpenMs } from "#domain/sla/calendar";
import type { SlaClock } from "#domain/sla/clock";
import { spanMs } from "#domain/sla/shown";
import type { SlaTerms } from "#domain/sla/terms";
import { isFinished } from "#domain/tickets/rules";
import type { TicketCourse } from "#domain/tickets/sla/course";
import { termsOfPromise } from "#domain/tickets/sla/promise";
import type { TicketDueKind } from "#protocol/constants";
import type { TicketClock, TicketClocks } from "#protocol/http-ticket-clocks";
import { ESCALATED_LEVELS } from "#protocol/ticket-clocks";

export type StandingClocks = Pick<TicketClocks, "items" | "escalates" | "escalated">;

/** Nothing is told of a clock of which it is not known what became: of the first response to a ticket that was taken before that was kept. */
export function clocksOf(course: TicketCourse): StandingClocks {
  const items = [firstResponseOf(course), resolutionOf(course), promiseStanding(course)];
  const escalates = nextBeyond(course);
  const { escalated } = course;
  return {
    items: items.filter((item) => item !== undefined),
    ...(escalates === undefined ? {} : { escalates }),
    ...(escalated === undefined ? {} : { escalated }),
  };
}

function firstResponseOf({ clocks, terms, responded, isTaken, status }: TicketCourse): TicketClock | undefined {
  const kind = "firstResponse";
  if (responded !== undefined) {
    const { atMs, usedMs, targetMs, missedAtMs } = responded;
    const state = missedAtMs === undefined ? "met" : "missed";
    return { kind, state, targetMs, usedMs, endedAtMs: atMs, ...(missedAtMs === undefined ? {} : { missedAtMs }) };
  }
  const targetMs = terms?.targetsMs[kind];
  if (targetMs === undefined || isTaken) return undefined;
  const clock = clocks[kind];
  // Finished, and nobody of the staff ever began with it: there was nobody to respond to it.
  if (isFinished(status)) return undefined;
  return clock === undefined ? { kind, state: "notBegun", targetMs } : underWay(kind, clock, targetMs);
}

function resolutionOf({ clocks, terms, status }: TicketCourse): TicketClock | undefined {
  const kind = "resolution";
  const targetMs = terms?.targetsMs[kind];
  if (targetMs === undefined) return undefined;
  const clock = clocks[kind];
  if (!isFinished(status))
    return clock === undefined ? { kind, state: "notBegun", targetMs } : underWay(kind, clock, targetMs);
  if (clock === undefined) return undefined;
  const { usedMs, missedAtMs } = clock;
  const state = missedAtMs === undefined ? "met" : "missed";
  return { kind, state, targetMs, usedMs, ...(missedAtMs === undefined ? {} : { missedAtMs }) };
}

function promiseStanding({ promise, status }: TicketCourse): TicketClock | undefined {
  if (promise === undefined) return undefined;
  if (!isFinished(status)) return underWay("promise", promise, undefined);
  const { dueAtMs, missedAtMs } = promise;
  const state = missedAtMs === undefined ? "met" : "missed";
  return {
    ...{ kind: "promise", state },
    ...(dueAtMs === undefined ? {} : { dueAtMs }),
    ...(missedAtMs === undefined ? {} : { missedAtMs }),
  };
}

/** @param targetMs undefined for a moment */
function underWay(kind: TicketDueKind, clock: SlaClock, targetMs: number | undefined): TicketClock {
  const { runningSinceMs, missedAtMs, usedMs } = clock;
  const known = {
    ...(targetMs === undefined ? {} : { targetMs }),
    ...(missedAtMs === undefined ? {} : { missedAtMs }),
  };
  // Nothing else lets a ticket stand still.
  if (runningSinceMs === undefined) return { kind, state: "paused", ...known, usedMs, pausedFor: "customer" };
  const dueAtMs = missedAtMs ?? clock.dueAtMs;
  const state = missedAtMs === undefined ? "running" : "overdue";
  if (dueAtMs === undefined) return { kind, state, ...known };
  return { kind, state, dueAtMs, spanMs: spanMs(clock, dueAtMs, targetMs ?? dueAtMs - runningSinceMs), ...known };
}

/** The next who is told beyond whoever has it: of what is overdue, or will be if nobody does it before. */
function nextBeyond({ clocks, promise, terms, status }: TicketCourse): TicketClocks["escalates"] {
  if (isFinished(status)) return undefined;
  const { firstResponse, resolution } = clocks;
  const steps = [
    stepOf("firstResponse", firstResponse, terms),
    stepOf("resolution", resolution, terms),
    stepOf("promise", promise, termsOfPromise(terms)),
  ].filter((step) => step !== undefined);
  return steps.toSorted((a, b) => a.atMs - b.atMs)[0];
}

function stepOf(
  kind: TicketDueKind,
  clock: SlaClock | undefined,
  by: Pick<SlaTerms, "calendar" | "escalation"> | undefined,
): TicketClocks["escalates"] {
  if (clock?.runningSinceMs === undefined || by === undefined) return undefined;
  const { escalatesFromMs, missedAtMs, dueAtMs, escalated } = clock;
  // What was missed before anybody looked is a miss that nobody is told of.
  const fromMs = escalatesFromMs ?? (missedAtMs === undefined ? dueAtMs : undefined);
  for (const step of by.escalation.slice(escalated)) {
    const to = ESCALATED_LEVELS.find((level) => level === step.to);
    if (to === undefined || fromMs === undefined) continue;
    const atMs = addOpenMs(by.calendar, fromMs, step.afterMs);
    if (atMs !== undefined) return { kind, to, atMs };
  }
  return undefined;
}
