/** How long is kept what is over: rules, and what falls under them now. */
import { and, asc, count, eq, exists, isNotNull, isNull, lte, notExists, type SQL, sql } from "drizzle-orm";
import { type AuditActor, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { conversations } from "#domain/conversations/schema";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { actorRegistry } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { dataKeys } from "#domain/privacy/schema";
import { newRequest } from "#domain/rights/requests";
import { privacyRequests, retentionRules } from "#domain/rights/schema";
import { MIN_RETENTION_DAYS, RETENTION_KINDS, type RetentionKind } from "#protocol/constants";
import type { RetentionRule } from "#protocol/http-privacy";

const DAY_MS = 24 * 60 * 60 * 1_000;

/** @returns the moment before which it must have been over; a rule of less than a day is one of a day, whoever wrote it */
export function cutoffMs(days: number, nowMs: number): number {
  return nowMs - Math.max(MIN_RETENTION_DAYS, days) * DAY_MS;
}

/** One of each kind, those that nobody set included. */
export async function rulesOfInbox(db: Database, inboxId: string): Promise<RetentionRule[]> {
  const rows = await db.select().from(retentionRules).where(eq(retentionRules.inboxId, inboxId));
  return RETENTION_KINDS.map((kind) => {
    const row = rows.find((each) => each.kind === kind);
    return { kind, days: row?.days ?? null, version: row?.version ?? 0 };
  });
}

export interface ActiveRule {
  readonly inboxId: string;
  readonly kind: RetentionKind;
  readonly days: number;
}

export async function activeRules(db: Database): Promise<ActiveRule[]> {
  const rows = await db.select().from(retentionRules).where(isNotNull(retentionRules.days));
  return rows.flatMap(({ inboxId, kind, days }) => (days === null ? [] : [{ inboxId, kind, days }]));
}

/** @returns refuses `changed_meanwhile` if the rule is not of the version that the writer knew */
export async function changeRule(
  db: Database,
  rule: { inboxId: string; kind: RetentionKind; days: number | null; version: number },
  by: AuditActor,
  nowMs: number,
): Promise<Result<RetentionRule>> {
  const { inboxId, kind, days, version } = rule;
  const isRule = and(eq(retentionRules.inboxId, inboxId), eq(retentionRules.kind, kind));
  const known = sql`coalesce((SELECT ${retentionRules.version} FROM ${retentionRules} WHERE ${isRule}), 0) = ${version}`;
  const may = db.select({ one: sql`1` }).from(sql`(SELECT 1)`).where(known);
  const row = db
    .select({
      inboxId: sql`${inboxId}`.as("inbox_id"),
      kind: sql`${kind}`.as("kind"),
      days: sql`${days}`.as("days"),
      version: sql`${version + 1}`.as("version"),
      changedAtMs: sql`${nowMs}`.as("changed_at_ms"),
    })
    .from(sql`(SELECT 1)`)
    .where(known);
  const subject = { type: "inbox", id: inboxId } as const;
  const detail = { kind, days: days ?? "for ever" };
  const [, changed] = await db.batch([
    auditStatement(db, { actor: by, action: "retention.changed", subject, detail }, nowMs, may),
    db
      .insert(retentionRules)
      .select(row)
      .onConflictDoUpdate({
        target: [retentionRules.inboxId, retentionRules.kind],
        set: { days, version: version + 1, changedAtMs: nowMs },
      })
      .returning({ version: retentionRules.version }),
  ]);
  return changed.length === 0 ? refuse("changed_meanwhile") : ok({ kind, days, version: version + 1 });
}

/** Resolved, quiet since then, and not being erased already. By the index: the conversation itself has the last word. */
function isOver(db: Database, inboxId: string, beforeMs: number): SQL | undefined {
  const key = db
    .select({ one: sql`1` })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversations.id)));
  return and(
    eq(conversations.inboxId, inboxId),
    eq(conversations.status, "resolved"),
    lte(conversations.lastActivityAtMs, beforeMs),
    exists(key),
  );
}

