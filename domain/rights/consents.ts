/** Consent texts, which are only ever added to, and what customers answered. */
import { and, asc, desc, eq, exists, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { isSomebody } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { consents, consentTexts } from "#domain/rights/schema";
import { CONSENT_PURPOSES, type ConsentPurpose } from "#protocol/constants";
import { type ConsentText, type ConsentTexts, consentTexts as textsShape } from "#protocol/http-privacy";
import { newId } from "#protocol/ids";

export type Answer = typeof consents.$inferSelect;

/** Every version of an inbox's texts, the newest of each purpose first. */
export async function textsOfInbox(db: Database, inboxId: string): Promise<ConsentText[]> {
  const rows = await db
    .select()
    .from(consentTexts)
    .where(eq(consentTexts.inboxId, inboxId))
    .orderBy(asc(consentTexts.purpose), desc(consentTexts.version));
  return rows.map((row) => ({
    purpose: row.purpose,
    version: row.version,
    ...(row.texts === null ? {} : { texts: textsShape.parse(row.texts) }),
    publishedAt: new Date(row.publishedAtMs).toISOString(),
  }));
}

/** What is asked now: of each purpose the newest version, unless that says to ask no more. */
export function askedOf(texts: readonly ConsentText[]): (ConsentText & { texts: ConsentTexts })[] {
  return CONSENT_PURPOSES.flatMap((purpose) => {
    const newest = texts.filter((text) => text.purpose === purpose).sort((a, b) => b.version - a.version)[0];
    return newest?.texts === undefined ? [] : [{ ...newest, texts: newest.texts }];
  });
}

/**
 * Publishes the next version. Nothing that was published is changed: what somebody agreed to stays what it was.
 * @returns refuses `changed_meanwhile` if there is a newer version than the writer knew
 */
export async function publishText(
  db: Database,
  text: { inboxId: string; purpose: ConsentPurpose; basedOnVersion: number; texts: ConsentTexts | undefined },
  by: AuditActor,
  nowMs: number,
): Promise<Result<ConsentText>> {
  const { inboxId, purpose, basedOnVersion, texts } = text;
  const version = basedOnVersion + 1;
  const ofPurpose = and(eq(consentTexts.inboxId, inboxId), eq(consentTexts.purpose, purpose));
  const isNewest = sql`(SELECT coalesce(max(${consentTexts.version}), 0) FROM ${consentTexts} WHERE ${ofPurpose}) = ${basedOnVersion}`;
  const may = db.select({ one: sql`1` }).from(sql`(SELECT 1)`).where(isNewest);
  const subject = { type: "inbox", id: inboxId } as const;
  const detail = { purpose, version, isAsked: texts !== undefined };
  const row = db
    .select({
      inboxId: sql`${inboxId}`.as("inbox_id"),
      purpose: sql`${purpose}`.as("purpose"),
      version: sql`${version}`.as("version"),
      texts: sql`${texts === undefined ? null : JSON.stringify(texts)}`.as("texts"),
      publishedAtMs: sql`${nowMs}`.as("published_at_ms"),
      publishedBy: sql`${by.id}`.as("published_by"),
    })
    .from(sql`(SELECT 1)`)
    .where(isNewest);
  const [, inserted] = await db.batch([
    auditStatement(db, { actor: by, action: "consentText.published", subject, detail }, nowMs, may),
    db.insert(consentTexts).select(row).returning({ version: consentTexts.version }),
  ]);
  if (inserted.length === 0) return refuse("changed_meanwhile");
  const publishedAt = new Date(nowMs).toISOString();
  return ok({ purpose, version, ...(texts === undefined ? {} : { texts }), publishedAt });
}

/** Every answer of a contact, the oldest first. */
export async function answersOf(db: Database, contactId: string): Promise<Answer[]> {
  return db.select().from(consents).where(eq(consents.contactId, contactId)).orderBy(asc(consents.id));
}

/** The last answer counts, also if it was given to an earlier version. */
export function lastAnswer(answers: readonly Answer[], purpose: ConsentPurpose): Answer | undefined {
  return answers.findLast((answer) => answer.purpose === purpose);
}

/**
 * Notes an answer, unless it is what they said last.
 * @returns the answer that counts; undefined if the contact is nobody any more
 */
export async function noteAnswer(
  db: Database,
  answer: { contactId: string; inboxId: string; purpose: ConsentPurpose; version: number; given: boolean },
  nowMs: number,
): Promise<Answer | undefined> {
  const { contactId, inboxId, purpose, version, given } = answer;
  const last = lastAnswer(await answersOf(db, contactId), purpose);
  if (last?.version === version && last.given === given) return last;
  const row = db
    .select({
      id: sql`${newId(nowMs)}`.as("id"),
      contactId: sql`${contactId}`.as("contact_id"),
      inboxId: sql`${inboxId}`.as("inbox_id"),
      purpose: sql`${purpose}`.as("purpose"),
      version: sql`${version}`.as("version"),
      given: sql`${given ? 1 : 0}`.as("given"),
      atMs: sql`${nowMs}`.as("at_ms"),
    })
    .from(sql`(SELECT 1)`)
    .where(exists(isSomebody(db, contactId)));
  const [noted] = await db.insert(consents).select(row).returning();
  return noted;
}
