/**
 * Asks the shop's rules of a conversation that has just begun, once. Nothing of its first message waits for them; its queue
 * waits a moment, so that the first agent who is asked is one whom the rules mean. What somebody did meanwhile goes before what
 * they say: it is moved only while it waits as it began, and a priority that was set stays.
 */

import { applyAssignment, noteForAudit } from "#actors/conversation/assignment/move";
import type { Change } from "#actors/conversation/change";
import { insertActivity } from "#actors/conversation/messages/insert";
import { openMessage } from "#actors/conversation/messages/open";
import type { Room } from "#actors/conversation/room";
import { UNMARKED } from "#actors/conversation/store";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { overflow } from "#domain/conversations/status";
import { labelled } from "#domain/labels/rules";
import type { ConversationToRule, RuledConversation } from "#domain/rules/ruled";
import type { RuleOutcome } from "#protocol/http-rules";
import { plainTextOf } from "#protocol/product-card";

/** Its customer's first message is among so many. */
const FIRST_MESSAGES = 5;

export interface RulePorts {
  readonly room: Room;
  readonly ask: (subject: ConversationToRule) => Promise<RuledConversation>;
}

/** @throws if rules could not be asked; they are asked again, and the queue does not wait for that */
export async function applyRules({ room, ask }: RulePorts): Promise<void> {
  const before = room.live.record;
  if (before.ruling !== undefined) return;
  const { conversationId, inboxId, teamId, contactId, language, createdAtMs, epoch } = before;
  const labels = before.labels ?? [];
  const text = firstText(room);
  const ruled = await ask({ conversationId, inboxId, teamId, contactId, language, labels, text, createdAtMs });
  if (!room.hasBegun || room.live.record.ruling !== undefined) return;
  const nowMs = Date.now();
  room.change(nowMs, (change) => {
    change.rules = "answered";
    const { outcome, by, tickets } = ruled;
    for (const { name } of by) insertActivity(change, { key: "rule.applied", to: name }, nowMs);
    for (const number of tickets) insertActivity(change, { key: "rule.ticket", to: `#${number}` }, nowMs);
    keepRuling(change, outcome);
    if (by.length === 0) return;
    alertWhomToTell(change, outcome, nowMs);
    writeOutcome(change, outcome);
    moveTo(change, outcome.teamId, epoch, nowMs);
  });
}

function firstText(room: Room): string {
  const { contactId } = room.live.record;
  const first = room.messages.createdAfter(0, FIRST_MESSAGES).find(({ senderId }) => senderId === contactId);
  return first === undefined ? "" : plainTextOf(openMessage(room.live, first));
}

/** What routing and service levels go by from now on; that rules were asked is known by it. */
function keepRuling({ live, store }: Change, { skills, policyId }: RuleOutcome): void {
  const ruling = { skills, ...(policyId === undefined ? {} : { policyId }) };
  live.record = { ...live.record, ruling };
  store.updateRuling(ruling);
}

function writeOutcome(change: Change, { labels: add, priority }: RuleOutcome): void {
  const { live } = change;
  const { labels: current, flags, priority: present } = live.record;
  const changed = labelled(current ?? [], { add, remove: [] }, () => true);
  const labels = changed.ok && changed.value !== undefined ? changed.value.labels : current;
  const isFree = present === UNMARKED.priority;
  const marks = { labels, flags, priority: isFree ? (priority ?? present) : present };
  const seq = live.lastSeq + 1;
  live.record = { ...live.record, ...marks, changedSeq: seq };
  live.lastSeq = seq;
  change.store.updateMarks(live.record, seq);
  change.emitConversation("agents", seq);
}

function moveTo(change: Change, teamId: string | undefined, epoch: number, nowMs: number): void {
  if (teamId === undefined) return;
  const next = overflow(change.live.record, teamId, epoch, nowMs);
  if (!next.ok) return;
  const key = "conversation.transferred";
  insertActivity(change, { key, by: SYSTEM_AUDITOR.id, to: teamId }, nowMs);
  noteForAudit(change, next.value, { key }, SYSTEM_AUDITOR, nowMs);
  applyAssignment(change, next.value);
}

function alertWhomToTell(change: Change, { notifySupervisors, notify }: RuleOutcome, nowMs: number): void {
  // Nothing is due: the times of an alert are when it was told.
  const alert = { cause: "rule", kind: "firstResponse", dueAtMs: nowMs } as const;
  if (notifySupervisors) change.alerts.push({ ...alert, key: "rule.supervisor", to: "supervisor" });
  for (const agentId of notify) change.alerts.push({ ...alert, key: `rule.${agentId}`, to: "agent", agentId });
}
