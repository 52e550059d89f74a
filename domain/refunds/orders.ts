/** What of a ticket's orders can still be refunded. */
import { and, eq, exists, inArray, ne, or, type SQL, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { contactWithGuests } from "#domain/delivery/registry";
import { inList } from "#domain/in-list";
import { orders } from "#domain/orders/schema";
import { type Order, ordersByIds } from "#domain/orders/store";
import { COUNTED, leftOf } from "#domain/refunds/rules";
import { refunds } from "#domain/refunds/schema";
import { type StoredTicket, storedIds } from "#domain/tickets/record";
import { MAX_TICKET_REFUNDS } from "#protocol/refunds";

export interface RefundableOrder extends Pick<Order, "id" | "number" | "currency" | "totalMinor"> {
  readonly leftMinor: number;
  /** What was counted against it. */
  readonly countedMinor: number;
}

/** Those that the ticket names and that are its customer's. */
export async function refundableOrders(
  db: Database,
  { contactId, orderIds }: Pick<StoredTicket, "contactId" | "orderIds">,
): Promise<RefundableOrder[]> {
  const ids = storedIds.parse(orderIds);
  if (contactId === null || ids.length === 0) return [];
  const owners = await contactWithGuests(db, contactId);
  const linked = (await ordersByIds(db, ids)).filter((order) => owners.includes(order.contactId));
  if (linked.length === 0) return [];
  const rows = await db
    .select({ orderId: refunds.orderId, sum: sql<number>`sum(${refunds.amountMinor})` })
    .from(refunds)
    .where(
      and(
        inList(
          refunds.orderId,
          linked.map(({ id }) => id),
        ),
        inArray(refunds.status, [...COUNTED]),
      ),
    )
    .groupBy(refunds.orderId);
  return linked.map((order) => {
    const { id, number, currency, totalMinor } = order;
    const countedMinor = rows.find(({ orderId }) => orderId === id)?.sum ?? 0;
    return { ...{ id, number, currency, totalMinor, countedMinor }, leftMinor: leftOf(order, countedMinor) };
  });
}

/** Holds as long as no more is counted against the order than was. */
export function isCounted(db: Database, orderId: string, countedMinor: number): SQL {
  const counted = sumOf(db, and(eq(refunds.orderId, orderId), inArray(refunds.status, [...COUNTED])));
  return sql`${counted} <= ${countedMinor}`;
}

/** Holds as long as the order is there and its money did not go back by another way. */
export function isStillSold(db: Database, orderId: string): SQL {
  const sold = and(eq(orders.id, orderId), ne(orders.status, "refunded"));
  return exists(db.select({ one: sql`1` }).from(orders).where(sold));
}

/** Holds as long as the ticket has fewer refunds than it may have. */
export function hasRoom(ticketId: string): SQL<number> {
  return sql<number>`(SELECT count(*) FROM refunds WHERE ticket_id = ${ticketId}) < ${MAX_TICKET_REFUNDS}`;
}

/** What the limit let through before: in the ticket, and of the order from whichever ticket. */
export function ruledSum(db: Database, ticketId: string, orderId: string | undefined, currency: string) {
  const isNear = or(eq(refunds.ticketId, ticketId), orderId === undefined ? undefined : eq(refunds.orderId, orderId));
  const isRuled = and(eq(refunds.decidedBy, "system"), inArray(refunds.status, [...COUNTED]));
  return sumOf(db, and(isNear, isRuled, eq(refunds.currency, currency)));
}

function sumOf(db: Database, condition: SQL | undefined): SQL<number> {
  const sum = db
    .select({ sum: sql`coalesce(sum(${refunds.amountMinor}), 0)` })
    .from(refunds)
    .where(condition);
  return sql<number>`${sum}`;
}
