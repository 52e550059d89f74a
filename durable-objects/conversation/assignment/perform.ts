/**
 * The conversation's part in the assignment protocol. The agent's actor grants a slot first, for the epoch that was seen;
 * then the conversation commits, if it has not moved on while the slot was asked for. It alone raises the epoch.
 */

import type { AgentRpc, AssignmentAction, SlotGrant, SlotRequest } from "#actors/contracts";
import { move } from "#actors/conversation/assignment/move";
import { type TierPorts, transferToTier } from "#actors/conversation/assignment/to-tier";
import { ASK_AFTER_MS, ASK_TIMER } from "#actors/conversation/closing/timers";
import type { Room } from "#actors/conversation/room";
import type { Timers } from "#actors/runtime/timers";
import {
  type Assignment,
  assign,
  enqueue,
  handOn,
  isWaiting,
  mayHandle,
  overflow,
  release,
  resolve,
  snooze,
  takeBack,
} from "#domain/conversations/status";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { maskText } from "#domain/privacy/masking";
import type { Activity, Actor, Conversation } from "#protocol/vocabulary";

export const SNOOZE_TIMER = "snooze";

export interface AssignmentPorts extends TierPorts {
  readonly room: Room;
  readonly timers: Timers;
  readonly agent: (agentId: string) => AgentRpc;
  /** How much of an agent's capacity it takes: as the shop has set it at this moment. */
  readonly weight: () => Promise<number>;
  /** Whether there is such a team: work is never handed to nobody. */
  readonly isTeam: (teamId: string) => Promise<boolean>;
  /** Why this agent may not be given a conversation of that inbox, whoever is free: as D1 has them at this moment. */
  readonly whyNotTheirs: (agentId: string, inboxId: string) => Promise<Failure | undefined>;
  /** Why nothing may be resolved with this category, or without one: as the shop has set it at this moment. */
  readonly whyNotClosedAs: (category: string | undefined) => Promise<Failure | undefined>;
}

type Transfer = Extract<AssignmentAction, { type: "conversation.transfer" }>;
type Answer = Result<{ conversation: Conversation }>;

/** Does what the agent asks; their permission for it was checked. */
export async function perform(
  ports: AssignmentPorts,
  principal: AgentPrincipal,
  action: AssignmentAction,
  nowMs: number,
): Promise<Answer> {
  const { record } = ports.room.live;
  switch (action.type) {
    case "conversation.accept":
      return accept(ports, principal, nowMs);
    case "conversation.assign":
      if (record.status === "resolved") return refuse("wrong_status");
      return handTo(ports, principal, action.agentId, "conversation.assigned", undefined, nowMs);
    case "conversation.transfer":
      if (!mayHandle(principal, record)) return refuse("no_permission");
      if (record.status === "resolved") return refuse("wrong_status");
      return transfer(ports, principal, { ...action, reason: maskText(action.reason).text }, nowMs);
    case "conversation.snooze": {
      if (!mayHandle(principal, record)) return refuse("no_permission");
      const next = snooze(record, action.untilMs, nowMs);
      if (!next.ok) return next;
      ports.timers.schedule(SNOOZE_TIMER, action.untilMs);
      return moveBy(ports, principal, next.value, { key: "conversation.snoozed", by: principal.id }, undefined, nowMs);
    }
    case "conversation.resolve":
      return resolveWith(ports, principal, action, nowMs);
    case "conversation.reopen":
      return reopen(ports, principal, nowMs);
  }
}

