/** A refund as it rests and as it is read. */
import { and, desc, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { moneyOf } from "#domain/refunds/amount";
import { refunds } from "#domain/refunds/schema";
import { masking, ticketKeyIfThere } from "#domain/tickets/sealed";
import type { Refund } from "#protocol/http-refunds";
import { MAX_TICKET_REFUNDS } from "#protocol/refunds";

export type StoredRefund = typeof refunds.$inferSelect;

export const refundKey = { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped };
/** Refunds rest sealed with their ticket's key, and go with it. */
export const isKeyOfRefund = and(eq(dataKeys.kind, "ticket"), eq(dataKeys.subjectId, refunds.ticketId));

function place(ticketId: string, id: string, field: "reason" | "answer"): Place {
  return { table: "refunds", record: `${ticketId}:${id}`, field, revision: 1 };
}

/** Phone numbers and the like are masked before it is sealed, as in all that staff write. */
export function sealRefundText(
  key: Uint8Array,
  { ticketId, id }: Pick<StoredRefund, "ticketId" | "id">,
  field: "reason" | "answer",
  text: string,
): Buffer {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  return Buffer.from(sealText(key, place(ticketId, id, field), masking(text), nonce));
}

/** @param key undefined where it is missing: what was written is not told */
export function toRefund(key: Uint8Array | undefined, row: StoredRefund): Refund {
  const { id, ticketId, version, status, askedBy, askedAtMs, sealedReason, sealedAnswer } = row;
  const words =
    key === undefined
      ? {}
      : {
          reason: openText(key, place(ticketId, id, "reason"), sealedReason),
          ...(sealedAnswer === null ? {} : { answer: openText(key, place(ticketId, id, "answer"), sealedAnswer) }),
        };
  return {
    ...{ id, ticketId, version, status, askedBy, askedAtMs },
    amount: moneyOf(row.amountMinor, row.currency),
    ...(row.orderId === null ? {} : { orderId: row.orderId }),
    ...(row.decidedBy === null ? {} : { decidedBy: row.decidedBy }),
    ...(row.decidedAtMs === null ? {} : { decidedAtMs: row.decidedAtMs }),
    ...(row.paidBy === null ? {} : { paidBy: row.paidBy }),
    ...(row.paidAtMs === null ? {} : { paidAtMs: row.paidAtMs }),
    ...words,
  };
}

/** @returns undefined if there is none, or its ticket was erased */
export async function readRefund(db: Database, keyRing: KeyRing, id: string): Promise<FoundRefund | undefined> {
  const [found] = await db
    .select({ row: refunds, key: refundKey })
    .from(refunds)
    .innerJoin(dataKeys, isKeyOfRefund)
    .where(eq(refunds.id, id));
  return found && { row: found.row, key: ticketKeyIfThere(keyRing, found.row.ticketId, found.key) };
}

export interface FoundRefund {
  readonly row: StoredRefund;
  /** The ticket's data key, in plain; undefined where it is missing. */
  readonly key: Uint8Array | undefined;
}

/** Of a ticket, the latest first. */
export function storedRefundsOf(db: Database, ticketId: string): Promise<StoredRefund[]> {
  return db
    .select()
    .from(refunds)
    .where(eq(refunds.ticketId, ticketId))
    .orderBy(desc(refunds.id))
    .limit(MAX_TICKET_REFUNDS);
}
