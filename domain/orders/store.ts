/** Queries over orders. */
import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { isSomebody } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { contactWithGuests } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { type StatusChange, withStatus } from "#domain/orders/rules";
import { orders } from "#domain/orders/schema";
import { ORDER_STATUSES } from "#protocol/constants";

const item = z.object({ title: z.string(), quantity: z.int().min(1), imageUrl: z.string().optional() });
const items = z.array(item);
const changes = z.array(z.object({ status: z.enum(ORDER_STATUSES), atMs: z.int() }));

export type OrderItem = z.infer<typeof item>;

export interface NewOrder {
  readonly id: string;
  readonly contactId: string;
  readonly number: string;
  readonly currency: string;
  readonly totalMinor: number;
  readonly items: readonly OrderItem[];
  /** The oldest first; never none. */
  readonly changes: readonly StatusChange[];
}

export interface Order extends NewOrder {
  readonly status: StatusChange["status"];
  readonly placedAtMs: number;
}

/** The row of an order. @throws RangeError if nothing ever happened to it */
export function orderRow(order: NewOrder): typeof orders.$inferInsert {
  const [first] = order.changes;
  const last = order.changes.at(-1);
  if (first === undefined || last === undefined) throw new RangeError("an order begins with being placed");
  return { ...order, status: last.status, placedAtMs: first.atMs };
}

/** @returns refuses `session_ended` if its customer is nobody any more, `name_taken` for a number that there is */
export async function placeOrder(db: Database, order: NewOrder): Promise<Result<true>> {
  const somebody = isSomebody(db, order.contactId);
  const [placed, there] = await db.batch([
    db
      .insert(orders)
      .select(rowIf(orders, orderRow(order), somebody))
      .onConflictDoNothing()
      .returning({ id: orders.id }),
    somebody,
  ]);
  if (placed.length > 0) return ok(true);
  return refuse(there.length === 0 ? "session_ended" : "name_taken");
}

/** Most customers have some; nobody is shown more. */
const MAX_ORDERS = 200;

/** A customer's orders, those of the guests who they were before included, the latest first. */
export async function ordersOfContact(db: Database, contactId: string): Promise<Order[]> {
  const ids = await contactWithGuests(db, contactId);
  return ordersOf(db, ids);
}

/** Of these contacts alone. */
export async function ordersOf(db: Database, contactIds: readonly string[]): Promise<Order[]> {
  const rows = await db
    .select()
    .from(orders)
    .where(inList(orders.contactId, contactIds))
    .orderBy(desc(orders.placedAtMs), desc(orders.id))
    .limit(MAX_ORDERS);
  return rows.map(toOrder);
}

/** Those of them that there are. @param ids a few */
export async function ordersByIds(db: Database, ids: readonly string[]): Promise<Order[]> {
  const rows = await db
    .select()
    .from(orders)
    .where(inList(orders.id, ids))
    .orderBy(desc(orders.placedAtMs), desc(orders.id));
  return rows.map(toOrder);
}

function toOrder(row: typeof orders.$inferSelect): Order {
  return { ...row, items: items.parse(row.items), changes: changes.parse(row.changes) };
}

/** @returns refuses `wrong_status`, and `changed_meanwhile` if somebody else changed it in the same moment */
export async function changeOrder(db: Database, order: Order, next: StatusChange): Promise<Result<true>> {
  const changed = withStatus(order.changes, next);
  if (!changed.ok) return changed;
  const written = await db
    .update(orders)
    .set({ status: next.status, changes: changed.value })
    .where(and(eq(orders.id, order.id), eq(orders.status, order.status), sameChanges(order)))
    .returning({ id: orders.id });
  return written.length > 0 ? ok(true) : refuse("changed_meanwhile");
}

/** A status may come back, the number of changes does not. */
function sameChanges(order: Order) {
  return sql`json_array_length(${orders.changes}) = ${order.changes.length}`;
}

/** For an erasure. */
export async function deleteOrdersOf(db: Database, contactIds: readonly string[]): Promise<void> {
  await db.delete(orders).where(inList(orders.contactId, contactIds));
}
