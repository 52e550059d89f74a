/** Second factors as rows. Every change is one batch with its audit row, conditional on what it was decided upon. */
import { and, count, eq, exists, inArray, isNotNull, lt, or, type SQLWrapper, sql } from "drizzle-orm";
import type { AuditAction, AuditActor, AuditDetail } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { passkeys, recoveryCodes, totp, user } from "#domain/identity/schema";
import { endSessions, insertSession, type NewSession, sessionStarted, sessionThere } from "#domain/identity/sessions";
import type { Place } from "#domain/privacy/envelope";

export function totpSecretPlace(userId: string): Place {
  return { table: "totp", record: userId, field: "secret", revision: 1 };
}

export interface TotpRow {
  readonly sealedSecret: Buffer | null;
  readonly sealedPending: Buffer | null;
  readonly confirmedAtMs: number | null;
  readonly lastStep: number;
}

/** What an account has to prove itself with, besides the password. */
export interface SecondFactors {
  readonly totp: TotpRow | undefined;
  readonly recoveryCodesLeft: number;
  readonly hasPasskey: boolean;
}

export async function readSecondFactors(db: Database, userId: string): Promise<SecondFactors> {
  const [[app], codes, keys] = await db.batch([
    db.select().from(totp).where(eq(totp.userId, userId)),
    db.select({ hash: recoveryCodes.hash }).from(recoveryCodes).where(eq(recoveryCodes.userId, userId)),
    db.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.userId, userId)).limit(1),
  ]);
  return { totp: app, recoveryCodesLeft: codes.length, hasPasskey: keys.length > 0 };
}

/** Keeps a new secret until a code confirms it; one that was pending before is forgotten. */
export async function keepPendingTotp(db: Database, userId: string, sealedPending: Uint8Array): Promise<void> {
  const pending = Buffer.from(sealedPending);
  await db
    .insert(totp)
    .values({ userId, sealedPending: pending })
    .onConflictDoUpdate({ target: totp.userId, set: { sealedPending: pending } });
}

/** Selects the account's row while that very secret is pending. */
export function pendingTotp(db: Database, userId: string, sealedPending: Buffer) {
  return db
    .select({ userId: totp.userId })
    .from(totp)
    .where(and(eq(totp.userId, userId), eq(totp.sealedPending, sealedPending)));
}

/** Makes the pending secret the one that counts. @param step whose code confirmed it, which is thereby used */
export function confirmTotp(db: Database, userId: string, step: number, nowMs: number, condition: SQLWrapper) {
  return db
    .update(totp)
    .set({ sealedSecret: sql`${totp.sealedPending}`, sealedPending: null, confirmedAtMs: nowMs, lastStep: step })
    .where(and(eq(totp.userId, userId), exists(condition)));
}

/** Selects the account's row if that step's code was not used yet, nor a newer one's. */
export function unusedStep(db: Database, userId: string, step: number) {
  return db
    .select({ userId: totp.userId })
    .from(totp)
    .where(and(eq(totp.userId, userId), isNotNull(totp.sealedSecret), lt(totp.lastStep, step)));
}

/** Answers with a row if it was done. */
export function spendStep(db: Database, userId: string, step: number, condition: SQLWrapper) {
  return db
    .update(totp)
    .set({ lastStep: step })
    .where(and(eq(totp.userId, userId), exists(condition)))
    .returning({ userId: totp.userId });
}

/** @param hashes of one code, by every key that it may have been kept with */
export function unusedRecoveryCode(db: Database, userId: string, hashes: readonly string[]) {
  return db
    .select({ hash: recoveryCodes.hash })
    .from(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), inArray(recoveryCodes.hash, [...hashes])));
}

export function useRecoveryCode(db: Database, userId: string, hashes: readonly string[], condition: SQLWrapper) {
  return db
    .delete(recoveryCodes)
    .where(and(eq(recoveryCodes.userId, userId), inArray(recoveryCodes.hash, [...hashes]), exists(condition)));
}

/** How many codes each key of the blind indexes has kept: they cannot be written anew with another, so it may not go before them. */
export async function countRecoveryCodes(db: Database): Promise<Record<string, number>> {
  const keyId = sql<string>`substr(${recoveryCodes.hash}, 1, instr(${recoveryCodes.hash}, ':') - 1)`;
  const rows = await db.select({ keyId, n: count() }).from(recoveryCodes).groupBy(keyId);
  return Object.fromEntries(rows.map(({ keyId: id, n }) => [id, n]));
}

