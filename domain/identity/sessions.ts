/** Sessions as rows: begun, listed and ended in the batch of whatever is the reason, with the audit log's row. */
import { and, desc, eq, exists, gt, isNull, lt, ne, type SQLWrapper, sql } from "drizzle-orm";
import type { AuditActor, AuditDetail } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { d1Outbox } from "#domain/delivery/schema";
import { type Account, parseAccount } from "#domain/identity/accounts";
import { type Device, decodeDevice, encodeDevice } from "#domain/identity/device";
import { session, user } from "#domain/identity/schema";
import { newId } from "#protocol/ids";

const DAY_MS = 24 * 60 * 60 * 1_000;
/**
 * How long a session may lie unused: over a weekend. NIST SP 800-63B advises an hour at AAL2, but whoever answers customers works in
 * shifts, with a page that is open all day: being signed out each morning teaches people to choose short passwords. What a session
 * could do most harm with is asked for a proof again after ten minutes, and sessions end from afar at once.
 */
export const SESSION_IDLE_MS = 3 * DAY_MS;
/** How long one goes on at the most, however much it is used. */
export const SESSION_LIFETIME_MS = 14 * DAY_MS;
/** Seen is written down no more often than this, as every request is one. */
const SEEN_EVERY_MS = 10 * 60 * 1_000;

/** How a session began; `enrolment`: in place of the one in which a second factor was set up. */
export type SignInMethod = "password" | "totp" | "recoveryCode" | "passkey" | "enrolment";

export interface NewSession {
  readonly id: string;
  readonly token: string;
  readonly userId: string;
  readonly device: Device;
  /** A pseudonym of the connecting address. */
  readonly origin: string;
}

/** Whether this account may have sessions at all. The one place: every session that begins asks it, in its own statement. */
export function mayHaveSessions(db: Database, userId: string) {
  return db
    .select({ id: user.id })
    .from(user)
    .where(and(eq(user.id, userId), isNull(user.suspendedAtMs)));
}

/**
 * The insert of a session.
 * @param condition selects something if it may begin; whatever else is in the batch goes by {@link sessionThere}
 */
export function insertSession(db: Database, begun: NewSession, nowMs: number, condition?: SQLWrapper) {
  const allowed = sql`EXISTS ${mayHaveSessions(db, begun.userId)}`;
  return db.insert(session).select(
    db
      .select({
        id: sql`${begun.id}`.as("id"),
        token: sql`${begun.token}`.as("token"),
        userId: sql`${begun.userId}`.as("user_id"),
        expiresAt: sql`${nowMs + SESSION_IDLE_MS}`.as("expires_at"),
        ipAddress: sql`${begun.origin}`.as("ip_address"),
        userAgent: sql`${encodeDevice(begun.device)}`.as("user_agent"),
        createdAt: sql`${nowMs}`.as("created_at"),
        updatedAt: sql`${nowMs}`.as("updated_at"),
      })
      .from(sql`(SELECT 1)`)
      .where(condition === undefined ? allowed : and(allowed, exists(condition))),
  );
}

/** Selects something if that session is there: the condition of what else its batch does. */
export function sessionThere(db: Database, sessionId: string) {
  return db.select({ id: session.id }).from(session).where(eq(session.id, sessionId));
}

/** The audit log's row of a session that began. */
export function sessionStarted(db: Database, begun: NewSession, method: SignInMethod, nowMs: number) {
  const actor: AuditActor = { type: "agent", id: begun.userId, sessionId: begun.id, origin: begun.origin };
  const subject = { type: "session", id: begun.id } as const;
  const entry = { actor, action: "session.started", subject, detail: { method } } as const;
  return auditStatement(db, entry, nowMs, sessionThere(db, begun.id));
}

/** Which of a person's sessions: all, one, or all but one. */
export interface WhichSessions {
  readonly userId: string;
  readonly only?: string | undefined;
  readonly except?: string | undefined;
}

function those({ userId, only, except }: WhichSessions) {
  return and(
    eq(session.userId, userId),
    only === undefined ? undefined : eq(session.id, only),
    except === undefined ? undefined : ne(session.id, except),
  );
}

/**
 * Ends sessions and owes their sockets the news: two statements for a batch, in this order. The caller drains the D1 outbox.
 * @param condition selects something if it is to be done
 */
