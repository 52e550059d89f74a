/** The last step of every way to sign in: one batch begins the session, writes it down and uses up what it was begun with. */
import type { SQLWrapper } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import { database } from "#domain/database";
import { deviceOf } from "#domain/identity/device";
import {
  insertSession,
  type NewSession,
  type SignInMethod,
  sessionStarted,
  sessionThere,
} from "#domain/identity/sessions";
import { newId } from "#protocol/ids";
import { originOf } from "#worker/auditor";
import { sessionCookies } from "#worker/auth";
import type { AppContext, Environment } from "#worker/environment";

const SESSION_TOKEN_BYTES = 32;

export function random(bytes: number): Uint8Array {
  return crypto.getRandomValues(new Uint8Array(bytes));
}

export function randomToken(bytes: number): string {
  return Buffer.from(random(bytes)).toString("base64url");
}

/** A session of this request's browser; it begins with the batch that it is put into. */
export function newSession(env: Environment, request: Request, userId: string, nowMs: number): NewSession {
  return {
    id: newId(nowMs),
    token: randomToken(SESSION_TOKEN_BYTES),
    userId,
    device: deviceOf(request.headers.get("user-agent")),
    origin: originOf(env, request),
  };
}

/** Gives the browser the cookie of a session that has begun. */
export async function giveSession(c: AppContext, begun: NewSession): Promise<void> {
  for (const cookie of await sessionCookies(c.env, c.req.raw, begun.token)) {
    c.header("set-cookie", cookie, { append: true });
  }
}

/**
 * @param condition selects something while what signs in is still good
 * @param spend what to do in the same batch if the session began
 * @returns whether it did
 */
export async function beginSession(
  c: AppContext,
  begin: {
    readonly userId: string;
    readonly method: SignInMethod;
    readonly condition?: SQLWrapper;
    readonly spend: (isBegun: SQLWrapper, begun: NewSession) => readonly BatchItem<"sqlite">[];
  },
  nowMs: number,
): Promise<boolean> {
  const db = database(c.env.DB);
  const begun = newSession(c.env, c.req.raw, begin.userId, nowMs);
  const isBegun = sessionThere(db, begun.id);
  await db.batch([
    insertSession(db, begun, nowMs, begin.condition),
    sessionStarted(db, begun, begin.method, nowMs),
    ...begin.spend(isBegun, begun),
  ]);
  if ((await isBegun).length === 0) return false;
  await giveSession(c, begun);
  return true;
}

/** Writes down that signing in was refused. @param userId undefined where no account was named that there is */
export async function noteRefusal(
  c: AppContext,
  userId: string | undefined,
  why: "password" | "code" | "recoveryCode" | "passkey" | "notAllowed",
  nowMs: number,
): Promise<void> {
  const actor: AuditActor = { type: "agent", id: userId ?? "unknown", origin: originOf(c.env, c.req.raw) };
  const subject = { type: "account", id: userId ?? "unknown" } as const;
  await auditStatement(database(c.env.DB), { actor, action: "session.refused", subject, detail: { why } }, nowMs);
}
