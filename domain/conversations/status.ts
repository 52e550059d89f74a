/**
 * The status machine of a conversation and its assignment: pure transitions over what the ConversationActor owns.
 * `epoch` is raised by each change of assignee, and by each entry into a queue, so that whatever was said of an earlier
 * state can be told from the present one and dropped.
 */

import { ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { Principal } from "#domain/identity/principal";
import type { ConversationStatus } from "#protocol/constants";

export interface Assignment {
  readonly status: ConversationStatus;
  readonly teamId: string;
  readonly assigneeId?: string | undefined;
  readonly epoch: number;
  /** Since when the customer waits for a person; absent while somebody has the conversation or nobody is waited for. */
  readonly waitingSinceMs?: number | undefined;
  /** Goes before those who wait already: they had a person and lost them. */
  readonly atHead: boolean;
  readonly snoozedUntilMs?: number | undefined;
  /** Who let it lie or handed it on to a line of support, while it waits for somebody else. */
  readonly notAgentId?: string | undefined;
}

/** A new conversation waits in its inbox's team. */
export function begin(teamId: string, nowMs: number): Assignment {
  return { status: "open", teamId, epoch: 1, waitingSinceMs: nowMs, atHead: false };
}

/** Whether it stands in its team's queue. */
export function isWaiting(state: Pick<Assignment, "status" | "assigneeId">): boolean {
  return state.status === "open" && state.assigneeId === undefined;
}

/** Whether it takes a slot of its assignee's capacity. */
export function takesSlot(state: Assignment): boolean {
  return state.assigneeId !== undefined && (state.status === "open" || state.status === "pending");
}

/**
 * Gives it to an agent whose slot is reserved.
 * @param epoch the one that the slot was reserved for
 */
export function assign(state: Assignment, agentId: string, epoch: number): Result<Assignment> {
  if (epoch !== state.epoch) return refuse("stale_epoch");
  if (state.status === "resolved") return refuse("wrong_status");
  return ok({ status: "open", teamId: state.teamId, assigneeId: agentId, epoch: state.epoch + 1, atHead: false });
}

/** Puts it (back) into a team's queue. */
export function enqueue(state: Assignment, teamId: string, nowMs: number, atHead: boolean): Assignment {
  return {
    status: "open",
    teamId,
    epoch: state.epoch + 1,
    waitingSinceMs: isWaiting(state) ? (state.waitingSinceMs ?? nowMs) : nowMs,
    atHead,
  };
}

/** Handed on to those who know more: others are found first than who had it, which would be no help. */
export function handOn(state: Assignment, teamId: string, leavesAgentId: string, nowMs: number): Assignment {
  return { ...enqueue(state, teamId, nowMs, true), notAgentId: leavesAgentId };
}

/** Its agent is gone: back to the head of its team's queue, if it is still theirs. */
export function release(state: Assignment, agentId: string, epoch: number, nowMs: number): Result<Assignment> {
  if (epoch !== state.epoch || state.assigneeId !== agentId) return refuse("stale_epoch");
  if (!takesSlot(state)) return refuse("wrong_status");
  return ok(enqueue(state, state.teamId, nowMs, true));
}

/** Nobody took it in time: it waits on in another team, as long as it has waited. */
export function overflow(state: Assignment, teamId: string, epoch: number, nowMs: number): Result<Assignment> {
  if (epoch !== state.epoch) return refuse("stale_epoch");
  if (!isWaiting(state) || teamId === state.teamId) return refuse("wrong_status");
  return ok({ ...enqueue(state, teamId, nowMs, state.atHead), notAgentId: state.notAgentId });
}

/** Its agent let it lie: somebody else is found first. */
export function takeBack(state: Assignment, agentId: string, epoch: number, nowMs: number): Result<Assignment> {
  if (state.status !== "open") return refuse("wrong_status");
  const released = release(state, agentId, epoch, nowMs);
  return released.ok ? ok({ ...released.value, notAgentId: agentId }) : released;
}

/** A year. It has to end somewhere: the platform sets no alarm after 2189. */
const LONGEST_SNOOZE_MS = 366 * 24 * 60 * 60 * 1_000;

export function snooze(state: Assignment, untilMs: number, nowMs: number): Result<Assignment> {
  if (state.status !== "open") return refuse("wrong_status");
  if (state.assigneeId === undefined) return refuse("not_assigned");
  if (untilMs <= nowMs) return refuse("time_passed");
  if (untilMs > nowMs + LONGEST_SNOOZE_MS) return refuse("time_too_far");
  return ok({ ...state, status: "snoozed", snoozedUntilMs: untilMs, epoch: state.epoch + 1 });
}

export function resolve(state: Assignment): Result<Assignment> {
  if (state.status === "resolved") return refuse("wrong_status");
  return ok({
    status: "resolved",
    teamId: state.teamId,
    assigneeId: state.assigneeId,
    epoch: state.epoch + 1,
    atHead: false,
  });
}

/** What a customer's message does to one that sleeps or is resolved: it waits again, those with an agent first. */
export function wakeByCustomer(state: Assignment, nowMs: number): Assignment | undefined {
  if (state.status === "snoozed") return enqueue(state, state.teamId, nowMs, true);
  if (state.status === "resolved") return enqueue(state, state.teamId, nowMs, false);
  return undefined;
}

/** Whether this agent may transfer, snooze or resolve it: it is theirs, or nobody's, or they lead. */
export function mayHandle(principal: Principal, state: Assignment): boolean {
  if (principal.type !== "agent") return false;
  if (isPermitted(principal, "conversation.handleAny")) return true;
  return state.assigneeId === undefined || state.assigneeId === principal.id;
}
