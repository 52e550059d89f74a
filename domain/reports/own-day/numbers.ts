/** An agent's numbers of a day, out of what was written down of it. What each means: docs/design/agents-day.md. Pure. */
import type { PresenceStatus } from "#protocol/constants";
import type { OwnNumbers } from "#protocol/http-own-day";

/** Of one conversation in one quarter of an hour. */
export interface WorkDone {
  readonly conversationId: string;
  readonly messages: number;
  readonly answers: number;
  readonly quickAnswers: number;
  readonly firstResponseMs: number | null;
  readonly resolved: number;
  /** How its service level came out, if it has one and has ended. */
  readonly sla: "hit" | "missed" | undefined;
}

export function numbersOf(work: readonly WorkDone[]): Omit<OwnNumbers, "ticketsFinished" | "onlineMs"> {
  const conversationsWhere = (holds: (row: WorkDone) => boolean) =>
    new Set(work.filter(holds).map(({ conversationId }) => conversationId)).size;
  const sum = (of: (row: WorkDone) => number) => work.reduce((total, row) => total + of(row), 0);
  const firstMs = median(work.flatMap(({ firstResponseMs }) => (firstResponseMs === null ? [] : [firstResponseMs])));
  return {
    conversations: conversationsWhere(({ messages }) => messages > 0),
    messages: sum(({ messages }) => messages),
    resolved: conversationsWhere(({ resolved }) => resolved > 0),
    answers: sum(({ answers }) => answers),
    quickAnswers: sum(({ quickAnswers }) => quickAnswers),
    slaHit: conversationsWhere(({ resolved, sla }) => resolved > 0 && sla === "hit"),
    slaMissed: conversationsWhere(({ resolved, sla }) => resolved > 0 && sla === "missed"),
    ...(firstMs === undefined ? {} : { firstResponseMedianMs: firstMs }),
  };
}

/** The lower of the two in the middle where there are two: a time that somebody really waited. */
export function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.floor((sorted.length - 1) / 2)];
}

/** From when on an agent was what. */
export interface Presence {
  readonly status: PresenceStatus;
  readonly fromMs: number;
}

/** @param log in order, beginning with what held at `fromMs` if that is known. @returns how long they were online */
export function onlineMs(log: readonly Presence[], fromMs: number, untilMs: number): number {
  return log.reduce((total, { status, fromMs: sinceMs }, at) => {
    if (status !== "online") return total;
    const endMs = Math.min(log[at + 1]?.fromMs ?? untilMs, untilMs);
    return total + Math.max(0, endMs - Math.max(sinceMs, fromMs));
  }, 0);
}
