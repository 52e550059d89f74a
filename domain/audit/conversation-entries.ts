/** What the audit log tells of a conversation's moves: who has it, and whether it is at an end. */
import type { AuditAction, AuditActor, AuditEntry } from "#domain/audit/actions";
import type { Assignment } from "#domain/conversations/status";
import type { ActivityKey } from "#protocol/constants";
import type { Activity } from "#protocol/vocabulary";

/** @returns undefined for a move that changes neither who has it nor whether it is resolved */
export function entryOfMove(
  conversationId: string,
  before: Assignment,
  after: Assignment,
  { key, supportTier }: Pick<Activity, "key" | "supportTier">,
  actor: AuditActor,
): AuditEntry | undefined {
  const action = actionOf(before, after, key);
  if (action === undefined) return undefined;
  return {
    actor,
    action,
    subject: { type: "conversation", id: conversationId },
    // The reason of a transfer is what somebody wrote, and stays with the conversation.
    detail: {
      ...(before.assigneeId === undefined ? {} : { from: before.assigneeId }),
      ...(after.assigneeId === undefined ? {} : { to: after.assigneeId }),
      ...(before.teamId === after.teamId ? {} : { fromTeam: before.teamId }),
      team: after.teamId,
      ...(supportTier === undefined ? {} : { supportTier }),
      epoch: after.epoch,
    },
  };
}

function actionOf(before: Assignment, after: Assignment, key: ActivityKey): AuditAction | undefined {
  switch (key) {
    case "conversation.assigned":
    case "conversation.unassigned":
    case "conversation.transferred":
    case "conversation.resolved":
    case "conversation.reopened":
      return key;
    case "conversation.snoozed":
    // Not moves.
    case "conversation.labelled":
    case "conversation.prioritised":
    case "conversation.flagged":
    case "conversation.unflagged":
    case "sla.breached":
    case "sla.urged":
    case "sla.escalated":
    case "closing.answered":
    case "closing.reopened":
    case "rule.applied":
    case "rule.ticket":
      return undefined;
    case "conversation.woken":
      // By itself, or by what the customer wrote.
      if (before.status === "resolved") return "conversation.reopened";
      if (before.assigneeId === after.assigneeId) return undefined;
      return after.assigneeId === undefined ? "conversation.unassigned" : "conversation.assigned";
  }
}
