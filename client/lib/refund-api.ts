/** What the console asks about refunds. Hand decoders; held equal to the zod ones by `refund-api.test.ts`. */
import type { Refund, RefundBody, RefundSettings, RefundsToDecide, TicketRefunds } from "#protocol/http-refunds";
import { REFUND_STATUSES, type RefundDecision } from "#protocol/refunds";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id } from "./nouns.ts";
import { money } from "./order-answers.ts";

const facts = {
  ...{ id, ticketId: id, version: integer(1), status: oneOf(...REFUND_STATUSES), amount: money },
  ...{ askedBy: string, askedAtMs: count },
};
const later = {
  ...{ orderId: id, reason: string, decidedBy: string, decidedAtMs: count, answer: string },
  ...{ paidBy: string, paidAtMs: count },
};
const refund: Decoder<Refund> = object(facts, later);
export const refundAnswer = object({ refund });
export const ticketRefundsAnswer: Decoder<TicketRefunds> = object({
  items: array(refund),
  orders: array(object({ id, number: string, total: money, left: money })),
});
export const toDecideAnswer: Decoder<RefundsToDecide> = object({
  items: array(object({ ...facts, ticketNumber: integer(1) }, { ...later, ticketSubject: string })),
  more: boolean,
});
export const refundSettingsAnswer: Decoder<RefundSettings> = object({ limits: array(money), version: integer(0) });

/** @throws ApiError */
export function ticketRefunds(api: ApiOptions, ticketId: string): Promise<TicketRefunds> {
  return call(api, { method: "GET", path: `/api/v1/tickets/${ticketId}/refunds`, answer: ticketRefundsAnswer });
}

/** @throws ApiError */
export async function askRefund(api: ApiOptions, ticketId: string, body: RefundBody): Promise<Refund> {
  const path = `/api/v1/tickets/${ticketId}/refunds`;
  return (await call(api, { method: "POST", path, body, answer: refundAnswer })).refund;
}

/** @throws ApiError */
export function refundsToDecide(api: ApiOptions): Promise<RefundsToDecide> {
  return call(api, { method: "GET", path: "/api/v1/refunds/undecided", answer: toDecideAnswer });
}

/** What may be done with one that was asked for. */
export type RefundStep = RefundDecision | "withdrawn" | "paid";

/** At the version that was seen. @throws ApiError `conflict` with the reason `changed_meanwhile` if somebody else was faster */
export async function stepRefund(
  api: ApiOptions,
  { id: of, version }: Pick<Refund, "id" | "version">,
  step: RefundStep,
  reason: string | undefined,
): Promise<void> {
  const why = reason === undefined ? {} : { reason };
  const [what, body] =
    step === "paid"
      ? ["payment", { version }]
      : step === "withdrawn"
        ? ["withdrawal", { version, ...why }]
        : ["decision", { version, decision: step, ...why }];
  await call(api, { method: "POST", path: `/api/v1/refunds/${of}/${what}`, body, answer: refundAnswer });
}

const SETTINGS = "/api/v1/refund-settings";

/** @throws ApiError */
export function readRefundSettings(api: ApiOptions): Promise<RefundSettings> {
  return call(api, { method: "GET", path: SETTINGS, answer: refundSettingsAnswer });
}

/** At the version that was seen. @throws ApiError */
export function saveRefundSettings(api: ApiOptions, body: RefundSettings): Promise<RefundSettings> {
  return call(api, { method: "PUT", path: SETTINGS, body, answer: refundSettingsAnswer });
}