/** New codes in place of all that there were: statements for a batch. */
export function replaceRecoveryCodes(
  db: Database,
  userId: string,
  hashes: readonly string[],
  nowMs: number,
  condition: SQLWrapper,
) {
  const rows = db
    .select({
      userId: sql`${userId}`.as("user_id"),
      hash: sql`made.value`.as("hash"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
    })
    .from(sql`json_each(${JSON.stringify(hashes)}) AS made`)
    .where(exists(condition));
  return [
    db.delete(recoveryCodes).where(and(eq(recoveryCodes.userId, userId), exists(condition))),
    db.insert(recoveryCodes).select(rows),
  ] as const;
}

/** What happens when a second factor is set up, see {@link enrol}. */
export interface Enrolment {
  /** The session that takes the place of the present one. */
  readonly begun: NewSession;
  readonly actor: AuditActor;
  /** Selects something if what is set up is still what was decided upon. */
  readonly condition: SQLWrapper;
  readonly audit: { readonly action: AuditAction; readonly detail: AuditDetail };
  /** Hashes of new recovery codes, or none if those that there are stay. */
  readonly recoveryCodeHashes: readonly string[];
  /** The statement that sets it up, itself on condition. */
  readonly change: (condition: SQLWrapper) => ReturnType<typeof confirmTotp> | ReturnType<typeof insertPasskey>;
}

/**
 * Sets up a second factor: from then on signing in takes it. All sessions end, as they began without it, and a new one takes the
 * place of the present one. The caller drains the D1 outbox.
 * @returns whether it was done; not if it had changed meanwhile
 */
export async function enrol(db: Database, enrolment: Enrolment, nowMs: number): Promise<boolean> {
  const { begun, actor, audit, recoveryCodeHashes } = enrolment;
  const { userId } = begun;
  const isDone = sessionThere(db, begun.id);
  const subject = { type: "account", id: userId } as const;
  const madeCodes = {
    actor,
    action: "secondFactor.recoveryCodesMade",
    subject,
    detail: { count: recoveryCodeHashes.length },
  } as const;
  const codes =
    recoveryCodeHashes.length === 0
      ? []
      : [
          ...replaceRecoveryCodes(db, userId, recoveryCodeHashes, nowMs, isDone),
          auditStatement(db, madeCodes, nowMs, isDone),
        ];
  await db.batch([
    insertSession(db, begun, nowMs, enrolment.condition),
    enrolment.change(isDone),
    db
      .update(user)
      .set({ hasSecondFactor: true })
      .where(and(eq(user.id, userId), exists(isDone))),
    auditStatement(db, { actor, subject, ...audit }, nowMs, isDone),
    ...codes,
    ...endSessions(db, { userId, except: begun.id }, nowMs, isDone),
    sessionStarted(db, begun, "enrolment", nowMs),
  ]);
  return (await isDone).length > 0;
}

export interface NewPasskey {
  readonly id: string;
  readonly userId: string;
  readonly sealedName: Uint8Array;
  readonly credentialId: string;
  readonly publicKey: Uint8Array;
  readonly counter: number;
  readonly transports: readonly string[];
}

/** Answers with a row if it was done. */
export function insertPasskey(db: Database, made: NewPasskey, nowMs: number, condition: SQLWrapper) {
  return db
    .insert(passkeys)
    .select(
      db
        .select({
          id: sql`${made.id}`.as("id"),
          userId: sql`${made.userId}`.as("user_id"),
          sealedName: sql`${Buffer.from(made.sealedName)}`.as("sealed_name"),
          credentialId: sql`${made.credentialId}`.as("credential_id"),
          publicKey: sql`${Buffer.from(made.publicKey)}`.as("public_key"),
          counter: sql`${made.counter}`.as("counter"),
          transports: sql`${JSON.stringify(made.transports)}`.as("transports"),
          createdAtMs: sql`${nowMs}`.as("created_at_ms"),
          lastUsedAtMs: sql`NULL`.as("last_used_at_ms"),
        })
        .from(sql`(SELECT 1)`)
        .where(exists(condition)),
    )
    .returning({ id: passkeys.id });
}

/** Which of an account's second factors is to go. */
export type Removed = { readonly kind: "totp" } | { readonly kind: "passkey"; readonly id: string };

/**
 * Removes a second factor. With the last one go the recovery codes, and it stays if the role asks for one.
 * @returns undefined if it was not there, whether it was removed otherwise
 */
export async function removeSecondFactor(
  db: Database,
  userId: string,
  removed: Removed,
  actor: AuditActor,
  nowMs: number,
): Promise<boolean | undefined> {
  const table = removed.kind === "totp" ? totp : passkeys;
  const isIt =
    removed.kind === "totp" ? eq(totp.userId, userId) : and(eq(passkeys.userId, userId), eq(passkeys.id, removed.id));
  const counts = db.select({ id: table.userId }).from(table).where(isIt);
  // A secret that was never confirmed is nobody's second factor, but has to go all the same.
  const confirmed = sql`SELECT 1 FROM ${totp} WHERE ${totp.userId} = ${userId} AND ${totp.sealedSecret} IS NOT NULL`;
  const keys = sql`SELECT 1 FROM ${passkeys} WHERE ${passkeys.userId} = ${userId}`;
  const remaining =
    removed.kind === "totp"
      ? sql`EXISTS (${keys})`
      : sql`(EXISTS (${confirmed}) OR EXISTS (${keys} AND ${passkeys.id} <> ${removed.id}))`;
  const mayGo = db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, userId), or(eq(user.secondFactorRequired, false), remaining)));
  const [before] = await counts.limit(1);
  if (before === undefined) return undefined;
  const entry = {
    actor,
    action: removed.kind === "totp" ? "secondFactor.disabled" : "passkey.removed",
    subject: { type: "account", id: userId },
    detail: removed.kind === "totp" ? { kind: "totp" } : { passkeyId: removed.id },
  } as const;
  await db.batch([
    auditStatement(db, entry, nowMs, sql`(SELECT 1 FROM ${table} WHERE ${isIt} AND EXISTS ${mayGo})`),
    db.delete(table).where(and(isIt, exists(mayGo))),
    db
      .update(user)
      .set({ hasSecondFactor: sql`(EXISTS (${confirmed}) OR EXISTS (${keys}))` })
      .where(eq(user.id, userId)),
    db.delete(recoveryCodes).where(
      and(
        eq(recoveryCodes.userId, userId),
        exists(
          db
            .select({ id: user.id })
            .from(user)
            .where(and(eq(user.id, userId), eq(user.hasSecondFactor, false))),
        ),
      ),
    ),
  ]);
  return (await counts.limit(1)).length === 0;
}
