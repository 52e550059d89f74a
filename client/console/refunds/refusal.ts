/** What a refund can be refused for, as far as there are words for it. */
const REFUSALS = [
  "amount_unsound",
  "currency_unknown",
  "currency_differs",
  "refund_too_high",
  "order_wanted",
  "order_unknown",
  "own_refund",
  "wrong_status",
  "changed_meanwhile",
  "too_many",
  "reason_wanted",
] as const;

export type RefundRefusal = (typeof REFUSALS)[number] | "other";

export function isRefundRefusal(reason: string): reason is Exclude<RefundRefusal, "other"> {
  return REFUSALS.some((known) => known === reason);
}

/** Of the amount, and not of something else in the form. */
export function isOfAmount(refusal: RefundRefusal): boolean {
  return ["amount_unsound", "currency_unknown", "currency_differs", "refund_too_high"].includes(refusal);
}

/** An amount as it was typed, full-width digits included. @returns undefined for what is none */
export function typedAmount(typed: string): string | undefined {
  const text = typed.normalize("NFKC").trim();
  return /^\d+(\.\d+)?$/.test(text) ? text : undefined;
}
