/** The HTTP half of the contract: refunds that are asked for in tickets, what is decided of them, and limits. */
import { z } from "zod";
import { money } from "#protocol/http-orders";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { MAX_REFUND_LIMITS, REFUND_DECISIONS, REFUND_STATUSES } from "#protocol/refunds";
import { clientId, id, instantMs, reason } from "#protocol/vocabulary";

const version = z
  .int()
  .min(1)
  .meta({ description: "Of the refund: grows with each step; a step names the one it saw." });
const ticketPath = z.object({ id });
const refundPath = z.object({ id });

const refundFacts = {
  id,
  ticketId: id,
  version,
  status: z.enum(REFUND_STATUSES),
  amount: money,
  orderId: id.optional(),
  reason: z.string().optional().meta({ description: "Absent where the key that it was sealed with is missing." }),
  askedBy: z.string(),
  askedAtMs: instantMs,
  decidedBy: z.string().optional().meta({ description: "`system` for what the limit approved." }),
  decidedAtMs: instantMs.optional(),
  answer: z.string().optional().meta({ description: "Why it was approved, refused or withdrawn." }),
  paidBy: z.string().optional(),
  paidAtMs: instantMs.optional(),
};
export const refund = z.object(refundFacts).meta({ id: "Refund" });
export type Refund = z.infer<typeof refund>;

const refundableOrder = z.object({
  id,
  number: z.string(),
  total: money,
  left: money.meta({ description: "What can still be asked for: neither refunded nor promised." }),
});
export const ticketRefunds = z
  .object({
    items: z.array(refund).meta({ description: "The latest first." }),
    orders: z.array(refundableOrder).meta({
      description: "The ticket's orders of its customer; where there are any, a refund names one of them.",
    }),
  })
  .meta({ id: "TicketRefunds" });
export type TicketRefunds = z.infer<typeof ticketRefunds>;

export const refundsToDecide = z
  .object({
    items: z.array(
      refund
        .extend({ ticketNumber: z.int().min(1), ticketSubject: z.string().optional() })
        .meta({ id: "RefundToDecide" }),
    ),
    more: z.boolean().meta({ description: "There are more than are told here." }),
  })
  .meta({ id: "RefundsToDecide" });
export type RefundsToDecide = z.infer<typeof refundsToDecide>;

export const refundAnswer = z.object({ refund }).meta({ id: "RefundAnswer" });

export const refundBody = z.object({
  clientId,
  amount: money,
  orderId: id.optional().meta({ description: "One of the ticket's; needed where it has any." }),
  reason,
});
export type RefundBody = z.infer<typeof refundBody>;

export const refundDecisionBody = z.object({
  version,
  decision: z.enum(REFUND_DECISIONS),
  reason: reason.optional().meta({ description: "Needed for a refusal." }),
});
export type RefundDecisionBody = z.infer<typeof refundDecisionBody>;
export const refundWithdrawalBody = z.object({ version, reason: reason.optional() });
export const refundPaymentBody = z.object({ version });

const limitsContent = {
  limits: z.array(money).max(MAX_REFUND_LIMITS).meta({
    description:
      "Up to so much of a currency, of an order, is approved at once; without one everything waits for a colleague.",
  }),
};
const settingsVersion = z.int().min(0).meta({ description: "0 as long as nothing was set." });
export const refundSettingsBody = z.object({ ...limitsContent, version: settingsVersion });
export type RefundSettingsBody = z.infer<typeof refundSettingsBody>;
export const refundSettings = z.object({ ...limitsContent, version: settingsVersion }).meta({ id: "RefundSettings" });
export type RefundSettings = z.infer<typeof refundSettings>;

const STEP_CODES = [...BASE_CODES, "not_found", "conflict", "too_large"] as const;

export const refundOperations = {
  listTicketRefunds: {
    method: "get",
    path: "/api/v1/tickets/:id/refunds",
    summary: "What was asked for in a ticket, and what of its orders is left to refund.",
    credential: "agent",
    params: ticketPath,
    status: 200,
    answer: ticketRefunds,
    codes: [...BASE_CODES, "not_found"],
  },
  askRefund: {
    method: "post",
    path: "/api/v1/tickets/:id/refunds",
    summary:
      "Asks for a refund: approved at once where it names an order and is within the limit, else a colleague decides. The same clientId never asks twice: with another amount, currency or order it is refused (409 `changed_meanwhile`).",
    credential: "agent",
    params: ticketPath,
    body: refundBody,
    status: 201,
    answer: refundAnswer,
    codes: STEP_CODES,
  },
  listRefundsToDecide: {
    method: "get",
    path: "/api/v1/refunds/undecided",
    summary: "Refunds in sight that wait for a decision and that somebody else asked for, the oldest first.",
    credential: "agent",
    status: 200,
    answer: refundsToDecide,
    codes: BASE_CODES,
  },
  decideRefund: {
    method: "post",
    path: "/api/v1/refunds/:id/decision",
    summary:
      "Approves or refuses what somebody else asked for, at the version that was seen; 409 `changed_meanwhile` for the second of two, `refund_too_high` for an approval whose order is gone or was refunded.",
    credential: "agent",
    params: refundPath,
    body: refundDecisionBody,
    status: 200,
    answer: refundAnswer,
    codes: STEP_CODES,
  },
  withdrawRefund: {
    method: "post",
    path: "/api/v1/refunds/:id/withdrawal",
    summary: "Takes back what was not paid yet; for whoever asked, or may approve.",
    credential: "agent",
    params: refundPath,
    body: refundWithdrawalBody,
    status: 200,
    answer: refundAnswer,
    codes: STEP_CODES,
  },
  payRefund: {
    method: "post",
    path: "/api/v1/refunds/:id/payment",
    summary: "Records that the money of an approved refund went back. Edgedesk moves none itself.",
    credential: "agent",
    params: refundPath,
    body: refundPaymentBody,
    status: 200,
    answer: refundAnswer,
    codes: STEP_CODES,
  },
  readRefundSettings: {
    method: "get",
    path: "/api/v1/refund-settings",
    summary: "Up to how much a refund is approved at once, by currency.",
    credential: "agent",
    status: 200,
    answer: refundSettings,
    codes: BASE_CODES,
  },
  changeRefundSettings: {
    method: "put",
    path: "/api/v1/refund-settings",
    summary: "Sets the limits at the version that was seen.",
    credential: "agent",
    body: refundSettingsBody,
    status: 200,
    answer: refundSettings,
    codes: [...BASE_CODES, "conflict", "too_large"],
  },
} as const satisfies Record<string, Operation>;
