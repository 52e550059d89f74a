import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import { newClientId } from "#client/lib/client-id.ts";
import { MAX_REASON_CHARS } from "#protocol/constants";
import type { TicketRefunds } from "#protocol/http-refunds";
import { currencyChoices, sayMoney } from "./money.ts";
import classes from "./refunds.module.css";
import { isOfAmount, typedAmount } from "./refusal.ts";
import { refundSettingsQuery, refusalOf, useAskRefund } from "./use-refunds.ts";

const MAX_AMOUNT_CHARS = 16;

interface AskDialogProps {
  readonly ticketId: string;
  readonly orders: TicketRefunds["orders"];
  readonly onClose: () => void;
}

/** How much goes back to the customer, of which order, and why. */
export function AskDialog({ ticketId, orders, onClose }: AskDialogProps) {
  const { t, locale } = useWordsOf(refundWords);
  const limits = useQuery(refundSettingsQuery).data?.limits ?? [];
  const [clientId, setClientId] = useState(() => newClientId(Date.now()));
  const [orderId, setOrderId] = useState(orders.length === 1 ? (orders[0]?.id ?? null) : null);
  const [chosen, setChosen] = useState(limits[0]?.currency ?? (locale === "zh-CN" ? "CNY" : "USD"));
  const [typed, setTyped] = useState("");
  const [reason, setReason] = useState("");
  const [isAsked, setAsked] = useState(false);
  const asking = useAskRefund(ticketId, onClose);
  const order = orders.find(({ id }) => id === orderId);
  const currency = order?.total.currency ?? chosen;
  // What names no order waits, whatever the limit.
  const limit = orders.length === 0 ? undefined : limits.find((each) => each.currency === currency);
  const amount = typedAmount(typed);
  const refusal = asking.isError ? refusalOf(asking.error) : undefined;
  const isOrderMissing = orders.length > 0 && order === undefined;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (amount === undefined || reason.trim() === "" || isOrderMissing || asking.isPending) return;
    const of = order === undefined ? {} : { orderId: order.id };
    const body = { clientId, amount: { amount, currency }, reason: reason.trim(), ...of };
    asking.mutate(body, {
      // With the old one whatever is asked for next would be refused as well.
      onError: (error) => refusalOf(error) === "changed_meanwhile" && setClientId(newClientId(Date.now())),
    });
  }

  const wrongAmount = isAsked && amount === undefined ? "amount_unsound" : refusal;
  return (
    <Modal opened onClose={onClose} title={t("refund.ask")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="refund-ask-dialog">
        {orders.length > 0 && (
          <Select
            label={t("refund.whichOrder")}
            data={orders.map(({ id, number }) => ({ value: id, label: number }))}
            value={orderId}
            onChange={setOrderId}
            description={
              order &&
              t("refund.orderLeft", { left: sayMoney(locale, order.left), total: sayMoney(locale, order.total) })
            }
            error={isAsked && isOrderMissing && t("refund.refusal.order_wanted")}
            allowDeselect={false}
            data-testid="refund-order"
          />
        )}
        <div className={classes.money} data-fixed={orders.length > 0 || undefined}>
          <TextInput
            label={t("refund.amount")}
            value={typed}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              asking.reset();
            }}
            inputMode="decimal"
            maxLength={MAX_AMOUNT_CHARS}
            rightSection={orders.length > 0 ? <span className={classes.quiet}>{currency}</span> : undefined}
            rightSectionWidth={52}
            error={wrongAmount !== undefined && isOfAmount(wrongAmount) && t(`refund.refusal.${wrongAmount}`)}
            data-autofocus
            data-testid="refund-amount"
          />
          {orders.length === 0 && (
            <Select
              label={t("refund.currency")}
              data={currencyChoices(locale)}
              value={chosen}
              onChange={(code) => code !== null && setChosen(code)}
              allowDeselect={false}
              searchable
              data-testid="refund-currency"
            />
          )}
        </div>
        <Textarea
          label={t("refund.reason")}
          description={t("refund.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={MAX_REASON_CHARS}
          rows={3}
          error={isAsked && reason.trim() === "" && t("refund.reasonMissing")}
          data-testid="refund-reason"
        />
        <p className={classes.hint}>
          {limit === undefined ? t("refund.noLimit") : t("refund.limit", { limit: sayMoney(locale, limit) })}
        </p>
        {refusal !== undefined && !isOfAmount(refusal) && (
          <p className={dialogs.alert} role="alert">
            {t(refusal === "changed_meanwhile" ? "refund.earlierTaken" : `refund.refusal.${refusal}`)}
          </p>
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={asking.isPending} data-testid="refund-submit">
            {t("refund.ask")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
