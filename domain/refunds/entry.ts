/** What a step of a refund leaves behind in its own batch: a line of the ticket's time line, an audit row, and who is told. */
import { type SQLWrapper, sql } from "drizzle-orm";
import type { AuditAction, AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { moneyOf } from "#domain/refunds/amount";
import type { StoredRefund } from "#domain/refunds/record";
import { entryStatement } from "#domain/tickets/entries";
import type { TicketEdit } from "#domain/tickets/record";
import { changeOf, masking } from "#domain/tickets/sealed";
import type { FieldChange } from "#protocol/http-tickets";
import type { RefundStatus } from "#protocol/refunds";

type Facts = Pick<StoredRefund, "id" | "ticketId" | "orderId" | "status" | "currency" | "amountMinor">;

/**
 * The line of the time line; no change of the ticket, so that nobody who edits it has to look again.
 * @param key the ticket's
 * @param from what it was before; undefined: it was just asked for
 */
export function refundEntry(
  db: Database,
  refund: Facts,
  from: RefundStatus | undefined,
  { key, reason }: { readonly key: Uint8Array; readonly reason: string | undefined },
  { auditor, nowMs }: TicketEdit,
  condition: SQLWrapper,
) {
  const { ticketId, orderId, status, currency, amountMinor } = refund;
  const { amount } = moneyOf(amountMinor, currency);
  const facts = [
    changeOf("refund", from, status),
    changeOf("refund.amount", undefined, `${amount} ${currency}`),
    changeOf("refund.order", undefined, orderId ?? undefined),
  ];
  const changes: FieldChange[] = facts.filter((fact) => fact !== undefined);
  const version = sql`(SELECT version FROM tickets WHERE id = ${ticketId})`;
  const entry = { ticketId, kind: "refund", version, byId: auditor.id, atMs: nowMs, changes } as const;
  const sealed = reason === undefined ? undefined : { key, content: { reason: masking(reason) } };
  return entryStatement(db, entry, sealed, condition);
}

export function refundAudit(
  db: Database,
  { id, ticketId, currency, amountMinor }: Facts,
  action: Extract<AuditAction, `refund.${string}`>,
  actor: AuditActor,
  nowMs: number,
  condition: SQLWrapper,
) {
  const detail = { ticket: ticketId, amountMinor, currency };
  return auditStatement(db, { actor, action, subject: { type: "refund", id }, detail }, nowMs, condition);
}

/** Those who may approve are told of one that is asked for, and whoever asked of what was decided. */
export function refundNews(
  db: Database,
  { id, ticketId, status }: Facts,
  askedBy: string,
  nowMs: number,
  condition: SQLWrapper,
) {
  const payload = { ticketId, refundId: id, status, askedBy, atMs: nowMs };
  return insertD1EffectIf(db, condition, { kind: "refund.told", payload }, nowMs);
}
