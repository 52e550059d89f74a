/** Whose it is to keep a promise. Pure. */
import type { Colleague } from "#domain/identity/scope";
import { maySee } from "#domain/routing/rules";
import { type Candidate, toldAt } from "#domain/sla/escalation";

/** Further ahead nobody promises anything. */
export const MAX_AHEAD_MS = 366 * 24 * 60 * 60_000;

export function isTimely(dueAtMs: number, nowMs: number): boolean {
  return dueAtMs > nowMs && dueAtMs <= nowMs + MAX_AHEAD_MS;
}

/** A promise, and how what it is about stands. */
export interface Promised {
  readonly agentId: string;
  readonly inboxId: string;
  readonly teamId: string;
  /** Who has the conversation or ticket, while it is one to work on. */
  readonly holderId: string | undefined;
}

/**
 * Whoever has the conversation or ticket keeps what was promised in it; else whoever promised. If neither is there any
 * more, or may see it, it is for the supervisors of its team.
 * @returns ids
 */
export function keepersOf({ agentId, inboxId, teamId, holderId }: Promised, staff: readonly Candidate[]): string[] {
  const isThere = (id: string | undefined) =>
    staff.some((person) => person.id === id && isAble(person) && maySee(person, inboxId));
  const keeper = [holderId, agentId].find(isThere);
  return keeper === undefined ? toldAt("supervisor", { inboxId, teamId, assigneeId: undefined }, staff) : [keeper];
}

function isAble({ suspendedAtMs }: Colleague): boolean {
  return suspendedAtMs === undefined;
}