export function endSessions(db: Database, which: WhichSessions, nowMs: number, condition?: SQLWrapper) {
  const where = condition === undefined ? those(which) : and(those(which), exists(condition));
  const owed = db
    .select({
      // Sorts by time as every id does, and is told apart by the session's own.
      id: sql`${`${newId(nowMs)}.`} || ${session.id}`.as("id"),
      kind: sql`'session.ended'`.as("kind"),
      payload: sql`json_object('agentId', ${session.userId}, 'sessionId', ${session.id})`.as("payload"),
      createdAtMs: sql`${nowMs}`.as("created_at_ms"),
      attempts: sql`0`.as("attempts"),
      nextAttemptAtMs: sql`${nowMs}`.as("next_attempt_at_ms"),
    })
    .from(session)
    .where(where);
  return [db.insert(d1Outbox).select(owed), db.delete(session).where(where)] as const;
}

/**
 * The audit log's row of sessions that somebody ended; written only if there is one to end, so before {@link endSessions}.
 * @param condition selects something if it is to be done
 */
export function sessionsEnded(
  db: Database,
  actor: AuditActor,
  which: WhichSessions,
  detail: AuditDetail,
  nowMs: number,
  condition?: SQLWrapper,
) {
  const subject =
    which.only === undefined
      ? ({ type: "account", id: which.userId } as const)
      : ({ type: "session", id: which.only } as const);
  const some = db
    .select({ id: session.id })
    .from(session)
    .where(and(those(which), condition && exists(condition)));
  return auditStatement(db, { actor, action: "session.ended", subject, detail }, nowMs, some);
}

export interface SessionRow {
  readonly id: string;
  readonly device: Device;
  readonly startedAtMs: number;
  readonly seenAtMs: number;
}

/** A person's sessions, the one seen last first. */
export async function listSessions(db: Database, userId: string, nowMs: number): Promise<SessionRow[]> {
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.userId, userId), gt(session.expiresAt, new Date(nowMs))))
    .orderBy(desc(session.updatedAt), desc(session.id));
  return rows.map((row) => ({
    id: row.id,
    device: decodeDevice(row.userAgent),
    startedAtMs: row.createdAt.getTime(),
    seenAtMs: row.updatedAt.getTime(),
  }));
}

/** When a session began. @returns undefined if it is over */
export async function sessionStartMs(db: Database, sessionId: string): Promise<number | undefined> {
  const [row] = await db.select({ createdAt: session.createdAt }).from(session).where(eq(session.id, sessionId));
  return row?.createdAt.getTime();
}

/** Whether somebody is signed in to this account from that address. */
export async function isSignedInFrom(db: Database, email: string, origin: string, nowMs: number): Promise<boolean> {
  const found = await db
    .select({ id: session.id })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(and(eq(user.email, email), eq(session.ipAddress, origin), gt(session.expiresAt, new Date(nowMs))))
    .limit(1);
  return found.length > 0;
}

export interface FoundSession {
  readonly account: Account;
  readonly id: string;
  readonly seenAtMs: number;
  /** When it ends if nobody ends it before. */
  readonly endMs: number;
}

const prepared = new WeakMap<Database, ReturnType<typeof prepareFind>>();

/** Every request of staff asks it: it is put into words once. */
function prepareFind(db: Database) {
  const { id, createdAt, updatedAt, expiresAt } = session;
  return db
    .select({ found: { id, createdAt, updatedAt, expiresAt }, user })
    .from(session)
    .innerJoin(user, eq(user.id, session.userId))
    .where(eq(session.token, sql.placeholder("token")))
    .prepare();
}

/** The session of a token with whose it is, whether or not it is still good. @returns undefined if there is none */
export async function findSession(db: Database, token: string): Promise<FoundSession | undefined> {
  const find = prepared.get(db) ?? prepareFind(db);
  prepared.set(db, find);
  const [row] = await find.all({ token });
  if (row === undefined) return undefined;
  const { found, user: owner } = row;
  return {
    ...{ account: parseAccount(owner), id: found.id, seenAtMs: found.updatedAt.getTime() },
    endMs: Math.min(found.expiresAt.getTime(), found.createdAt.getTime() + SESSION_LIFETIME_MS),
  };
}

export function isSeenLongAgo(seenAtMs: number, nowMs: number): boolean {
  return seenAtMs <= nowMs - SEEN_EVERY_MS;
}

/** Notes that a session was seen, which prolongs it; many at a time write once. */
export async function noteSeen(db: Database, sessionId: string, nowMs: number): Promise<void> {
  await db
    .update(session)
    .set({
      updatedAt: new Date(nowMs),
      expiresAt: sql`min(${nowMs + SESSION_IDLE_MS}, ${session.createdAt} + ${SESSION_LIFETIME_MS})`,
    })
    .where(and(eq(session.id, sessionId), lt(session.updatedAt, new Date(nowMs - SEEN_EVERY_MS + 1))));
}

export async function isSessionOf(db: Database, userId: string, sessionId: string): Promise<boolean> {
  return (
    (
      await db
        .select({ id: session.id })
        .from(session)
        .where(those({ userId, only: sessionId }))
    ).length > 0
  );
}
