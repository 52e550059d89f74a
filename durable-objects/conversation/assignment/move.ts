/** A conversation's move to another state of its status machine: noted for staff and for the audit log, told to everybody. */
import type { Change } from "#actors/conversation/change";
import { standingOf } from "#actors/conversation/closing/write";
import { insertActivity } from "#actors/conversation/messages/insert";
import { isSeenByContact, showReceipts } from "#actors/conversation/participants/receipts";
import type { Room } from "#actors/conversation/room";
import type { ConversationRecord, Trail } from "#actors/conversation/store";
import { type AuditActor, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { entryOfMove } from "#domain/audit/conversation-entries";
import { reopened, resolvedWith } from "#domain/closing/standing";
import type { Assignment } from "#domain/conversations/status";
import { newId } from "#protocol/ids";
import type { Activity, Actor, Conversation } from "#protocol/vocabulary";

/** @param auditor who does it */
export function move(
  room: Room,
  next: Assignment,
  activity: Activity,
  assignee: Actor | undefined,
  nowMs: number,
  auditor: AuditActor = SYSTEM_AUDITOR,
): Conversation {
  return room.change(nowMs, (change) => {
    if (assignee !== undefined) change.live.participants.ensure(assignee);
    insertActivity(change, activity, nowMs);
    noteForAudit(change, next, activity, auditor, nowMs);
    applyAssignment(change, next, activity.category);
    return room.conversation;
  });
}

export function noteForAudit(
  change: Change,
  next: Assignment,
  activity: Pick<Activity, "key" | "supportTier">,
  auditor: AuditActor,
  nowMs: number,
): void {
  const { conversationId, ...before } = change.live.record;
  const entry = entryOfMove(conversationId, before, next, activity, auditor);
  change.audit = entry && { id: newId(nowMs), atMs: nowMs, entry };
}

/** @param category of the closing note, where it is resolved */
export function applyAssignment(change: Change, next: Assignment, category?: string): void {
  const { live } = change;
  const seq = live.lastSeq + 1;
  const before = live.record;
  const assignee = next.assigneeId === undefined ? undefined : live.participants.actorOf(next.assigneeId);
  const joins = assignee !== undefined && !isSeenByContact(live, assignee);
  const { conversationId, inboxId, contactId, contactVerified, createdAtMs, key, language } = before;
  const identity = { conversationId, inboxId, contactId, contactVerified, createdAtMs, key, language };
  const { labels, priority, flags, sla, ruling } = before;
  const closing = closingAfter(before, next, category);
  const trail = trailOf(before, next, seq);
  change.store.updateAssignment({ ...next, ...trail }, seq);
  if (closing !== undefined && closing !== before.closing) change.store.updateClosing(closing);
  live.record = { ...identity, labels, priority, flags, sla, ruling, closing, ...next, ...trail, changedSeq: seq };
  live.lastSeq = seq;
  live.digest.outdated();
  change.emitConversation("everyone", seq);
  if (before.assigneeId === next.assigneeId) return;
  for (const [agentId, status] of [
    [before.assigneeId, "offline"],
    [next.assigneeId, "online"],
  ] as const) {
    if (agentId === undefined) continue;
    change.emit("contact", { type: "presence", by: live.participants.actorOf(agentId), status });
  }
  if (joins) showReceipts(change, assignee.id);
}

function closingAfter(before: ConversationRecord, next: Assignment, category: string | undefined) {
  const isResolved = next.status === "resolved";
  if ((before.status === "resolved") === isResolved) return before.closing;
  return isResolved ? resolvedWith(standingOf(before), category) : reopened(standingOf(before));
}

function trailOf(before: ConversationRecord, next: Assignment, seq: number): Omit<Trail, "language"> {
  const { assigneeId, lastAgentId, assignedSeq } = before;
  if (next.assigneeId === assigneeId) return { lastAgentId, assignedSeq };
  return {
    lastAgentId: next.assigneeId ?? assigneeId ?? lastAgentId,
    assignedSeq: next.assigneeId === undefined ? undefined : seq,
  };
}
