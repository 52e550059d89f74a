/**
 * What is good once and for a while: the link of a mail, a step of signing in, a passkey's challenge. Whoever holds the token has it; the
 * database has its hash alone (256 random bits need no salt), so that a stolen copy opens nothing.
 */
import { createHash } from "node:crypto";
import { and, eq, exists, gt, like, type SQLWrapper } from "drizzle-orm";
import type { Database } from "#domain/database";
import { verification } from "#domain/identity/schema";
import { newId } from "#protocol/ids";

const MINUTE_MS = 60_000;

export const TICKET_TTL_MS = {
  "password-reset": 30 * MINUTE_MS,
  "second-factor": 10 * MINUTE_MS,
  "passkey-sign-in": 5 * MINUTE_MS,
  "passkey-added": 5 * MINUTE_MS,
} as const;
export type TicketKind = keyof typeof TICKET_TTL_MS;

export const TICKET_TOKEN_BYTES = 32;

function identifierOf(kind: TicketKind, token: string): string {
  return `${kind}:${createHash("sha256").update(token).digest("hex")}`;
}

/** The insert of a ticket. @param value whose it is: an id, or nothing */
export function insertTicket(db: Database, kind: TicketKind, token: string, value: string, nowMs: number) {
  const at = new Date(nowMs);
  return db.insert(verification).values({
    id: newId(nowMs),
    identifier: identifierOf(kind, token),
    value,
    expiresAt: new Date(nowMs + TICKET_TTL_MS[kind]),
    createdAt: at,
    updatedAt: at,
  });
}

/** Selects the ticket's value while it is good: a query, or the condition of another statement. */
export function ticket(db: Database, kind: TicketKind, token: string, nowMs: number) {
  return db
    .select({ value: verification.value })
    .from(verification)
    .where(and(eq(verification.identifier, identifierOf(kind, token)), gt(verification.expiresAt, new Date(nowMs))));
}

/** Uses a ticket up, whatever comes of it. @returns its value the first time, and undefined ever after */
export async function spendTicket(
  db: Database,
  kind: TicketKind,
  token: string,
  nowMs: number,
): Promise<string | undefined> {
  const [spent] = await db
    .delete(verification)
    .where(eq(verification.identifier, identifierOf(kind, token)))
    .returning({ value: verification.value, expiresAt: verification.expiresAt });
  return spent !== undefined && spent.expiresAt.getTime() > nowMs ? spent.value : undefined;
}

/**
 * Takes back every ticket of a kind that is this person's.
 * @param condition in a batch: selects something if it is to be done
 */
export function withdrawTickets(db: Database, kind: TicketKind, value: string, condition?: SQLWrapper) {
  const isOfKind = like(verification.identifier, `${kind}:%`);
  return db.delete(verification).where(and(eq(verification.value, value), isOfKind, condition && exists(condition)));
}
