/** What may become of an order. Pure: the status machine, and the changes it leaves behind. */
import { ok, type Result, refuse } from "#domain/failures";
import type { OrderStatus } from "#protocol/constants";

const NEXT: Readonly<Record<OrderStatus, readonly OrderStatus[]>> = {
  placed: ["paid", "cancelled"],
  paid: ["packed", "cancelled", "refunded"],
  packed: ["shipped", "cancelled", "refunded"],
  shipped: ["delivered", "return_requested"],
  delivered: ["return_requested"],
  return_requested: ["returned", "delivered", "refunded"],
  returned: ["refunded"],
  refunded: [],
  // What was paid before it was cancelled goes back.
  cancelled: ["refunded"],
};

export interface StatusChange {
  readonly status: OrderStatus;
  readonly atMs: number;
}

export function mayBecome(from: OrderStatus, to: OrderStatus): boolean {
  return NEXT[from].includes(to);
}

/**
 * The order's changes with one more.
 * @param changes those so far, the oldest first and never none
 * @returns refuses `wrong_status` for a step that there is not, or one before the last
 */
export function withStatus(changes: readonly StatusChange[], next: StatusChange): Result<StatusChange[]> {
  const last = changes.at(-1);
  if (last === undefined || next.atMs < last.atMs || !mayBecome(last.status, next.status))
    return refuse("wrong_status");
  return ok([...changes, next]);
}
