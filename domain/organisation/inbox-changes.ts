/** Changes of inboxes in D1, each one batch with its audit row, conditional on the state that whoever changes it saw. */
import { and, eq, exists, inArray, notExists, sql } from "drizzle-orm";
import type { AuditActor, AuditEntry } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { conversations } from "#domain/conversations/schema";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { invitations, user } from "#domain/identity/schema";
import { listHas } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { firstIdentitySecret } from "#domain/organisation/identity-secret";
import { type InboxSettings, readInboxSettings, type StoredInbox } from "#domain/organisation/inbox-settings";
import { inboxes, teams } from "#domain/organisation/schema";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { insertDataKeyIf } from "#domain/privacy/store";
import { consentTexts, privacyRequests, retentionRules } from "#domain/rights/schema";

export interface ChangeBy {
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

export type NewInbox = Pick<StoredInbox, "id" | "name" | "locale" | "defaultTeamId">;

/** @returns refuses `name_taken` where there is an inbox with this id, `team_unknown` */
export async function createInbox(
  db: Database,
  keyRing: KeyRing,
  inbox: NewInbox,
  random: (bytes: number) => Uint8Array,
  by: ChangeBy,
): Promise<Result<StoredInbox>> {
  const { key, sealed } = firstIdentitySecret(keyRing, inbox.id, random);
  const taken = db.select({ id: inboxes.id }).from(inboxes).where(eq(inboxes.id, inbox.id));
  const mayBe = sql`(SELECT 1 WHERE ${notExists(taken)} AND ${isTeam(db, inbox.defaultTeamId)})`;
  const row = { ...inbox, allowedOrigins: [], sealedIdentitySecret: Buffer.from(sealed), createdAtMs: by.nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(mayBe),
    told(db, "inbox.created", inbox.id, by, mayBe),
    insertDataKeyIf(db, mayBe, { kind: "inbox", id: inbox.id }, key, by.nowMs),
    db.insert(inboxes).select(rowIf(inboxes, row, mayBe)),
  ]);
  const found = await readInboxSettings(db, inbox.id);
  if (made.length > 0 && found !== undefined) return ok(found);
  return refuse(found === undefined ? "team_unknown" : "name_taken");
}

/**
 * Sets all that may be set.
 * @param before as whoever changes it saw it
 * @returns refuses `changed_meanwhile`, `team_unknown`, `not_found`
 */
export async function changeInbox(
  db: Database,
  before: StoredInbox,
  settings: InboxSettings,
  by: ChangeBy,
): Promise<Result<StoredInbox>> {
  const { id } = before;
  const isUnchanged = and(eq(inboxes.id, id), eq(inboxes.version, before.version), isTeam(db, settings.defaultTeamId));
  const changing = db.select({ id: inboxes.id }).from(inboxes).where(isUnchanged);
  const fields = changedFields(before, settings);
  const [changed] = await db.batch([
    changing,
    told(db, "inbox.changed", id, by, changing, { fields }),
    db
      .update(inboxes)
      .set({
        name: settings.name,
        shopName: settings.shopName ?? null,
        locale: settings.locale,
        accent: settings.accent ?? null,
        position: settings.position,
        greeting: settings.greeting,
        privacyUrl: settings.privacyUrl ?? null,
        allowedOrigins: settings.allowedOrigins,
        defaultTeamId: settings.defaultTeamId,
        openingHours: settings.openingHours ?? null,
        version: before.version + 1,
      })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id, ...settings, version: before.version + 1 });
  const now = await readInboxSettings(db, id);
  if (now === undefined) return refuse("not_found");
  return refuse(now.version === before.version ? "team_unknown" : "changed_meanwhile");
}

/** @returns refuses `in_use` where anybody ever wrote to it, or somebody's access names it; `not_found` */
export async function deleteInbox(db: Database, inboxId: string, by: ChangeBy): Promise<Result<true>> {
  const isUnused = and(
    notExists(one(db).from(conversations).where(eq(conversations.inboxId, inboxId))),
    notExists(one(db).from(contacts).where(eq(contacts.inboxId, inboxId))),
    notExists(one(db).from(privacyRequests).where(eq(privacyRequests.inboxId, inboxId))),
    notExists(one(db).from(user).where(listHas(user.inboxIds, inboxId))),
    notExists(one(db).from(invitations).where(listHas(invitations.inboxIds, inboxId))),
  );
  const deleting = db
    .select({ id: inboxes.id })
    .from(inboxes)
    .where(and(eq(inboxes.id, inboxId), isUnused));
  const isGoing = inArray(sql`${inboxId}`, deleting);
  const [deleted] = await db.batch([
    deleting,
    told(db, "inbox.deleted", inboxId, by, deleting),
    db.delete(dataKeys).where(and(eq(dataKeys.kind, "inbox"), eq(dataKeys.subjectId, inboxId), isGoing)),
    db.delete(consentTexts).where(and(eq(consentTexts.inboxId, inboxId), isGoing)),
    db.delete(retentionRules).where(and(eq(retentionRules.inboxId, inboxId), isGoing)),
    db.delete(inboxes).where(and(eq(inboxes.id, inboxId), isUnused)),
  ]);
  if (deleted.length > 0) return ok(true);
  return refuse((await readInboxSettings(db, inboxId)) === undefined ? "not_found" : "in_use");
}

/** What is not as it was, by the names that the protocol has for it. */
function changedFields(before: InboxSettings, after: InboxSettings): string[] {
  const said = new Map(Object.entries(before));
  return Object.entries(after).flatMap(([name, value]) =>
    JSON.stringify(value) === JSON.stringify(said.get(name)) ? [] : [name],
  );
}

function told(
  db: Database,
  action: Extract<AuditEntry["action"], `inbox.${string}`>,
  id: string,
  { auditor, nowMs }: ChangeBy,
  condition: Parameters<typeof auditStatement>[3],
  detail?: AuditEntry["detail"],
) {
  return auditStatement(db, { actor: auditor, action, subject: { type: "inbox", id }, detail }, nowMs, condition);
}

function isTeam(db: Database, teamId: string) {
  return exists(one(db).from(teams).where(eq(teams.id, teamId)));
}

function one(db: Database) {
  return db.select({ one: sql`1` });
}
