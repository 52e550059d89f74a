import { Button, Modal, Textarea } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { RefundStep } from "#client/lib/refund-api.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { Refund } from "#protocol/http-refunds";
import { sayMoney } from "./money.ts";
import classes from "./refunds.module.css";
import { useStepRefund } from "./use-refunds.ts";

interface StepDialogProps {
  readonly refund: Refund;
  readonly step: RefundStep;
  readonly onClose: () => void;
}

/** One step of a refund, once more asked for; a refusal with its reason. */
export function StepDialog({ refund, step, onClose }: StepDialogProps) {
  const { t, locale } = useWordsOf(refundWords);
  // As it was when it was opened: what a colleague did meanwhile is told by the refusal.
  const [seen] = useState(refund);
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const stepping = useStepRefund(onClose);
  const isMissing = step === "refused" && reason.trim() === "";
  return (
    <Modal
      opened
      onClose={onClose}
      title={t(`refund.dialog.${step}`, { amount: sayMoney(locale, seen.amount) })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(true);
          if (!isMissing) stepping.mutate({ refund: seen, step, reason: reason.trim() || undefined });
        }}
        data-testid="refund-step-dialog"
      >
        {step === "paid" ? (
          <p className={classes.hint}>{t("refund.paidHint")}</p>
        ) : (
          <Textarea
            label={t(step === "refused" ? "refund.reason" : "refund.reasonOptional")}
            description={t("refund.reasonHint")}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={MAX_REASON_CHARS}
            rows={3}
            error={isAsked && isMissing && t("refund.reasonMissing")}
            data-autofocus
            data-testid="refund-step-reason"
          />
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button
            type="submit"
            variant="filled"
            {...(step === "refused" ? { color: "danger" } : {})}
            loading={stepping.isPending}
            data-testid="refund-step-submit"
          >
            {t(`refund.do.${step}`)}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
