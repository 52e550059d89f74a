/** Everything that the audit log knows how to tell; what is not listed here is not written. */

export const AUDIT_ACTIONS = [
  // Sign-ins and one's own account
  "session.started",
  "session.refused",
  "session.ended",
  "password.changed",
  "password.resetRequested",
  "password.reset",
  "secondFactor.enabled",
  "secondFactor.disabled",
  "secondFactor.reset",
  "secondFactor.recoveryCodesMade",
  "secondFactor.recoveryCodeUsed",
  "passkey.added",
  "passkey.removed",
  // Accounts and roles
  "account.invited",
  "account.invitationRevoked",
  "account.joined",
  "account.accessChanged",
  "account.suspended",
  "account.restored",
  "account.capacityChanged",
  "account.abilitiesChanged",
  "role.created",
  "role.changed",
  "role.deleted",
  "role.secondFactorChanged",
  // The shop
  "business.changed",
  "business.logoChanged",
  "team.created",
  "team.renamed",
  "team.deleted",
  "team.routingChanged",
  "team.supportTierChanged",
  "routing.rulesChanged",
  "routing.weightsChanged",
  "skill.created",
  "skill.changed",
  "skill.deleted",
  "inbox.created",
  "inbox.changed",
  "inbox.deleted",
  "inbox.secretRevealed",
  "inbox.secretRotated",
  "calendar.created",
  "calendar.changed",
  "calendar.deleted",
  "sla.created",
  "sla.changed",
  "sla.ordered",
  "sla.deleted",
  "closing.changed",
  // Work
  "conversation.assigned",
  "conversation.unassigned",
  "conversation.transferred",
  "conversation.resolved",
  "conversation.reopened",
  "conversation.flagged",
  "conversation.unflagged",
  "ticket.created",
  "ticket.changed",
  "ticket.transferred",
  "ticket.merged",
  "ticket.noted",
  "refund.asked",
  "refund.approved",
  "refund.refused",
  "refund.withdrawn",
  "refund.paid",
  "refund.limitsChanged",
  "ticket.attached",
  "ticket.detached",
  "ticket.unlinked",
  "followUp.promised",
  "followUp.moved",
  "followUp.done",
  "ticketType.created",
  "ticketType.changed",
  "ticketType.deleted",
  "ticketType.offered",
  "label.created",
  "label.changed",
  "label.ordered",
  "label.deleted",
  "canned.created",
  "canned.changed",
  "canned.deleted",
  // Customers
  "personal.revealed",
  "contact.joined",
  "block.created",
  "block.lifted",
  // Privacy
  "consentText.published",
  "retention.changed",
  "retention.applied",
  "export.requested",
  "export.downloaded",
  "erasure.requested",
  "erasure.finished",
  "erasure.ledgerApplied",
  "key.rotationStarted",
  "key.rotationFinished",
  "audit.exported",
] as const;
export type AuditAction = (typeof AUDIT_ACTIONS)[number];

export const AUDIT_SUBJECTS = [
  "account",
  "role",
  "session",
  "invitation",
  "conversation",
  "label",
  "ticket",
  "ticketType",
  "refund",
  "message",
  "canned",
  "contact",
  "block",
  "inbox",
  "team",
  "skill",
  "routing",
  "business",
  "calendar",
  "sla",
  "closing",
  "request",
  "key",
  "log",
] as const;
export type AuditSubject = (typeof AUDIT_SUBJECTS)[number];

/** Who did it, and from where. */
export interface AuditActor {
  readonly type: "agent" | "contact" | "system";
  /** The principal's id; `system` for Edgedesk itself, `unknown` for a sign-in that named nobody. */
  readonly id: string;
  readonly sessionId?: string | undefined;
  /** The connecting address as `addressPseudonym` writes it, never the address itself. */
  readonly origin?: string | undefined;
}

/** Ids, numbers and words of ours only: these rows rest in plain and outlive what they tell of. */
export type AuditDetail = Readonly<Record<string, string | number | boolean | readonly string[]>>;

export interface AuditEntry {
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly subject: { readonly type: AuditSubject; readonly id: string };
  readonly detail?: AuditDetail | undefined;
}

/** Edgedesk itself: timers, retention, rotation. */
export const SYSTEM_AUDITOR: AuditActor = { type: "system", id: "system" };