/** Nobody whom the shop knows, and without a conversation that is still there. */
function isIdleGuest(db: Database, inboxId: string, beforeMs: number): SQL | undefined {
  const conversation = db
    .select({ one: sql`1` })
    .from(actorRegistry)
    .innerJoin(dataKeys, and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, actorRegistry.name)))
    .where(eq(actorRegistry.contactId, contacts.id));
  const indexed = db.select({ one: sql`1` }).from(conversations).where(eq(conversations.contactId, contacts.id));
  return and(
    eq(contacts.inboxId, inboxId),
    isNull(contacts.erasureId),
    isNull(contacts.sealedIdentifier),
    lte(contacts.createdAtMs, beforeMs),
    notExists(conversation),
    notExists(indexed),
  );
}

export async function countOver(db: Database, rule: ActiveRule, nowMs: number): Promise<number> {
  const beforeMs = cutoffMs(rule.days, nowMs);
  const [row] =
    rule.kind === "resolvedConversations"
      ? await db
          .select({ n: count() })
          .from(conversations)
          .where(isOver(db, rule.inboxId, beforeMs))
      : await db
          .select({ n: count() })
          .from(contacts)
          .where(isIdleGuest(db, rule.inboxId, beforeMs));
  return row?.n ?? 0;
}

/** @returns ids, those that have been over for longest first */
export async function conversationsOver(
  db: Database,
  inboxId: string,
  beforeMs: number,
  limit: number,
): Promise<string[]> {
  const rows = await db
    .select({ id: conversations.id })
    .from(conversations)
    .where(isOver(db, inboxId, beforeMs))
    .orderBy(asc(conversations.lastActivityAtMs))
    .limit(limit);
  return rows.map((row) => row.id);
}

/**
 * Begins the erasure of guests who have nothing here: none of them can begin a conversation from now on.
 * @param requestId of the request that is made for them, if there are any
 * @returns ids of those whom it erases
 */
export async function claimIdleGuests(
  db: Database,
  guests: { requestId: string; inboxId: string; beforeMs: number; limit: number },
  nowMs: number,
): Promise<string[]> {
  const { requestId, inboxId, beforeMs, limit } = guests;
  const isIdle = isIdleGuest(db, inboxId, beforeMs);
  const found = await db
    .select({ id: contacts.id })
    .from(contacts)
    .where(isIdle)
    .orderBy(asc(contacts.createdAtMs))
    .limit(limit);
  if (found.length === 0) return [];
  const request = {
    id: requestId,
    kind: "retention",
    inboxId,
    contactId: null,
    requestedBy: SYSTEM_AUDITOR.id,
  } as const;
  const subject = { type: "inbox", id: inboxId } as const;
  const detail = { contacts: found.length, conversations: 0, request: requestId };
  const ids = found.map(({ id }) => id);
  const isClaimed = and(inList(contacts.id, ids), isIdle);
  // Should all of them have begun something meanwhile, there is nothing to ask for.
  const areClaimed = db.select({ one: sql`1` }).from(contacts).where(isClaimed);
  await db.batch([
    auditStatement(db, { actor: SYSTEM_AUDITOR, action: "retention.applied", subject, detail }, nowMs, areClaimed),
    db.insert(privacyRequests).select(newRequest(db, request, nowMs).where(exists(areClaimed))),
    db
      .update(contacts)
      .set({ erasureId: requestId, emailKeyId: null, emailHash: null, revision: sql`${contacts.revision} + 1` })
      .where(isClaimed),
  ]);
  return contactsOfErasure(db, requestId);
}

/** Contacts that this request erases, as the database knows it. */
export async function contactsOfErasure(db: Database, requestId: string): Promise<string[]> {
  const rows = await db.select({ id: contacts.id }).from(contacts).where(eq(contacts.erasureId, requestId));
  return rows.map((row) => row.id).sort();
}

/** Whether what retention began last for this inbox still waits for its first step: then it need not begin more. */
export async function isRetentionQueued(db: Database, inboxId: string): Promise<boolean> {
  const rows = await db
    .select({ id: privacyRequests.id })
    .from(privacyRequests)
    .where(
      and(
        eq(privacyRequests.kind, "retention"),
        eq(privacyRequests.inboxId, inboxId),
        eq(privacyRequests.status, "queued"),
      ),
    )
    .limit(1);
  return rows.length > 0;
}
