/** Refunds, as far as both sides need them without zod: what becomes of one, and limits. */

/** `asked` waits for a decision; `paid` is somebody's word that the money went back. */
export const REFUND_STATUSES = ["asked", "approved", "refused", "withdrawn", "paid"] as const;
export type RefundStatus = (typeof REFUND_STATUSES)[number];

export const REFUND_DECISIONS = ["approved", "refused"] as const;
export type RefundDecision = (typeof REFUND_DECISIONS)[number];

/** In the currency's smallest unit. */
export const MAX_REFUND_MINOR = 1_000_000_000_000;
/** Of one ticket. */
export const MAX_TICKET_REFUNDS = 50;
/** Currencies with a limit. */
export const MAX_REFUND_LIMITS = 30;
/** Told at once of those that wait for a decision. */
export const MAX_REFUNDS_SHOWN = 50;
