/** An order as clients are told of it. */
import { decimalOf } from "#domain/orders/amounts";
import type { Order } from "#domain/orders/store";
import type { Order as WireOrder } from "#protocol/http-orders";

export function toWireOrder({
  id,
  number,
  status,
  placedAtMs,
  totalMinor,
  currency,
  items,
  changes,
}: Order): WireOrder {
  return {
    id,
    number,
    status,
    placedAt: new Date(placedAtMs).toISOString(),
    total: { amount: decimalOf(totalMinor, currency), currency },
    items: [...items],
    changes: changes.map((change) => ({ status: change.status, at: new Date(change.atMs).toISOString() })),
  };
}
