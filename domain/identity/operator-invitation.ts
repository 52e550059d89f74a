/** An invitation that comes from whoever runs the instance, by way of its database: how the first administrator gets in. */
import { and, eq, exists, isNull, notExists, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { invitations, user } from "#domain/identity/schema";
import { rowIf } from "#domain/insert-select";

/** Shorter than a colleague's: it gives everything, and whoever asks for it uses it at once. */
export const OPERATOR_INVITATION_TTL_MS = 24 * 60 * 60 * 1_000;

/** In place of a person's id: nobody of the staff invites. */
export const OPERATOR = SYSTEM_AUDITOR.id;

export interface OperatorInvitation {
  readonly id: string;
  /** As `normalEmail` writes it. */
  readonly email: string;
  readonly tokenHash: string;
  readonly locale: (typeof invitations.$inferSelect)["locale"];
}

/**
 * Statements of one batch: they ask somebody to join as administrator, and spend whatever link the same address had. None
 * of them changes anything where the address has an account.
 */
export function operatorInvitation(db: Database, invitation: OperatorInvitation, nowMs: number) {
  const { id, email, tokenHash, locale } = invitation;
  const hasNoAccount = notExists(db.select({ id: user.id }).from(user).where(eq(user.email, email)));
  const allowed = sql`(SELECT 1 WHERE ${hasNoAccount})`;
  const isPending = and(
    eq(invitations.email, email),
    isNull(invitations.acceptedAtMs),
    isNull(invitations.revokedAtMs),
  );
  const row = {
    id,
    email,
    tokenHash,
    role: "admin",
    roleId: null,
    teamIds: "[]",
    inboxIds: null,
    locale,
    invitedBy: OPERATOR,
    createdAtMs: nowMs,
    expiresAtMs: nowMs + OPERATOR_INVITATION_TTL_MS,
    acceptedAtMs: null,
    revokedAtMs: null,
  } as const;
  const entry = {
    actor: SYSTEM_AUDITOR,
    action: "account.invited",
    subject: { type: "invitation", id },
    detail: { role: row.role },
  } as const;
  return [
    auditStatement(db, entry, nowMs, allowed),
    db
      .update(invitations)
      .set({ revokedAtMs: nowMs })
      .where(and(isPending, exists(allowed))),
    db.insert(invitations).select(rowIf(invitations, row, allowed)),
  ] as const;
}
