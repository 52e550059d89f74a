/** Queries over what waits to be imported. Histories rest sealed with their conversation's own data key. */
import { and, asc, eq, inArray, lte, sql } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { type ConversationHistory, checkHistory, conversationHistory } from "#domain/imports/history";
import { conversationImports } from "#domain/imports/schema";
import { inList } from "#domain/in-list";
import { openText, type Place } from "#domain/privacy/envelope";
import { type KeyRing, unwrapDataKey, type WrappedKey } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";

export function historyPlace(conversationId: string): Place {
  return { table: "conversation_imports", record: conversationId, field: "history", revision: 1 };
}

export interface DueImport {
  readonly conversationId: string;
  readonly key: WrappedKey;
  readonly sealedHistory: Uint8Array;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** @returns those whose time has come; one whose key was destroyed was erased, and is none */
export function dueImports(db: Database, nowMs: number, limit: number): Promise<DueImport[]> {
  return db
    .select({
      conversationId: conversationImports.conversationId,
      key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
      sealedHistory: conversationImports.sealedHistory,
      attempts: conversationImports.attempts,
    })
    .from(conversationImports)
    .innerJoin(
      dataKeys,
      and(eq(dataKeys.kind, "conversation"), eq(dataKeys.subjectId, conversationImports.conversationId)),
    )
    .where(lte(conversationImports.nextAttemptAtMs, nowMs))
    .orderBy(asc(conversationImports.nextAttemptAtMs), asc(conversationImports.conversationId))
    .limit(limit);
}

/** @returns refuses `malformed`; @throws SealBroken, ZodError if it is not what an import wrote */
export function openHistory(keyRing: KeyRing, { conversationId, key, sealedHistory }: DueImport) {
  const dataKey = unwrapDataKey(keyRing, { kind: "conversation", id: conversationId }, key);
  const plain = openText(dataKey, historyPlace(conversationId), sealedHistory);
  const history: ConversationHistory = conversationHistory.parse(JSON.parse(plain));
  return checkHistory(history);
}

/** Tried, whatever came of it: it goes once lists show it, and is tried again if they do not by then. */
export async function importTried(
  db: Database,
  conversationIds: readonly string[],
  nextAttemptAtMs: number,
): Promise<void> {
  await db
    .update(conversationImports)
    .set({ attempts: sql`${conversationImports.attempts} + 1`, nextAttemptAtMs })
    .where(inList(conversationImports.conversationId, conversationIds));
}

/** Forgets those that lists show: their actors have them, and said so. */
export async function forgetImported(db: Database): Promise<void> {
  const listed = db.select({ id: conversations.id }).from(conversations);
  await db.delete(conversationImports).where(inArray(conversationImports.conversationId, listed));
}

/** Whether something is not in yet without which the instance is not ready. */
export async function isImportAwaited(db: Database): Promise<boolean> {
  const rows = await db
    .select({ id: conversationImports.conversationId })
    .from(conversationImports)
    .where(eq(conversationImports.isAwaited, true))
    .limit(1);
  return rows.length > 0;
}

/** For an erasure: what was not imported yet never is. */
export async function forgetImports(db: Database, conversationIds: readonly string[]): Promise<void> {
  await db.delete(conversationImports).where(inList(conversationImports.conversationId, conversationIds));
}

/** As {@link forgetImports}, of everything that these contacts wrote. */
export async function forgetImportsOfContacts(db: Database, contactIds: readonly string[]): Promise<void> {
  await db.delete(conversationImports).where(inList(conversationImports.contactId, contactIds));
}
