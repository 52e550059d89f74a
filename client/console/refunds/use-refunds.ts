/** What the console knows of refunds, and what it does with them. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import { ApiError } from "#client/lib/api.ts";
import { askRefund, type RefundStep, readRefundSettings, stepRefund, ticketRefunds } from "#client/lib/refund-api.ts";
import type { Refund, RefundBody } from "#protocol/http-refunds";
import { isRefundRefusal, type RefundRefusal } from "./refusal.ts";

/** A colleague decides minutes later: whoever looks at the ticket sees that about so soon. */
const FRESH_EVERY_MS = 10_000;

export const refundSettingsQuery = queryOptions({
  queryKey: ["refund-settings"],
  queryFn: () => readRefundSettings(api),
});

export function useTicketRefunds(ticketId: string) {
  return useQuery({
    queryKey: ["tickets", "refunds", ticketId],
    queryFn: () => ticketRefunds(api, ticketId),
    refetchInterval: FRESH_EVERY_MS,
  });
}

/** Which of the reasons a refusal was for. */
export function refusalOf(error: unknown): RefundRefusal {
  const reason = error instanceof ApiError ? error.reason : undefined;
  return reason !== undefined && isRefundRefusal(reason) ? reason : "other";
}

export function useAskRefund(ticketId: string, onAsked: () => void) {
  const { t } = useWordsOf(refundWords);
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    mutationFn: (body: RefundBody) => askRefund(api, ticketId, body),
    onSuccess: ({ status }) => {
      notify.done(t(status === "approved" ? "refund.done.atOnce" : "refund.done.asked"));
      onAsked();
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
}

export interface WantedStep {
  readonly refund: Refund;
  readonly step: RefundStep;
  readonly reason?: string | undefined;
}

/** Whatever it is refused for, it is shown afterwards as it is by then. */
export function useStepRefund(onEnd: () => void) {
  const { t } = useWordsOf(refundWords);
  const queries = useQueryClient();
  const notify = useNotify();
  return useMutation({
    mutationFn: ({ refund, step, reason }: WantedStep) => stepRefund(api, refund, step, reason),
    onSuccess: (_, { step }) => notify.done(t(`refund.done.${step}`)),
    onError: (error) => notify.problem(t(`refund.refusal.${refusalOf(error)}`)),
    onSettled: () => {
      onEnd();
      void queries.invalidateQueries({ queryKey: ["today"] });
      return queries.invalidateQueries({ queryKey: ["tickets"] });
    },
  });
}