/** Its closing note is kept for all who read the conversation, so it is masked as a note is. */
async function resolveWith(
  ports: AssignmentPorts,
  principal: AgentPrincipal,
  { category, note }: Extract<AssignmentAction, { type: "conversation.resolve" }>,
  nowMs: number,
): Promise<Answer> {
  if (!mayHandle(principal, ports.room.live.record)) return refuse("no_permission");
  const soon = resolve(ports.room.live.record);
  if (!soon.ok) return soon;
  const { epoch } = ports.room.live.record;
  const refusal = await ports.whyNotClosedAs(category);
  if (refusal !== undefined) return refuse(refusal);
  const { record } = ports.room.live;
  if (record.epoch !== epoch) return refuse("stale_epoch");
  const next = resolve(record);
  if (!next.ok) return next;
  ports.timers.schedule(ASK_TIMER, nowMs + ASK_AFTER_MS);
  const noted = {
    ...(category === undefined ? {} : { category }),
    ...(note === undefined ? {} : { reason: maskText(note).text }),
  };
  const activity = { key: "conversation.resolved", by: principal.id, ...noted } as const;
  return moveBy(ports, principal, next.value, activity, undefined, nowMs);
}

/** The queue's offer, with the slot it reserved. */
export function commitOffer(
  ports: AssignmentPorts,
  offer: SlotGrant & { epoch: number },
  nowMs: number,
): Result<{ epoch: number }> {
  const { record } = ports.room.live;
  // A repeat of the call that was committed: the answer had been lost on its way.
  if (record.assigneeId === offer.agentId && record.epoch === offer.epoch + 1) return ok({ epoch: record.epoch });
  if (!isWaiting(record) || offer.leaseUntilMs <= nowMs) return refuse("stale_epoch");
  const activity = { key: "conversation.assigned", to: offer.agentId } as const;
  const committed = commit(ports, undefined, offer, offer.epoch, activity, nowMs);
  return committed.ok ? ok({ epoch: committed.value.conversation.epoch }) : committed;
}

/** The agent dropped: the customer goes back to the head of the queue. */
export function requeue(ports: AssignmentPorts, agentId: string, epoch: number, nowMs: number): void {
  const next = release(ports.room.live.record, agentId, epoch, nowMs);
  if (next.ok) move(ports.room, next.value, { key: "conversation.unassigned", by: agentId }, undefined, nowMs);
}

/** Nobody took it in time: it waits on in another team, which is not asked where there is no such team any more. */
export async function overflowTo(ports: AssignmentPorts, teamId: string, epoch: number, nowMs: number): Promise<void> {
  if (!(await ports.isTeam(teamId)) || !ports.room.hasBegun) return;
  const next = overflow(ports.room.live.record, teamId, epoch, nowMs);
  if (next.ok) move(ports.room, next.value, { key: "conversation.transferred", to: teamId }, undefined, nowMs);
}

/** Somebody else is found, unless the customer was answered since it is theirs. */
export function takeBackFrom(ports: AssignmentPorts, agentId: string, epoch: number, nowMs: number): void {
  const { room } = ports;
  const { record } = room.live;
  // Whoever was given it in the past is not known to let it lie.
  if (record.assignedSeq === undefined || room.messages.hasPublicBy(agentId, record.assignedSeq)) return;
  const next = takeBack(record, agentId, epoch, nowMs);
  if (next.ok) move(room, next.value, { key: "conversation.unassigned", by: agentId }, undefined, nowMs);
}

/** The snooze is over: back to its agent if they have room, else to the head of the queue. */
export async function wake(ports: AssignmentPorts, nowMs: number): Promise<void> {
  const { record } = ports.room.live;
  if (record.status !== "snoozed" || (record.snoozedUntilMs ?? 0) > nowMs) return;
  const { assigneeId, epoch } = record;
  const grant = assigneeId === undefined ? refuse("not_assigned") : await reserve(ports, assigneeId, epoch, "offer");
  // It may have moved on, or been erased, while its agent was asked.
  if (!ports.room.hasBegun || ports.room.live.record.epoch !== epoch) return;
  const activity = { key: "conversation.woken" } as const;
  if (grant.ok && commit(ports, undefined, grant.value, epoch, activity, Date.now()).ok) return;
  move(ports.room, enqueue(ports.room.live.record, record.teamId, nowMs, true), activity, undefined, nowMs);
}

