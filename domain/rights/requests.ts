/** Queries over exports and erasures. A request's row is the only state of the jobs that do it. */
import { and, asc, desc, eq, exists, inArray, isNotNull, isNull, lt, lte, ne, notExists, or, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { type AuditActor, SYSTEM_AUDITOR } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { NOT_FINDABLE } from "#domain/customers/forget";
import { contacts } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import type { LedgerEntry } from "#domain/rights/ledger";
import { privacyRequests } from "#domain/rights/schema";
import type { PrivacyRequestKind } from "#protocol/constants";

export type RequestRow = typeof privacyRequests.$inferSelect;

/** Whoever works on a request has it for this long; then somebody else goes on. */
export const STEP_LEASE_MS = 30_000;

/** As much of a contact as a request about it needs. */
export async function contactForRequest(
  db: Database,
  contactId: string,
): Promise<{ id: string; inboxId: string; erasureId: string | null; joinedInto: string | null } | undefined> {
  const [row] = await db
    .select({
      id: contacts.id,
      inboxId: contacts.inboxId,
      erasureId: contacts.erasureId,
      joinedInto: contacts.joinedInto,
    })
    .from(contacts)
    .where(eq(contacts.id, contactId));
  return row;
}

/** The columns of a new request as a query, so that it is inserted only where `condition` holds. */
export function newRequest(
  db: Database,
  row: { id: string; kind: PrivacyRequestKind; inboxId: string; contactId: string | null; requestedBy: string },
  nowMs: number,
) {
  const text = (value: string | null, name: string) => sql`${value}`.as(name);
  return db
    .select({
      id: text(row.id, "id"),
      kind: text(row.kind, "kind"),
      inboxId: text(row.inboxId, "inbox_id"),
      contactId: text(row.contactId, "contact_id"),
      status: text("queued", "status"),
      progressDone: sql`0`.as("progress_done"),
      progressTotal: sql`0`.as("progress_total"),
      position: sql`NULL`.as("position"),
      requestedBy: text(row.requestedBy, "requested_by"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
      startedAtMs: sql`NULL`.as("started_at_ms"),
      finishedAtMs: sql`NULL`.as("finished_at_ms"),
      expiresAtMs: sql`NULL`.as("expires_at_ms"),
      failure: sql`NULL`.as("failure"),
      attempts: sql`0`.as("attempts"),
      nextAttemptAtMs: sql`${nowMs + STEP_LEASE_MS}`.as("next_attempt_at_ms"),
      version: sql`1`.as("version"),
    })
    .from(sql`(SELECT 1)`);
}

/**
 * Begins the erasure of a contact: from now on it begins nothing, and nobody is it; who comes back with its identifier is
 * somebody new. Its ledger entry is there already.
 */
export async function beginErasure(
  db: Database,
  about: { id: string; inboxId: string; contactId: string },
  by: AuditActor,
  nowMs: number,
): Promise<Result<RequestRow>> {
  const { id, inboxId, contactId } = about;
  const isThere = db
    .select({ one: sql`1` })
    .from(contacts)
    .where(and(eq(contacts.id, contactId), isNull(contacts.erasureId), isNull(contacts.joinedInto)));
  const request = { id, kind: "erasure", inboxId, contactId, requestedBy: by.id } as const;
  const told = { actor: by, action: "erasure.requested", subject: { type: "contact", id: contactId } } as const;
  await db.batch([
    auditStatement(db, { ...told, detail: { request: id } }, nowMs, isThere),
    db.insert(privacyRequests).select(newRequest(db, request, nowMs).where(exists(isThere))),
    closeContacts(db, [contactId], id),
  ]);
  const made = await readRequest(db, id);
  if (made !== undefined) return ok(made);
  const contact = await contactForRequest(db, contactId);
  return refuse(contact === undefined ? "not_found" : "already_running");
}

/** Raises the revision, so that a change that was under way finds another one and gives way. */
function closeContacts(db: Database, contactIds: readonly string[], erasureId: string) {
  return db
    .update(contacts)
    .set({
      erasureId,
      ...NOT_FINDABLE,
      revision: sql`${contacts.revision} + 1`,
    })
    .where(and(inList(contacts.id, contactIds), isNull(contacts.erasureId)));
}

/** Takes up what the ledger has and this database knows nothing of, or does what it knows once more. */
export async function adoptErasure(db: Database, entry: LedgerEntry, nowMs: number): Promise<void> {
  const { id, inboxId, reason, contactIds, conversationIds } = entry;
  const kind = reason === "request" ? ("erasure" as const) : ("retention" as const);
  const contactId = kind === "erasure" ? (contactIds[0] ?? null) : null;
  const request = { id, kind, inboxId, contactId, requestedBy: SYSTEM_AUDITOR.id };
  const detail = { contacts: contactIds.length, conversations: conversationIds.length };
  const told = { actor: SYSTEM_AUDITOR, action: "erasure.ledgerApplied", subject: { type: "request", id } } as const;
  // Another erasure of the same contact that is under way does this one's work.
  const other = alias(privacyRequests, "other");
  const isUnderWay = db
    .select({ one: sql`1` })
    .from(other)
    .where(
      and(
        inArray(other.status, ["queued", "running"]),
        or(
          eq(other.id, id),
          contactId === null ? undefined : and(eq(other.contactId, contactId), eq(other.kind, kind)),
        ),
      ),
    );
  const isIdle = db.select({ one: sql`1` }).from(sql`(SELECT 1)`).where(notExists(isUnderWay));
  await db.batch([
    auditStatement(db, { ...told, detail }, nowMs, isIdle),
    db
      .insert(privacyRequests)
      .select(newRequest(db, request, nowMs).where(notExists(isUnderWay)))
      .onConflictDoUpdate({
        target: privacyRequests.id,
        set: {
          status: "queued",
          progressDone: 0,
          startedAtMs: null,
          finishedAtMs: null,
          attempts: 0,
          failure: null,
          nextAttemptAtMs: nowMs + STEP_LEASE_MS,
          version: sql`${privacyRequests.version} + 1`,
        },
      }),
    closeContacts(db, contactIds, id),
  ]);
}

/** Begins what a rule of retention erases; what it is about stands in the ledger. */
export async function beginRetention(db: Database, entry: LedgerEntry, nowMs: number): Promise<void> {
  const { id, inboxId, contactIds, conversationIds } = entry;
  const request = { id, kind: "retention", inboxId, contactId: null, requestedBy: SYSTEM_AUDITOR.id } as const;
  const detail = { contacts: contactIds.length, conversations: conversationIds.length, request: id };
  const told = { actor: SYSTEM_AUDITOR, action: "retention.applied", subject: { type: "inbox", id: inboxId } } as const;
  const always = sql`1 = 1`;
  await db.batch([
    auditStatement(db, { ...told, detail }, nowMs),
    db
      .insert(privacyRequests)
      .select(newRequest(db, request, nowMs).where(always))
      .onConflictDoNothing(),
  ]);
}

/** Begins an export, if none of this contact is under way. */
export async function beginExport(
  db: Database,
  request: { id: string; inboxId: string; contactId: string },
  by: AuditActor,
  nowMs: number,
): Promise<Result<RequestRow>> {
  const { id, contactId } = request;
  const running = alias(privacyRequests, "running");
  const may = db
    .select({ one: sql`1` })
    .from(contacts)
    .where(
      and(
        eq(contacts.id, contactId),
        isNull(contacts.erasureId),
        isNull(contacts.joinedInto),
        notExists(
          db
            .select({ one: sql`1` })
            .from(running)
            .where(
              and(
                eq(running.contactId, contactId),
                eq(running.kind, "export"),
                inArray(running.status, ["queued", "running"]),
              ),
            ),
        ),
      ),
    );
  const told = { actor: by, action: "export.requested", subject: { type: "contact", id: contactId } } as const;
  await db.batch([
    auditStatement(db, { ...told, detail: { request: id } }, nowMs, may),
    db
      .insert(privacyRequests)
      .select(newRequest(db, { ...request, kind: "export", requestedBy: by.id }, nowMs).where(exists(may))),
  ]);
  const made = await readRequest(db, id);
  if (made !== undefined) return ok(made);
  const contact = await contactForRequest(db, contactId);
  if (contact === undefined) return refuse("not_found");
  return refuse(contact.erasureId === null ? "already_running" : "erased");
}

export async function readRequest(db: Database, id: string): Promise<RequestRow | undefined> {
  const [row] = await db.select().from(privacyRequests).where(eq(privacyRequests.id, id));
  return row;
}

/** @returns the newest first */
export async function listRequests(
  db: Database,
  filter: {
    kind?: PrivacyRequestKind | undefined;
    contactId?: string | undefined;
    /** Absent: no limit. */
    inboxIds?: readonly string[] | undefined;
    beforeId?: string | undefined;
  },
  limit: number,
): Promise<RequestRow[]> {
  const { kind, contactId, inboxIds, beforeId } = filter;
  return db
    .select()
    .from(privacyRequests)
    .where(
      and(
        kind === undefined ? undefined : eq(privacyRequests.kind, kind),
        contactId === undefined ? undefined : eq(privacyRequests.contactId, contactId),
        inboxIds === undefined ? undefined : inArray(privacyRequests.inboxId, [...inboxIds]),
        beforeId === undefined ? undefined : lt(privacyRequests.id, beforeId),
      ),
    )
    .orderBy(desc(privacyRequests.id))
    .limit(limit);
}

type Change = Partial<Omit<RequestRow, "id" | "kind" | "version">>;

/** The update of a request as it was read; of two at once the second changes nothing. */
export function changeRequest(db: Database, { id, version }: RequestRow, change: Change) {
  return db
    .update(privacyRequests)
    .set({ ...change, version: version + 1 })
    .where(and(eq(privacyRequests.id, id), eq(privacyRequests.version, version)));
}

/** Selects something as long as the request is as it was read: for what is written with its next change, before it. */
export function isUnchanged(db: Database, { id, version }: RequestRow) {
  return db
    .select({ one: sql`1` })
    .from(privacyRequests)
    .where(and(eq(privacyRequests.id, id), eq(privacyRequests.version, version)));
}

/** A step failed: when to try again, and after which number of them a person should look. */
export async function stepFailed(
  db: Database,
  row: RequestRow,
  failure: Failure,
  outcome: { nextAttemptAtMs: number; isFailed: boolean },
): Promise<void> {
  const status = outcome.isFailed ? "failed" : row.status;
  const { nextAttemptAtMs } = outcome;
  await changeRequest(db, row, { failure, status, attempts: row.attempts + 1, nextAttemptAtMs });
}

/** @returns whether it was one that had failed, and goes on now */
export async function retryRequest(db: Database, row: RequestRow, nowMs: number): Promise<boolean> {
  const status = row.startedAtMs === null ? "queued" : "running";
  const change = { status, attempts: 0, failure: null, nextAttemptAtMs: nowMs + STEP_LEASE_MS } as const;
  const changed = await changeRequest(db, row, change).returning({ id: privacyRequests.id });
  return changed.length > 0;
}

/** Those that nobody is at work on, whatever became of their jobs; an erasure that failed is never given up. */
export async function requestsLeftLying(db: Database, nowMs: number, limit: number): Promise<string[]> {
  const isOpen = inArray(privacyRequests.status, ["queued", "running"]);
  const mustGoOn = and(eq(privacyRequests.status, "failed"), ne(privacyRequests.kind, "export"));
  const rows = await db
    .select({ id: privacyRequests.id })
    .from(privacyRequests)
    .where(and(or(isOpen, mustGoOn), lte(privacyRequests.nextAttemptAtMs, nowMs)))
    .orderBy(asc(privacyRequests.nextAttemptAtMs))
    .limit(limit);
  return rows.map((row) => row.id);
}

export async function exportsExpired(db: Database, nowMs: number, limit: number): Promise<RequestRow[]> {
  return db
    .select()
    .from(privacyRequests)
    .where(
      and(
        eq(privacyRequests.kind, "export"),
        eq(privacyRequests.status, "done"),
        isNotNull(privacyRequests.expiresAtMs),
        lte(privacyRequests.expiresAtMs, nowMs),
      ),
    )
    .limit(limit);
}

/** @returns by id how each of these requests stands; those that are not there are missing */
export async function statusesOf(db: Database, ids: readonly string[]): Promise<Map<string, RequestRow["status"]>> {
  const rows = await db
    .select({ id: privacyRequests.id, status: privacyRequests.status })
    .from(privacyRequests)
    .where(inList(privacyRequests.id, ids));
  return new Map(rows.map(({ id, status }) => [id, status]));
}
