/** A refund is asked for: approved at once where it names an order and is within the limit, else it waits for a colleague. */
import { and, eq, exists, notExists, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { minorOf } from "#domain/refunds/amount";
import { refundAudit, refundEntry, refundNews } from "#domain/refunds/entry";
import { hasRoom, isCounted, isStillSold, refundableOrders, ruledSum } from "#domain/refunds/orders";
import { type StoredRefund, sealRefundText, toRefund } from "#domain/refunds/record";
import { isWithinLimit } from "#domain/refunds/rules";
import { refunds } from "#domain/refunds/schema";
import { limitOf } from "#domain/refunds/settings";
import { isOpenTicket, type OpenedTicket, type StoredTicket, type TicketEdit } from "#domain/tickets/record";
import { isFinished } from "#domain/tickets/rules";
import { tickets } from "#domain/tickets/schema";
import type { Refund, RefundBody } from "#protocol/http-refunds";
import { newId } from "#protocol/ids";

/** Of an order, and what was counted against it when it was looked at. */
interface Wanted {
  readonly amountMinor: number;
  readonly order: { readonly id: string; readonly countedMinor: number } | undefined;
}

/** @returns refuses `currency_unknown`, `amount_unsound`, `order_wanted`, `order_unknown`, `currency_differs`, `refund_too_high` */
async function wantedOf(db: Database, row: StoredTicket, { amount, orderId }: RefundBody): Promise<Result<Wanted>> {
  const minor = minorOf(amount);
  if (!minor.ok) return minor;
  const amountMinor = minor.value;
  const linked = await refundableOrders(db, row);
  if (orderId === undefined) return linked.length > 0 ? refuse("order_wanted") : ok({ amountMinor, order: undefined });
  const order = linked.find(({ id }) => id === orderId);
  if (order === undefined) return refuse("order_unknown");
  if (order.currency !== amount.currency) return refuse("currency_differs");
  return amountMinor > order.leftMinor ? refuse("refund_too_high") : ok({ amountMinor, order });
}

/**
 * The same clientId of the same person never asks twice, and never for something else.
 * @returns refuses besides what {@link wantedOf} does: `wrong_status` in a finished ticket, `too_many`,
 *   `changed_meanwhile` if something else was asked for in the same moment or earlier with this clientId,
 *   `not_found` once the ticket was erased
 */
export async function askRefund(
  db: Database,
  ticket: OpenedTicket,
  body: RefundBody,
  edit: TicketEdit,
): Promise<Result<{ refund: Refund; repeated: boolean }>> {
  const { row, key } = ticket;
  const before = await askedBefore(db, row.id, edit.auditor.id, body.clientId);
  if (before !== undefined) return repeatedOf(key, before, body);
  if (isFinished(row.status)) return refuse("wrong_status");
  const wanted = await wantedOf(db, row, body);
  if (!wanted.ok) return wanted;
  const { amountMinor, order } = wanted.value;
  const { amount, clientId, reason } = body;
  const { auditor, nowMs } = edit;
  const ruled = ruledSum(db, row.id, order?.id, amount.currency);
  const [[known], limitMinor] = await Promise.all([
    db.select({ ruled }).from(sql`(SELECT 1)`),
    limitOf(db, amount.currency),
  ]);
  const ruledMinor = known?.ruled ?? 0;
  const isAtOnce = isWithinLimit({ amountMinor, hasOrder: order !== undefined, limitMinor, ruledMinor });
  const facts = {
    id: newId(nowMs),
    ticketId: row.id,
    orderId: order?.id ?? null,
    currency: amount.currency,
    amountMinor,
  };
  const refund: StoredRefund = {
    ...facts,
    ...{
      version: 1,
      askedBy: auditor.id,
      askedAtMs: nowMs,
      paidBy: null,
      paidAtMs: null,
      sealedAnswer: null,
      clientId,
    },
    status: isAtOnce ? "approved" : "asked",
    decidedBy: isAtOnce ? SYSTEM_AUDITOR.id : null,
    decidedAtMs: isAtOnce ? nowMs : null,
    sealedReason: sealRefundText(key, facts, "reason", reason),
  };
  const isAllowed = db
    .select({ one: sql`1` })
    .from(tickets)
    .where(
      and(
        eq(tickets.id, row.id),
        isOpenTicket(row.id),
        hasRoom(row.id),
        order === undefined ? undefined : and(isCounted(db, order.id, order.countedMinor), isStillSold(db, order.id)),
        isAtOnce ? sql`${ruled} <= ${ruledMinor}` : undefined,
        notExists(theSame(db, row.id, auditor.id, clientId)),
      ),
    );
  const made = db.select({ one: sql`1` }).from(refunds).where(eq(refunds.id, refund.id));
  await db.batch([
    db.insert(refunds).select(rowIf(refunds, refund, isAllowed)),
    refundEntry(db, refund, undefined, { key, reason }, edit, made),
    refundAudit(db, refund, "refund.asked", auditor, nowMs, made),
    ...(isAtOnce
      ? [refundAudit(db, refund, "refund.approved", SYSTEM_AUDITOR, nowMs, made)]
      : [refundNews(db, refund, auditor.id, nowMs, made)]),
    db
      .update(tickets)
      .set({ updatedAtMs: nowMs })
      .where(and(eq(tickets.id, row.id), exists(made))),
  ]);
  const asked = await askedBefore(db, row.id, auditor.id, clientId);
  if (asked === undefined) return refuse(await whyNot(db, row.id));
  return asked.id === refund.id ? ok({ refund: toRefund(key, asked), repeated: false }) : repeatedOf(key, asked, body);
}

/**
 * One that was taken before, for whoever did not hear of it.
 * @returns refuses `changed_meanwhile` where something else is asked for by now: that was not done
 */
function repeatedOf(
  key: Uint8Array,
  before: StoredRefund,
  { amount, orderId }: RefundBody,
): Result<{ refund: Refund; repeated: boolean }> {
  const minor = minorOf(amount);
  const isSame =
    minor.ok &&
    minor.value === before.amountMinor &&
    amount.currency === before.currency &&
    (orderId ?? null) === before.orderId;
  return isSame ? ok({ refund: toRefund(key, before), repeated: true }) : refuse("changed_meanwhile");
}

function theSame(db: Database, ticketId: string, askedBy: string, clientId: string) {
  return db
    .select()
    .from(refunds)
    .where(and(eq(refunds.ticketId, ticketId), eq(refunds.askedBy, askedBy), eq(refunds.clientId, clientId)));
}

async function askedBefore(db: Database, ticketId: string, askedBy: string, clientId: string) {
  const [row] = await theSame(db, ticketId, askedBy, clientId);
  return row;
}

async function whyNot(db: Database, ticketId: string) {
  const [now] = await db
    .select({ status: tickets.status, hasRoom: hasRoom(ticketId) })
    .from(tickets)
    .where(eq(tickets.id, ticketId));
  if (now === undefined) return "not_found";
  if (isFinished(now.status)) return "wrong_status";
  return now.hasRoom === 0 ? "too_many" : "changed_meanwhile";
}
