import { Button, Modal, Select, TextInput } from "@mantine/core";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { currencyChoices, currencyName } from "#client/console/refunds/money.ts";
import { typedAmount } from "#client/console/refunds/refusal.ts";
import { refusalOf } from "#client/console/refunds/use-refunds.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { RefundSettings } from "#protocol/http-refunds";
import { useSaveLimits } from "./use-save-limits.ts";

const MAX_AMOUNT_CHARS = 16;

interface LimitDialogProps {
  /** The one that is changed; absent: a new one. */
  readonly limit: RefundSettings["limits"][number] | undefined;
  readonly settings: RefundSettings;
  readonly onClose: () => void;
}

/** Up to how much of a currency is approved at once. */
export function LimitDialog({ limit, settings, onClose }: LimitDialogProps) {
  const { t, locale } = useWordsOf(refundWords);
  const saving = useSaveLimits(settings);
  const taken = settings.limits.map(({ currency }) => currency);
  const free = currencyChoices(locale).filter(({ value }) => value === limit?.currency || !taken.includes(value));
  const [currency, setCurrency] = useState(limit?.currency ?? free[0]?.value ?? "USD");
  const [typed, setTyped] = useState(limit?.amount ?? "");
  const [isAsked, setAsked] = useState(false);
  const amount = typedAmount(typed);
  const isUnsound =
    (isAsked && amount === undefined) || (saving.isError && refusalOf(saving.error) === "amount_unsound");

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (amount === undefined || saving.isPending) return;
    const next = { amount, currency };
    const others = settings.limits;
    const limits =
      limit === undefined ? [...others, next] : others.map((each) => (each.currency === currency ? next : each));
    saving.mutate(limits, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={
        limit === undefined
          ? t("refundSettings.add")
          : t("refundSettings.edit", { currency: currencyName(locale, limit.currency) })
      }
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="limit-dialog">
        {limit === undefined && (
          <Select
            label={t("refund.currency")}
            data={free}
            value={currency}
            onChange={(code) => code !== null && setCurrency(code)}
            allowDeselect={false}
            searchable
            openOnFocus={false}
            data-testid="limit-currency"
          />
        )}
        <TextInput
          label={t("refundSettings.limit")}
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            saving.reset();
          }}
          inputMode="decimal"
          maxLength={MAX_AMOUNT_CHARS}
          error={isUnsound && t("refund.refusal.amount_unsound")}
          data-autofocus
          data-testid="limit-amount"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="limit-save">
            {t("refundSettings.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