async function accept(ports: AssignmentPorts, principal: AgentPrincipal, nowMs: number): Promise<Answer> {
  const { record } = ports.room.live;
  if (record.status === "resolved") return refuse("wrong_status");
  const had = answerIfTheirs(ports, principal.id);
  if (had !== undefined) return had;
  if (record.assigneeId !== undefined && record.assigneeId !== principal.id) return refuse("taken");
  const { epoch } = record;
  const grant = await reserve(ports, principal.id, epoch, "pick", principal);
  if (!grant.ok) return answerIfTheirs(ports, principal.id) ?? grant;
  const activity = { key: "conversation.assigned", to: principal.id } as const;
  const committed = commit(ports, principal, grant.value, epoch, activity, nowMs);
  return committed.ok ? committed : abandon(ports, principal.id, epoch, "taken");
}

async function handTo(
  ports: AssignmentPorts,
  principal: AgentPrincipal,
  agentId: string,
  key: "conversation.assigned" | "conversation.transferred",
  reason: string | undefined,
  nowMs: number,
): Promise<Answer> {
  const { epoch, inboxId } = ports.room.live.record;
  const refusal = await ports.whyNotTheirs(agentId, inboxId);
  if (refusal !== undefined) return refuse(refusal);
  const had = answerIfTheirs(ports, agentId);
  if (had !== undefined) return had;
  // What this agent may do was decided for the epoch that they saw.
  if (ports.room.live.record.epoch !== epoch) return refuse("stale_epoch");
  const isOwn = agentId === principal.id;
  const grant = await reserve(ports, agentId, epoch, isOwn ? "pick" : "handover", isOwn ? principal : undefined);
  if (!grant.ok) return grant;
  const activity = { key, by: principal.id, to: agentId, ...(reason === undefined ? {} : { reason }) };
  const committed = commit(ports, principal, grant.value, epoch, activity, nowMs);
  return committed.ok ? committed : abandon(ports, agentId, epoch, "stale_epoch");
}

/** The reason is kept for all who read the conversation, so it was masked as a note is. */
function transfer(ports: AssignmentPorts, principal: AgentPrincipal, action: Transfer, nowMs: number): Promise<Answer> {
  const { agentId, teamId = ports.room.live.record.teamId, supportTier, reason } = action;
  if (agentId !== undefined) return handTo(ports, principal, agentId, "conversation.transferred", reason, nowMs);
  if (supportTier === undefined) return transferToTeam(ports, principal, teamId, reason, nowMs);
  return transferToTier<{ conversation: Conversation }>(
    ports,
    { supportTier, byId: principal.id },
    {
      move: (found, leavesAgentId) => {
        const next = handOn(ports.room.live.record, found, leavesAgentId, nowMs);
        return moveToTeam(ports, principal, next, { reason, supportTier }, nowMs);
      },
      asItIs: () => moved(ports.room.conversation),
    },
  );
}

async function transferToTeam(
  ports: AssignmentPorts,
  principal: AgentPrincipal,
  teamId: string,
  reason: string,
  nowMs: number,
): Promise<Answer> {
  const { epoch } = ports.room.live.record;
  if (!(await ports.isTeam(teamId))) return refuse("team_unknown");
  if (ports.room.live.record.epoch !== epoch) return refuse("stale_epoch");
  // They had somebody's attention and shall not start at the end again.
  const next = enqueue(ports.room.live.record, teamId, nowMs, true);
  return moveToTeam(ports, principal, next, { reason }, nowMs);
}

function moveToTeam(
  ports: AssignmentPorts,
  principal: AgentPrincipal,
  next: Assignment,
  said: Pick<Activity, "reason" | "supportTier">,
  nowMs: number,
): Answer {
  const activity = { key: "conversation.transferred", by: principal.id, to: next.teamId, ...said } as const;
  return moveBy(ports, principal, next, activity, undefined, nowMs);
}

