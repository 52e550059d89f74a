/** What of a ticket's service level is shown, and when it wants to be looked at again. */
import { z } from "zod";
import { nextEscalation, type SlaClock } from "#domain/sla/clock";
import { spanMs } from "#domain/sla/shown";
import { isFinished } from "#domain/tickets/rules";
import { TICKET_TARGETS, type TicketCourse } from "#domain/tickets/sla/course";
import { termsOfPromise } from "#domain/tickets/sla/promise";
import type { SlaState, TicketStatus } from "#protocol/constants";
import { type TicketSla, ticketSla } from "#protocol/http-tickets";

/** Without what was promised by hand, which the row tells. @returns undefined as long as no policy was for it and nothing was missed */
export function shownTicketSla(course: TicketCourse): TicketSla | undefined {
  const { terms, misses } = course;
  if (terms === undefined && misses === 0) return undefined;
  const due = TICKET_TARGETS.flatMap((kind) => {
    const clock = course.clocks[kind];
    const dueAtMs = clock?.runningSinceMs === undefined ? undefined : (clock.missedAtMs ?? clock.dueAtMs);
    if (clock === undefined || dueAtMs === undefined) return [];
    return [{ kind, dueAtMs, spanMs: spanMs(clock, dueAtMs, terms?.targetsMs[kind] ?? 0) }];
  });
  const [next] = due.toSorted((a, b) => a.dueAtMs - b.dueAtMs);
  return { state: stateOf(course), ...(next === undefined ? {} : { next }) };
}

function stateOf({ status, misses }: Pick<TicketCourse, "status" | "misses">): SlaState {
  if (isFinished(status)) return misses === 0 ? "hit" : "missed";
  return misses === 0 ? "active" : "activeWithMisses";
}

const stored = z
  .string()
  .transform((text): unknown => JSON.parse(text))
  .pipe(ticketSla);

interface ShownRow {
  readonly status: TicketStatus;
  readonly slaShown: string | null;
  readonly dueAtMs: number | null;
  readonly createdAtMs: number;
}

/** As staff see it: whatever is due first, by its policy or by hand. The row is newer than its clocks for a moment. */
export function slaOfRow({ status, slaShown, dueAtMs, createdAtMs }: ShownRow): TicketSla | undefined {
  const shown = slaShown === null ? undefined : stored.parse(slaShown);
  if (isFinished(status)) return shown && { state: stateOf({ status, misses: isClean(shown) ? 0 : 1 }) };
  if (dueAtMs === null || (shown?.next !== undefined && shown.next.dueAtMs <= dueAtMs)) return shown;
  const next = { kind: "promise" as const, dueAtMs, spanMs: Math.max(1, dueAtMs - createdAtMs) };
  return { state: shown?.state ?? "active", next };
}

function isClean({ state }: TicketSla): boolean {
  return state === "active" || state === "hit";
}

export const TICKET_MOMENTS = ["warning", "breach", "escalation"] as const;
export type TicketMoment = (typeof TICKET_MOMENTS)[number];
/** When something comes to pass by itself, unless something else happens before. Unix ms; absent: nothing of that kind will. */
export type TicketMoments = { readonly [Moment in TicketMoment]?: number };

export function momentsOfTicket({ clocks, terms, promise, status }: TicketCourse): TicketMoments {
  const running = TICKET_TARGETS.flatMap((kind) => clocks[kind] ?? []).map((clock) => ({ clock, by: terms }));
  const promised = promise === undefined || isFinished(status) ? [] : [{ clock: promise, by: termsOfPromise(terms) }];
  const all = [...running, ...promised];
  const earliest = (of: (one: (typeof all)[number]) => number | undefined) => {
    const moments = all.map(of).filter((atMs) => atMs !== undefined);
    return moments.length === 0 ? undefined : Math.min(...moments);
  };
  const warning = earliest(({ clock }) => clock.warnAtMs);
  const breach = earliest(({ clock }) => unmissed(clock));
  const escalation = earliest(({ clock, by }) => by && nextEscalation(clock, by)?.atMs);
  return {
    ...(warning === undefined ? {} : { warning }),
    ...(breach === undefined ? {} : { breach }),
    ...(escalation === undefined ? {} : { escalation }),
  };
}

function unmissed({ dueAtMs, missedAtMs }: SlaClock): number | undefined {
  return missedAtMs === undefined ? dueAtMs : undefined;
}
