/**
 * With its inbox's identity secret a shop vouches for who its customers are. The secret is text, 43 characters of base64url
 * (256 random bits), and signs as the UTF-8 of that text, so that a shop pastes it and needs to decode nothing.
 * A new one leaves the one before good for a day: a shop's servers do not all change in the same moment.
 */
import { and, eq, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { inboxes } from "#domain/organisation/schema";
import { DATA_KEY_BYTES, NONCE_BYTES, openBytes, type Place, sealText } from "#domain/privacy/envelope";
import { type KeyRing, type WrappedKey, wrapDataKey } from "#domain/privacy/key-ring";
import { readDataKey } from "#domain/privacy/store";

export const PREVIOUS_SECRET_MS = 24 * 60 * 60 * 1_000;
const SECRET_BYTES = 32;

/** @param revision how many secrets the inbox has had, this one included */
export function identitySecretPlace(inboxId: string, revision = 1): Place {
  return { table: "inboxes", record: inboxId, field: "identity_secret", revision };
}

/** A new inbox's data key, and its first secret sealed with it. @param random as many random bytes as asked for */
export function firstIdentitySecret(
  keyRing: KeyRing,
  inboxId: string,
  random: (bytes: number) => Uint8Array,
): { readonly key: WrappedKey; readonly sealed: Uint8Array } {
  const dataKey = random(DATA_KEY_BYTES);
  const secret = Buffer.from(random(SECRET_BYTES)).toString("base64url");
  return {
    key: wrapDataKey(keyRing, { kind: "inbox", id: inboxId }, dataKey, random(NONCE_BYTES)),
    sealed: sealText(dataKey, identitySecretPlace(inboxId), secret, random(NONCE_BYTES)),
  };
}

interface IdentitySecrets {
  readonly revision: number;
  readonly current: Uint8Array<ArrayBuffer>;
  /** The one before, where it is still good. */
  readonly previous?: { readonly secret: Uint8Array<ArrayBuffer>; readonly validUntilMs: number };
}

/**
 * The secrets of an inbox, opened.
 * @returns undefined if there is no such inbox or its key was destroyed
 */
export async function readIdentitySecrets(
  db: Database,
  keyRing: KeyRing,
  inboxId: string,
  nowMs: number,
): Promise<IdentitySecrets | undefined> {
  const [row] = await db
    .select({
      revision: inboxes.identitySecretRevision,
      sealed: inboxes.sealedIdentitySecret,
      sealedPrevious: inboxes.sealedPreviousIdentitySecret,
      validUntilMs: inboxes.previousValidUntilMs,
    })
    .from(inboxes)
    .where(eq(inboxes.id, inboxId));
  const key = await readDataKey(db, keyRing, { kind: "inbox", id: inboxId });
  if (row === undefined || key === undefined) return undefined;
  const { revision, sealed, sealedPrevious, validUntilMs } = row;
  const open = (of: number, bytes: Uint8Array) =>
    new Uint8Array(openBytes(key, identitySecretPlace(inboxId, of), bytes));
  const current = open(revision, sealed);
  if (sealedPrevious === null || validUntilMs === null || validUntilMs <= nowMs) return { revision, current };
  return { revision, current, previous: { secret: open(revision - 1, sealedPrevious), validUntilMs } };
}

/** Those that a shop may sign with now, the current one first; none of an inbox that is not there. */
export async function goodIdentitySecrets(
  db: Database,
  keyRing: KeyRing,
  inboxId: string,
  nowMs: number,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const secrets = await readIdentitySecrets(db, keyRing, inboxId, nowMs);
  if (secrets === undefined) return [];
  return secrets.previous === undefined ? [secrets.current] : [secrets.current, secrets.previous.secret];
}

/** An inbox's secret as a person reads it. */
export interface ShownSecret {
  readonly secret: string;
  /** Until when the one before is good. */
  readonly previousValidUntilMs: number | undefined;
}

/** Notes that somebody looks at the secret, and only then opens it. @returns refuses `not_found` */
export async function revealIdentitySecret(
  db: Database,
  keyRing: KeyRing,
  inboxId: string,
  actor: AuditActor,
  nowMs: number,
): Promise<Result<ShownSecret>> {
  const isThere = db.select({ id: inboxes.id }).from(inboxes).where(eq(inboxes.id, inboxId));
  const subject = { type: "inbox", id: inboxId } as const;
  await auditStatement(db, { actor, action: "inbox.secretRevealed", subject }, nowMs, isThere);
  const secrets = await readIdentitySecrets(db, keyRing, inboxId, nowMs);
  if (secrets === undefined) return refuse("not_found");
  const { current, previous } = secrets;
  return ok({ secret: Buffer.from(current).toString(), previousValidUntilMs: previous?.validUntilMs });
}

export interface RotateOptions {
  /** The one that was good until now may be in the wrong hands: it ends with this, and a shop that has not changed it waits. */
  readonly endsPrevious: boolean;
  /** As many random bytes as asked for. */
  readonly random: (bytes: number) => Uint8Array;
}

/** A new secret. @returns it; refuses `not_found`, and `changed_meanwhile` if somebody else made one in the same moment */
export async function rotateIdentitySecret(
  db: Database,
  keyRing: KeyRing,
  inboxId: string,
  { endsPrevious, random }: RotateOptions,
  actor: AuditActor,
  nowMs: number,
): Promise<Result<ShownSecret>> {
  const [row] = await db
    .select({ revision: inboxes.identitySecretRevision, sealed: inboxes.sealedIdentitySecret })
    .from(inboxes)
    .where(eq(inboxes.id, inboxId));
  const key = await readDataKey(db, keyRing, { kind: "inbox", id: inboxId });
  if (row === undefined || key === undefined) return refuse("not_found");
  const revision = row.revision + 1;
  const secret = Buffer.from(random(SECRET_BYTES)).toString("base64url");
  const sealed = sealText(key, identitySecretPlace(inboxId, revision), secret, random(NONCE_BYTES));
  const previousValidUntilMs = endsPrevious ? undefined : nowMs + PREVIOUS_SECRET_MS;
  const isUnchanged = and(eq(inboxes.id, inboxId), eq(inboxes.identitySecretRevision, row.revision));
  const condition = db.select({ one: sql`1` }).from(inboxes).where(isUnchanged);
  const subject = { type: "inbox", id: inboxId } as const;
  const entry = { actor, action: "inbox.secretRotated", subject, detail: { endsPrevious } } as const;
  const [, changed] = await db.batch([
    auditStatement(db, entry, nowMs, condition),
    db
      .update(inboxes)
      .set({
        sealedIdentitySecret: Buffer.from(sealed),
        identitySecretRevision: revision,
        sealedPreviousIdentitySecret: endsPrevious ? null : row.sealed,
        previousValidUntilMs: previousValidUntilMs ?? null,
      })
      .where(isUnchanged)
      .returning({ id: inboxes.id }),
  ]);
  return changed.length === 0 ? refuse("changed_meanwhile") : ok({ secret, previousValidUntilMs });
}
