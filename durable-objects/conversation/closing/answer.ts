/**
 * The customer says whether it is settled. If not, it is opened again at once: a supervisor of its team who is there and
 * has room gets it, otherwise it waits at the head of the queue, and supervisors are told in any case.
 */

import type { SlotGrant } from "#actors/contracts";
import { applyAssignment, noteForAudit } from "#actors/conversation/assignment/move";
import { type AssignmentPorts, giveBack, reserve } from "#actors/conversation/assignment/perform";
import type { Change } from "#actors/conversation/change";
import { keepStanding, standingOf, writeStanding } from "#actors/conversation/closing/write";
import { insertActivity } from "#actors/conversation/messages/insert";
import { type Answered, answered, raised } from "#domain/closing/standing";
import { assign, enqueue } from "#domain/conversations/status";
import { ok, type Result, refuse } from "#domain/failures";
import type { ContactPrincipal } from "#domain/identity/principal";
import type { ClosingAnswer, Conversation } from "#protocol/vocabulary";

export interface ClosingPorts extends AssignmentPorts {
  /** Who leads its team and is not suspended, as D1 has them at this moment. */
  readonly supervisors: (conversation: Conversation) => Promise<readonly string[]>;
}

/** Asked one after the other for a slot; more of them keep a customer waiting for their answer. */
const MOST_ASKED = 5;

/** @returns refuses `not_asked`, `erased` */
export async function answerClosing(
  ports: ClosingPorts,
  principal: ContactPrincipal,
  answer: ClosingAnswer,
  nowMs: number,
): Promise<Result<{ conversation: Conversation }>> {
  const { room } = ports;
  const before = answered(standingOf(room.live.record), answer, nowMs);
  if (!before.ok) return before;
  const reopens = before.value.kind === "first" && !answer.satisfied && room.live.record.status === "resolved";
  const { epoch } = room.live.record;
  const grant = reopens ? await supervisorsSlot(ports) : undefined;
  if (!room.hasBegun) return refuse("erased");
  // Somebody may have opened it again meanwhile, or the same answer have come twice.
  const now = answered(standingOf(room.live.record), answer, nowMs);
  const isLate = room.live.record.epoch !== epoch;
  if (grant !== undefined && (!now.ok || now.value.kind !== "first" || isLate))
    await giveBack(ports, grant.agentId, epoch);
  if (!now.ok) return now;
  if (!room.hasBegun) return refuse("erased");
  if (now.value.kind !== "repeated") {
    const slot = isLate ? undefined : grant;
    room.change(nowMs, (change) => take(change, principal, answer, now.value, slot, nowMs));
  }
  return ok({ conversation: room.conversation });
}

function take(
  change: Change,
  principal: ContactPrincipal,
  answer: ClosingAnswer,
  { standing, kind }: Answered,
  grant: SlotGrant | undefined,
  nowMs: number,
): void {
  const { satisfied, comment: reason } = answer;
  const rating = answer.rating === undefined ? {} : { rating: answer.rating };
  const said = { satisfied, ...rating, ...(reason === undefined ? {} : { reason }) };
  insertActivity(change, { key: "closing.answered", by: principal.id, ...said }, nowMs);
  const outcome = satisfied ? "satisfied" : "unsatisfied";
  const seq = change.live.lastSeq;
  change.settled = {
    outcome,
    settledAtMs: standing.answeredAtMs ?? nowMs,
    ...rating,
    ...(reason !== undefined && { seq }),
  };
  if (kind === "rated" || satisfied) {
    writeStanding(change, standing);
    return;
  }
  escalate(change, nowMs);
  if (change.live.record.status !== "resolved") {
    writeStanding(change, standing);
    return;
  }
  keepStanding(change, standing);
  reopen(change, principal, grant, nowMs);
}

/** Whoever leads the team hears of it, and it goes before what is not pressing. */
function escalate(change: Change, nowMs: number): void {
  const { live } = change;
  const priority = raised(live.record.priority);
  if (priority !== live.record.priority) {
    insertActivity(change, { key: "conversation.prioritised", to: priority }, nowMs);
    live.record = { ...live.record, priority };
    live.lastSeq += 1;
    live.record = { ...live.record, changedSeq: live.lastSeq };
    change.store.updateMarks(live.record, live.lastSeq);
    change.emitConversation("agents", live.lastSeq);
  }
  const alert = { kind: "resolution", dueAtMs: nowMs, cause: "unsatisfied", to: "supervisor" } as const;
  change.alerts.push({ key: `unsatisfied.${nowMs}`, ...alert });
}

function reopen(change: Change, principal: ContactPrincipal, grant: SlotGrant | undefined, nowMs: number): void {
  const { record, participants } = change.live;
  const given = grant && assign({ ...record, status: "open" }, grant.agentId, record.epoch);
  const next = given?.ok === true ? given.value : enqueue(record, record.teamId, nowMs, true);
  if (grant !== undefined) participants.ensure({ type: "agent", id: grant.agentId, name: grant.agentName });
  const to = next.assigneeId === undefined ? {} : { to: next.assigneeId };
  insertActivity(change, { key: "closing.reopened", ...to }, nowMs);
  noteForAudit(change, next, { key: "conversation.reopened" }, { type: "contact", id: principal.id }, nowMs);
  applyAssignment(change, next);
}

async function supervisorsSlot(ports: ClosingPorts): Promise<SlotGrant | undefined> {
  const { conversation } = ports.room;
  // Whether anybody has room or not: the customer's answer counts.
  const leads = await ports.supervisors(conversation).catch(() => []);
  for (const agentId of leads.slice(0, MOST_ASKED)) {
    if (!ports.room.hasBegun) return undefined;
    const grant = await reserve(ports, agentId, conversation.epoch, "offer").catch(() => refuse("broken"));
    if (grant.ok) return grant.value;
  }
  return undefined;
}
