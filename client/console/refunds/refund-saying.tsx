import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { TicketEntry } from "#protocol/http-tickets";
import { REFUND_STATUSES } from "#protocol/refunds";
import { sayMoney } from "./money.ts";

/** What a line of the time line says of a refund: who took which step, and how much it is about. */
export function RefundSaying({ entry, who }: { entry: TicketEntry; who: string }) {
  const { t, locale } = useWordsOf(refundWords);
  const step = entry.changes.find(({ field }) => field === "refund");
  const [amount = "", currency = ""] =
    entry.changes.find(({ field }) => field === "refund.amount")?.to?.split(" ") ?? [];
  const status = REFUND_STATUSES.find((each) => each === step?.to) ?? "asked";
  const said = status === "approved" && step?.from === undefined ? "atOnce" : status;
  return <>{t(`refund.say.${said}`, { who, amount: sayMoney(locale, { amount, currency }) })}</>;
}
