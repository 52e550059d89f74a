/** What of a service level is shown, and when it wants to be looked at again. */
import { nextEscalation, type SlaClock } from "#domain/sla/clock";
import type { SlaCourse } from "#domain/sla/course";
import { SLA_KINDS, type SlaKind, type SlaState } from "#protocol/constants";
import type { ConversationSla } from "#protocol/vocabulary";

/** @returns undefined as long as no policy was for it */
export function shownSla(course: SlaCourse): ConversationSla | undefined {
  if (course.terms === undefined) return undefined;
  const next = nextDue(course);
  return {
    state: stateOf(course),
    ...(next === undefined ? {} : { next }),
    ...(course.urges === 0 ? {} : { urges: course.urges }),
  };
}

function stateOf({ status, misses }: SlaCourse): SlaState {
  if (status === "resolved") return misses === 0 ? "hit" : "missed";
  return misses === 0 ? "active" : "activeWithMisses";
}

/** An answer that is due, unless the end is due sooner and was not missed already: that one would hide each answer to come. */
function nextDue({ clocks, terms }: SlaCourse): ConversationSla["next"] {
  const due = SLA_KINDS.flatMap((kind) => {
    const clock = clocks[kind];
    const dueAtMs = clock?.runningSinceMs === undefined ? undefined : (clock.missedAtMs ?? clock.dueAtMs);
    return clock === undefined || dueAtMs === undefined ? [] : [{ kind, clock, dueAtMs }];
  });
  const response = due.find(({ kind }) => kind !== "resolution");
  const resolution = due.find(({ kind }) => kind === "resolution");
  const isEndFirst =
    response === undefined ||
    (resolution !== undefined && resolution.clock.missedAtMs === undefined && resolution.dueAtMs < response.dueAtMs);
  const next = isEndFirst ? resolution : response;
  if (next === undefined) return undefined;
  const targetMs = terms?.targetsMs[next.kind] ?? 0;
  return { kind: next.kind, dueAtMs: next.dueAtMs, spanMs: spanMs(next.clock, next.dueAtMs, targetMs) };
}

/** The whole of the ring by the wall clock: as long as the present run takes, and what was used before in proportion. */
export function spanMs({ runningSinceMs, usedMs }: SlaClock, dueAtMs: number, targetMs: number): number {
  const runMs = Math.max(1, dueAtMs - (runningSinceMs ?? dueAtMs));
  const leftMs = targetMs - usedMs;
  return leftMs <= 0 ? runMs : Math.max(1, Math.round((runMs * targetMs) / leftMs));
}

/** When something comes to pass by itself, unless something else happens before. Unix ms; absent: nothing of that kind will. */
export interface Moments {
  readonly warning: number | undefined;
  readonly breach: number | undefined;
  readonly escalation: number | undefined;
}

export function momentsOf({ clocks, terms }: SlaCourse): Moments {
  const earliest = (of: (clock: SlaClock, kind: SlaKind) => number | undefined) => {
    const moments = SLA_KINDS.flatMap((kind) => {
      const clock = clocks[kind];
      const atMs = clock === undefined ? undefined : of(clock, kind);
      return atMs === undefined ? [] : [atMs];
    });
    return moments.length === 0 ? undefined : Math.min(...moments);
  };
  return {
    warning: earliest(({ warnAtMs }) => warnAtMs),
    breach: earliest(({ dueAtMs, missedAtMs }) => (missedAtMs === undefined ? dueAtMs : undefined)),
    escalation: terms === undefined ? undefined : earliest((clock) => nextEscalation(clock, terms)?.atMs),
  };
}
