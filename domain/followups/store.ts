/** Promises made, moved and kept. Each change tells the promiser's actor, which has the timer, in its own batch. */
import { and, eq, type exists, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { ok, type Result, refuse } from "#domain/failures";
import { type FoundFollowUp, findFollowUps, type StoredFollowUp, sealNote, toFollowUp } from "#domain/followups/record";
import { isTimely, keepersOf } from "#domain/followups/rules";
import { followUps } from "#domain/followups/schema";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { listAccounts } from "#domain/identity/store";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import type { KeyRing, WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { type FollowUpSubject, MAX_TODAY_ROWS } from "#protocol/constants";
import type { FollowUp, FollowUpSection } from "#protocol/http-follow-ups";
import { newId } from "#protocol/ids";

interface Edit {
  readonly auditor: AuditActor;
  readonly nowMs: number;
}

/** What a promise is about, as far as it matters here. */
export interface SubjectOf {
  readonly subject: FollowUpSubject;
  readonly id: string;
  readonly inboxId: string;
  readonly teamId: string;
  readonly key: WrappedKey;
}

export interface NewFollowUp {
  readonly clientId: string;
  readonly dueAtMs: number;
  readonly note?: string | undefined;
}

/** The same clientId never makes a second. @returns refuses `time_past` */
export async function promise(
  db: Database,
  keyRing: KeyRing,
  about: SubjectOf,
  { clientId, dueAtMs, note }: NewFollowUp,
  { auditor, nowMs }: Edit,
): Promise<Result<{ followUp: FollowUp; repeated: boolean }>> {
  if (!isTimely(dueAtMs, nowMs)) return refuse("time_past");
  const { id: agentId } = auditor;
  const id = newId(nowMs);
  const { subject, id: subjectId, inboxId, teamId } = about;
  const sealedNote =
    note === undefined ? null : sealNote(keyRing, { kind: subject, id: subjectId }, about.key, id, note);
  const row = { id, agentId, subject, subjectId, inboxId, teamId, dueAtMs, sealedNote, version: 1, clientId };
  // Without its key it was erased meanwhile.
  const isThere = db
    .select({ one: sql`1` })
    .from(dataKeys)
    .where(and(eq(dataKeys.kind, subject), eq(dataKeys.subjectId, subjectId)));
  const made = db.select({ one: sql`1` }).from(followUps).where(eq(followUps.id, id));
  const [, , , isMade] = await db.batch([
    db
      .insert(followUps)
      .select(rowIf(followUps, { ...row, toldAtMs: null }, isThere))
      .onConflictDoNothing(),
    auditOf(db, "followUp.promised", row, { auditor, nowMs }, made),
    insertD1EffectIf(db, made, { kind: "followups.changed", payload: { agentId } }, nowMs),
    made,
  ]);
  const isOurs = and(eq(followUps.agentId, agentId), eq(followUps.clientId, clientId));
  const [found] = await findFollowUps(db, isOurs, 1);
  if (found === undefined) return refuse("not_found");
  return ok({ followUp: toFollowUp(keyRing, found), repeated: isMade.length === 0 });
}

/** At the version that was seen. @param dueAtMs undefined: it is done. @returns refuses `not_found`, `changed_meanwhile`, `time_past` */
export async function changeFollowUp(
  db: Database,
  principal: AgentPrincipal,
  id: string,
  { version, dueAtMs }: { readonly version: number; readonly dueAtMs?: number },
  edit: Edit,
): Promise<Result<{ done: true }>> {
  const { nowMs } = edit;
  const [found] = await findFollowUps(db, eq(followUps.id, id), 1);
  if (found === undefined || !seesInbox(principal, found.row.inboxId)) return refuse("not_found");
  const keepers = keepersOf(toPromised(found), await listAccounts(db));
  if (found.row.agentId !== principal.id && !keepers.includes(principal.id)) return refuse("not_found");
  if (dueAtMs !== undefined && !isTimely(dueAtMs, nowMs)) return refuse("time_past");
  const isSeen = and(eq(followUps.id, id), eq(followUps.version, version));
  const there = db.select({ one: sql`1` }).from(followUps).where(isSeen);
  const { agentId } = found.row;
  const action = dueAtMs === undefined ? "followUp.done" : "followUp.moved";
  const [isThere] = await db.batch([
    there,
    auditOf(db, action, { ...found.row, dueAtMs: dueAtMs ?? found.row.dueAtMs }, edit, there),
    insertD1EffectIf(db, there, { kind: "followups.changed", payload: { agentId } }, nowMs),
    dueAtMs === undefined
      ? db.delete(followUps).where(isSeen)
      : db
          .update(followUps)
          .set({ dueAtMs, toldAtMs: null, version: version + 1 })
          .where(isSeen),
  ]);
  return isThere.length === 0 ? refuse("changed_meanwhile") : ok({ done: true });
}

function auditOf(
  db: Database,
  action: "followUp.promised" | "followUp.moved" | "followUp.done",
  { subject, subjectId, dueAtMs }: Pick<StoredFollowUp, "subject" | "subjectId" | "dueAtMs">,
  { auditor, nowMs }: Edit,
  condition: Parameters<typeof exists>[0],
) {
  const entry = { actor: auditor, action, subject: { type: subject, id: subjectId }, detail: { dueAtMs } } as const;
  return auditStatement(db, entry, nowMs, condition);
}

function toPromised({ row, holderId }: FoundFollowUp) {
  const { agentId, inboxId, teamId } = row;
  return { agentId, inboxId, teamId, holderId: holderId ?? undefined };
}

/** Promises that are this person's to keep before then: their own, those in what they have, and those whom nobody else keeps. */
export async function followUpsOf(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  untilMs: number,
): Promise<FollowUpSection> {
  const staff = await listAccounts(db);
  const gone = staff.filter(({ suspendedAtMs }) => suspendedAtMs !== undefined).map(({ id }) => id);
  const found = await candidates(db, principal, gone, untilMs);
  const own = found.filter(
    (each) => seesInbox(principal, each.row.inboxId) && keepersOf(toPromised(each), staff).includes(principal.id),
  );
  const items = own.slice(0, MAX_TODAY_ROWS).map((each) => toFollowUp(keyRing, each));
  return { items, more: own.length > MAX_TODAY_ROWS || found.length === 2 * MAX_TODAY_ROWS };
}

/** What is asked of D1 for it. @param gone who is suspended */
export function explainedFollowUps(db: Database, principal: AgentPrincipal, gone: readonly string[], untilMs: number) {
  return candidates(db, principal, gone, untilMs).toSQL();
}

function candidates(db: Database, principal: AgentPrincipal, gone: readonly string[], untilMs: number) {
  const mine = sql`SELECT id FROM conversations WHERE assignee_id = ${principal.id} AND status <> 'resolved'
    UNION ALL SELECT id FROM tickets WHERE assignee_id = ${principal.id} AND status NOT IN ('resolved', 'closed')`;
  const isTheirs: (SQL | undefined)[] = [
    eq(followUps.agentId, principal.id),
    sql`(${followUps.subject} IN ('conversation', 'ticket') AND ${followUps.subjectId} IN (${mine}))`,
    principal.role === "agent" ? undefined : inList(followUps.agentId, gone),
  ];
  // Each by an index of its own; few of them are anybody else's in the end.
  return findFollowUps(db, and(lt(followUps.dueAtMs, untilMs), or(...isTheirs)), 2 * MAX_TODAY_ROWS);
}

/** What a promiser's timer has to tell. */
export interface DueFollowUp {
  readonly row: StoredFollowUp;
  readonly keepers: readonly string[];
}

/** Those whose time has come and of which nobody was told. */
export async function dueFollowUps(
  db: Database,
  agentId: string,
  nowMs: number,
  limit: number,
): Promise<DueFollowUp[]> {
  const isDue = and(eq(followUps.agentId, agentId), isNull(followUps.toldAtMs), lte(followUps.dueAtMs, nowMs));
  const found = await findFollowUps(db, isDue, limit);
  const staff = found.length === 0 ? [] : await listAccounts(db);
  return found.map((each) => ({ row: each.row, keepers: keepersOf(toPromised(each), staff) }));
}

/** Unless it was moved meanwhile. */
export async function followUpTold(db: Database, { id, version }: StoredFollowUp, nowMs: number): Promise<void> {
  await db
    .update(followUps)
    .set({ toldAtMs: nowMs })
    .where(and(eq(followUps.id, id), eq(followUps.version, version)));
}

/** @returns when the next promise of this agent is due that nobody was told of */
export async function nextFollowUpMs(db: Database, agentId: string): Promise<number | undefined> {
  const [next] = await findFollowUps(db, and(eq(followUps.agentId, agentId), isNull(followUps.toldAtMs)), 1);
  return next?.row.dueAtMs;
}

export async function forgetFollowUps(db: Database, conversationIds: readonly string[]): Promise<void> {
  const isTheirs = and(eq(followUps.subject, "conversation"), inList(followUps.subjectId, conversationIds));
  await db.batch([
    // Overwritten first, or what was sealed would rest on in what is free of its pages.
    db
      .update(followUps)
      .set({ sealedNote: sql`zeroblob(length(${followUps.sealedNote}))` })
      .where(isTheirs),
    db.delete(followUps).where(isTheirs),
  ]);
}

/** Of tickets whose key is destroyed, which is the first thing that an erasure does. */
export async function forgetFollowUpsOfTickets(db: Database): Promise<void> {
  const isOrphan = sql`${followUps.subject} = 'ticket' AND NOT EXISTS
    (SELECT 1 FROM data_keys WHERE kind = 'ticket' AND subject_id = ${followUps.subjectId})`;
  await db.batch([
    db
      .update(followUps)
      .set({ sealedNote: sql`zeroblob(length(${followUps.sealedNote}))` })
      .where(isOrphan),
    db.delete(followUps).where(isOrphan),
  ]);
}
