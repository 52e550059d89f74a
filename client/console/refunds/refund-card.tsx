import { Button } from "@mantine/core";
import { useState } from "react";
import { useDirectory } from "#client/console/session/directory.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import lists from "#client/console/tickets/tickets.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import { formatAgo } from "#client/i18n/format.ts";
import type { RefundStep } from "#client/lib/refund-api.ts";
import type { Refund } from "#protocol/http-refunds";
import { sayMoney } from "./money.ts";
import classes from "./refunds.module.css";
import { StepDialog } from "./step-dialog.tsx";

const TONES: Readonly<Record<Refund["status"], "accent" | "warn" | "ok" | "danger" | "quiet">> = {
  asked: "warn",
  approved: "accent",
  refused: "danger",
  withdrawn: "quiet",
  paid: "ok",
};

/** One refund: how much and why, where it stands, and what this reader may do with it. */
export function RefundCard({ refund, orderNumber }: { refund: Refund; orderNumber: string | undefined }) {
  const { t, locale } = useWordsOf(refundWords);
  const me = useMe();
  const [step, setStep] = useState<RefundStep>();
  const { status, askedBy, amount, reason, answer } = refund;
  const steps = useSteps(refund);
  return (
    <li
      className={classes.card}
      data-waiting={status === "asked" || undefined}
      data-status={status}
      data-testid="refund-card"
    >
      <div className={classes.head}>
        <span className={classes.amount}>{sayMoney(locale, amount)}</span>
        <span className={lists.chip} data-tone={TONES[status]} data-testid="refund-status">
          {t(`refund.status.${status}`)}
        </span>
        {orderNumber !== undefined && (
          <span className={classes.order}>{t("refund.order", { number: orderNumber })}</span>
        )}
      </div>
      <p className={classes.reason}>{reason ?? t("refund.locked")}</p>
      <History refund={refund} />
      {answer !== undefined && <p className={classes.answer}>{answer}</p>}
      {steps.length > 0 && (
        <div className={classes.buttons}>
          {steps.map((each) => (
            <Button
              key={each}
              variant={each === "approved" || each === "paid" ? "filled" : "default"}
              onClick={() => setStep(each)}
              data-testid={`refund-do-${each}`}
            >
              {t(`refund.do.${each}`)}
            </Button>
          ))}
          {status === "asked" && askedBy === me.id && <span className={classes.quiet}>{t("refund.own")}</span>}
        </div>
      )}
      {step !== undefined && <StepDialog refund={refund} step={step} onClose={() => setStep(undefined)} />}
    </li>
  );
}

/** What the server would let this reader do. */
function useSteps({ status, askedBy }: Refund): RefundStep[] {
  const me = useMe();
  const [mayAsk, mayApprove] = [useMay("refund.ask"), useMay("refund.approve")];
  const mayWithdraw = mayAsk && (askedBy === me.id || mayApprove);
  const decides = status === "asked" && mayApprove && askedBy !== me.id;
  return [
    ...(decides ? (["approved", "refused"] as const) : []),
    ...(status === "approved" && mayAsk ? (["paid"] as const) : []),
    // Whoever decides refuses it in place of that.
    ...(mayWithdraw && !decides && (status === "asked" || status === "approved") ? (["withdrawn"] as const) : []),
  ];
}

function History({ refund }: { refund: Refund }) {
  const { t, locale } = useWordsOf(refundWords);
  const { agentName } = useDirectory();
  const { status, askedBy, askedAtMs, decidedBy, decidedAtMs, paidBy, paidAtMs } = refund;
  const ago = (atMs: number) => formatAgo(locale, atMs, Date.now());
  const said = [t("refund.by.asked", { who: agentName(askedBy), ago: ago(askedAtMs) })];
  if (decidedBy === "system") said.push(t("refund.by.atOnce"));
  else if (decidedBy !== undefined && decidedAtMs !== undefined) {
    const decision = status === "paid" || status === "asked" ? "approved" : status;
    said.push(t(`refund.by.${decision}`, { who: agentName(decidedBy), ago: ago(decidedAtMs) }));
  }
  if (paidBy !== undefined && paidAtMs !== undefined)
    said.push(t("refund.by.paid", { who: agentName(paidBy), ago: ago(paidAtMs) }));
  return <p className={classes.by}>{said.join(" · ")}</p>;
}