async function reopen(ports: AssignmentPorts, principal: AgentPrincipal, nowMs: number): Promise<Answer> {
  const { record } = ports.room.live;
  if (record.status === "open" || record.status === "pending") return refuse("wrong_status");
  if (!mayHandle(principal, record) && record.status === "snoozed") return refuse("no_permission");
  const { epoch } = record;
  const grant = await reserve(ports, principal.id, epoch, "pick", principal);
  if (ports.room.live.record.epoch !== epoch) return abandon(ports, principal.id, epoch, "stale_epoch");
  const activity = { key: "conversation.reopened", by: principal.id } as const;
  if (grant.ok) {
    const next = assign({ ...record, status: "open" }, principal.id, epoch);
    if (!next.ok) return next;
    const assignee = { type: "agent", id: principal.id, name: grant.value.agentName } as const;
    return moveBy(ports, principal, next.value, activity, assignee, nowMs);
  }
  // No room in their hands: the customer waits in the team rather than not at all.
  return moveBy(ports, principal, enqueue(record, record.teamId, nowMs, true), activity, undefined, nowMs);
}

/** @param principal who asked for it; undefined where Edgedesk does it by itself */
function commit(
  ports: AssignmentPorts,
  principal: AgentPrincipal | undefined,
  grant: SlotGrant,
  epoch: number,
  activity: Activity,
  nowMs: number,
): Answer {
  const next = assign(ports.room.live.record, grant.agentId, epoch);
  if (!next.ok) return next;
  const assignee = { type: "agent", id: grant.agentId, name: grant.agentName } as const;
  return moveBy(ports, principal, next.value, activity, assignee, nowMs);
}

function moveBy(
  ports: AssignmentPorts,
  principal: AgentPrincipal | undefined,
  next: Assignment,
  activity: Activity,
  assignee: Actor | undefined,
  nowMs: number,
): Answer {
  const auditor = principal && { type: principal.type, id: principal.id, sessionId: principal.sessionId };
  return moved(move(ports.room, next, activity, assignee, nowMs, auditor));
}

/** Asks the agent's actor for a slot. */
export async function reserve(
  ports: AssignmentPorts,
  agentId: string,
  epoch: number,
  manner: SlotRequest["manner"],
  picker?: AgentPrincipal,
): Promise<Result<SlotGrant>> {
  const { conversationId, inboxId } = ports.room.live.record;
  const request = { conversationId, inboxId, epoch, weight: await ports.weight(), manner, picker };
  const grant = await ports.agent(agentId).reserve(request);
  // The answer may have been so long on its way that the slot is another conversation's by now.
  return grant.ok && grant.value.leaseUntilMs <= Date.now() ? refuse("stale_epoch") : grant;
}

/**
 * The slot is given back at once; should that fail, its lease lapses by itself. If the agent has the conversation by now
 * (who asks twice at a time gets one lease for both), that is what they wanted, and the slot is its own.
 */
async function abandon(ports: AssignmentPorts, agentId: string, epoch: number, failure: Failure): Promise<Answer> {
  const had = answerIfTheirs(ports, agentId);
  if (had !== undefined) return had;
  await giveBack(ports, agentId, epoch);
  return refuse(failure);
}

/** Gives a slot back that was not needed. */
export async function giveBack(ports: AssignmentPorts, agentId: string, epoch: number): Promise<void> {
  const { conversationId } = ports.room.live.record;
  await ports
    .agent(agentId)
    .cancelReservation(conversationId, epoch)
    .catch(() => undefined);
}

/** They have it and are at work on it: nothing is left to do. */
function answerIfTheirs(ports: AssignmentPorts, agentId: string): Answer | undefined {
  const { assigneeId, status } = ports.room.live.record;
  return assigneeId === agentId && status === "open" ? moved(ports.room.conversation) : undefined;
}

function moved(conversation: Conversation): Answer {
  return ok({ conversation });
}
