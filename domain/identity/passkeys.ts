/** Passkeys as rows: found by the credential that a browser offers, listed and named by their owner. */
import { and, asc, eq, exists, notExists, type SQLWrapper } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { passkeys, session } from "#domain/identity/schema";
import { openText, type Place, sealText } from "#domain/privacy/envelope";

export function passkeyNamePlace(passkeyId: string): Place {
  return { table: "passkeys", record: passkeyId, field: "name", revision: 1 };
}

export interface Passkey {
  readonly id: string;
  readonly userId: string;
  readonly credentialId: string;
  readonly publicKey: Uint8Array<ArrayBuffer>;
  readonly counter: number;
  readonly transports: readonly string[];
}

const transports = z.array(z.string());

function passkeyOf(row: typeof passkeys.$inferSelect): Passkey {
  const { id, userId, credentialId, counter } = row;
  return {
    id,
    userId,
    credentialId,
    counter,
    publicKey: Uint8Array.from(row.publicKey),
    transports: transports.parse(JSON.parse(row.transports)),
  };
}

export async function findPasskey(db: Database, credentialId: string): Promise<Passkey | undefined> {
  const [row] = await db.select().from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return row && passkeyOf(row);
}

export async function passkeysOf(db: Database, userId: string): Promise<Passkey[]> {
  return (await db.select().from(passkeys).where(eq(passkeys.userId, userId))).map(passkeyOf);
}

export interface NamedPasskey {
  readonly id: string;
  readonly name: string;
  readonly createdAtMs: number;
  readonly lastUsedAtMs: number | undefined;
}

/** @param key the account's data key */
export async function listPasskeys(db: Database, userId: string, key: Uint8Array): Promise<NamedPasskey[]> {
  const rows = await db.select().from(passkeys).where(eq(passkeys.userId, userId)).orderBy(asc(passkeys.id));
  return rows.map((row) => ({
    id: row.id,
    name: openText(key, passkeyNamePlace(row.id), row.sealedName),
    createdAtMs: row.createdAtMs,
    lastUsedAtMs: row.lastUsedAtMs ?? undefined,
  }));
}

/** @returns whether it is theirs */
export async function renamePasskey(
  db: Database,
  { id, userId }: { id: string; userId: string },
  name: string,
  key: Uint8Array,
  nonce: Uint8Array,
): Promise<boolean> {
  const renamed = await db
    .update(passkeys)
    .set({ sealedName: Buffer.from(sealText(key, passkeyNamePlace(id), name, nonce)) })
    .where(and(eq(passkeys.id, id), eq(passkeys.userId, userId)))
    .returning({ id: passkeys.id });
  return renamed.length > 0;
}

/** Selects the session if it is still there and nobody has that credential yet: the condition of adding it. */
export function mayAddPasskey(db: Database, sessionId: string, credentialId: string) {
  const known = db.select({ id: passkeys.id }).from(passkeys).where(eq(passkeys.credentialId, credentialId));
  return db
    .select({ id: session.id })
    .from(session)
    .where(and(eq(session.id, sessionId), notExists(known)));
}

/** Notes a signature: for the batch of the session that it begins. */
export function notePasskeyUse(db: Database, id: string, counter: number, nowMs: number, condition: SQLWrapper) {
  return db
    .update(passkeys)
    .set({ counter, lastUsedAtMs: nowMs })
    .where(and(eq(passkeys.id, id), exists(condition)));
}
