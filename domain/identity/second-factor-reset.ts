/** A second factor that its owner has lost is taken away by somebody else. */
import { and, eq, exists } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AccessChange } from "#domain/identity/access-store";
import { isStillGiver } from "#domain/identity/access-store";
import type { Account } from "#domain/identity/accounts";
import { forgetAttempts } from "#domain/identity/attempts";
import { passkeys, recoveryCodes, totp, user } from "#domain/identity/schema";
import { endSessions, sessionsEnded } from "#domain/identity/sessions";
import { withdrawTickets } from "#domain/identity/tickets";

/**
 * Takes away app, passkeys and recovery codes, and ends every session: whoever found the phone may be in one. Afterwards the password
 * lets in alone, and where the role asks for a second factor, to nothing but setting one up. The caller drains the D1 outbox.
 * @param before as whoever does it saw the account
 * @param attemptKeys of guesses at the second factor: those of its owner, who looked for a code in vain, do not hold up the next
 */
export async function resetSecondFactor(
  db: Database,
  before: Account,
  { giver, auditor, nowMs }: AccessChange,
  attemptKeys: readonly string[],
): Promise<Result<true>> {
  const { id } = before;
  const condition = and(
    eq(user.id, id),
    eq(user.accessVersion, before.accessVersion),
    eq(user.hasSecondFactor, true),
    isStillGiver(db, giver),
  );
  const resetting = db.select({ id: user.id }).from(user).where(condition);
  const entry = { actor: auditor, action: "secondFactor.reset", subject: { type: "account", id } } as const;
  const all = { userId: id };
  const [reset] = await db.batch([
    resetting,
    auditStatement(db, entry, nowMs, resetting),
    sessionsEnded(db, auditor, all, { why: "secondFactorReset", which: "all" }, nowMs, resetting),
    ...endSessions(db, all, nowMs, resetting),
    db.delete(totp).where(and(eq(totp.userId, id), exists(resetting))),
    db.delete(passkeys).where(and(eq(passkeys.userId, id), exists(resetting))),
    db.delete(recoveryCodes).where(and(eq(recoveryCodes.userId, id), exists(resetting))),
    withdrawTickets(db, "second-factor", id, resetting),
    withdrawTickets(db, "passkey-added", id, resetting),
    forgetAttempts(db, attemptKeys, resetting),
    // The last: what stands above goes by it.
    db
      .update(user)
      .set({ hasSecondFactor: false, updatedAt: new Date(nowMs) })
      .where(condition),
  ]);
  return reset.length > 0 ? ok(true) : refuse("changed_meanwhile");
}
