/**
 * What becomes of a refund that was asked for. Each step names the version that it was made from: of two at once the second
 * changes nothing and is told so.
 */
import { and, eq, exists, sql } from "drizzle-orm";
import type { AuditAction } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { refundAudit, refundEntry, refundNews } from "#domain/refunds/entry";
import { isStillSold } from "#domain/refunds/orders";
import { type FoundRefund, type StoredRefund, sealRefundText, toRefund } from "#domain/refunds/record";
import { decided, paid, withdrawn } from "#domain/refunds/rules";
import { refunds } from "#domain/refunds/schema";
import type { TicketEdit } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import type { Refund, RefundDecisionBody } from "#protocol/http-refunds";
import type { RefundStatus } from "#protocol/refunds";

const ACTION_OF: Readonly<Record<Exclude<RefundStatus, "asked">, Extract<AuditAction, `refund.${string}`>>> = {
  approved: "refund.approved",
  refused: "refund.refused",
  withdrawn: "refund.withdrawn",
  paid: "refund.paid",
};

interface Seen {
  readonly version: number;
  readonly reason?: string | undefined;
}

/**
 * Its order may have gone, or its money gone back, since it was asked for: then it is not approved.
 * @returns refuses `own_refund`, `wrong_status`, `reason_wanted`, `changed_meanwhile`, `refund_too_high`
 */
export async function decideRefund(
  db: Database,
  found: FoundRefund,
  { decision, ...seen }: RefundDecisionBody,
  edit: TicketEdit,
): Promise<Result<Refund>> {
  if (found.row.version !== seen.version) return refuse("changed_meanwhile");
  const next = decided(found.row, edit.auditor.id, decision, seen.reason !== undefined);
  return next.ok ? step(db, found, next.value, seen, edit) : next;
}

/** @returns refuses `no_permission`, `wrong_status`, `changed_meanwhile` */
export async function withdrawRefund(
  db: Database,
  found: FoundRefund,
  { mayApprove, ...seen }: Seen & { readonly mayApprove: boolean },
  edit: TicketEdit,
): Promise<Result<Refund>> {
  if (found.row.version !== seen.version) return refuse("changed_meanwhile");
  const next = withdrawn(found.row, edit.auditor.id, mayApprove);
  return next.ok ? step(db, found, next.value, seen, edit) : next;
}

/** @returns refuses `wrong_status`, `changed_meanwhile` */
export async function payRefund(
  db: Database,
  found: FoundRefund,
  seen: Seen,
  edit: TicketEdit,
): Promise<Result<Refund>> {
  if (found.row.version !== seen.version) return refuse("changed_meanwhile");
  const next = paid(found.row);
  return next.ok ? step(db, found, next.value, seen, edit) : next;
}

async function step(
  db: Database,
  { row, key }: FoundRefund,
  status: Exclude<RefundStatus, "asked">,
  { version, reason }: Seen,
  edit: TicketEdit,
): Promise<Result<Refund>> {
  if (key === undefined) return refuse("key_missing");
  const { auditor, nowMs } = edit;
  const by = auditor.id;
  const changed: Partial<StoredRefund> & Pick<StoredRefund, "status"> = {
    status,
    version: version + 1,
    ...(status === "paid" ? { paidBy: by, paidAtMs: nowMs } : { decidedBy: by, decidedAtMs: nowMs }),
    ...(reason === undefined ? {} : { sealedAnswer: sealRefundText(key, row, "answer", reason) }),
  };
  const after: StoredRefund = { ...row, ...changed };
  const { orderId } = row;
  const isSold = status === "approved" && orderId !== null ? isStillSold(db, orderId) : undefined;
  const isSeen = and(eq(refunds.id, row.id), eq(refunds.version, version), isSold);
  const changing = db.select({ one: sql`1` }).from(refunds).where(isSeen);
  const isTold = by !== row.askedBy;
  const [isChanging] = await db.batch([
    changing,
    refundEntry(db, after, row.status, { key, reason }, edit, changing),
    refundAudit(db, after, ACTION_OF[status], auditor, nowMs, changing),
    ...(isTold ? [refundNews(db, after, row.askedBy, nowMs, changing)] : []),
    db
      .update(tickets)
      .set({ updatedAtMs: nowMs })
      .where(and(eq(tickets.id, row.ticketId), exists(changing))),
    db.update(refunds).set(changed).where(isSeen),
  ]);
  if (isChanging.length > 0) return ok(toRefund(key, after));
  const [now] = await db.select({ version: refunds.version }).from(refunds).where(eq(refunds.id, row.id));
  return refuse(isSold !== undefined && now?.version === version ? "refund_too_high" : "changed_meanwhile");
}
