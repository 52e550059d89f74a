/** What may become of a refund. Pure: who asks, and whether they may at all, is decided before. */
import { ok, type Result, refuse } from "#domain/failures";
import type { OrderStatus } from "#protocol/constants";
import type { RefundDecision, RefundStatus } from "#protocol/refunds";

/** A refund as far as a step depends on it. */
export interface Steppable {
  readonly status: RefundStatus;
  readonly askedBy: string;
}

/** What of an order counts against it: it went back, or may yet. */
export const COUNTED = ["asked", "approved", "paid"] as const satisfies readonly RefundStatus[];

/** @returns refuses `own_refund` (four eyes), `wrong_status` once it is decided, `reason_wanted` for a refusal without one */
export function decided(
  { status, askedBy }: Steppable,
  by: string,
  decision: RefundDecision,
  hasReason: boolean,
): Result<RefundDecision> {
  if (status !== "asked") return refuse("wrong_status");
  if (askedBy === by) return refuse("own_refund");
  return decision === "refused" && !hasReason ? refuse("reason_wanted") : ok(decision);
}

/**
 * Whoever asked may think better of it until it is paid; so may those who approve, for one who has left.
 * @returns refuses `wrong_status`, `no_permission`
 */
export function withdrawn({ status, askedBy }: Steppable, by: string, mayApprove: boolean): Result<"withdrawn"> {
  if (askedBy !== by && !mayApprove) return refuse("no_permission");
  return status === "asked" || status === "approved" ? ok("withdrawn") : refuse("wrong_status");
}

/** @returns refuses `wrong_status` unless it was approved and is not paid yet */
export function paid({ status }: Steppable): Result<"paid"> {
  return status === "approved" ? ok("paid") : refuse("wrong_status");
}

export interface Asked {
  readonly amountMinor: number;
  /** Without an order nothing ties several tickets, or currencies, to the same purchase. */
  readonly hasOrder: boolean;
  /** Undefined: there is none, and everything waits. */
  readonly limitMinor: number | undefined;
  /** What the limit let through before in the same ticket, or of the same order: a large amount is not asked for in slices. */
  readonly ruledMinor: number;
}

/** What names no order waits, however little it is: the limit could be passed in slices. */
export function isWithinLimit({ amountMinor, hasOrder, limitMinor = 0, ruledMinor }: Asked): boolean {
  return hasOrder && ruledMinor + amountMinor <= limitMinor;
}

export interface PaidOrder {
  readonly status: OrderStatus;
  readonly totalMinor: number;
  readonly changes: readonly { readonly status: OrderStatus }[];
}

/** What of an order can still be asked for: nothing of one that was never paid, or whose money went back already. */
export function leftOf({ status, totalMinor, changes }: PaidOrder, countedMinor: number): number {
  const wasPaid = changes.some((change) => change.status === "paid");
  return wasPaid && status !== "refunded" ? Math.max(0, totalMinor - countedMinor) : 0;
}
