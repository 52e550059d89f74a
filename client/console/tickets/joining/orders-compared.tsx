import { useWordsOf } from "#client/console/words.tsx";
import { ticketJoiningWords } from "#client/i18n/console-ticket-joining.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import classes from "./joining.module.css";
import { useOrderNumber } from "./use-orders.ts";

interface OrdersComparedProps {
  readonly contactId: string | undefined;
  readonly mine: readonly string[];
  readonly theirs: readonly string[];
}

/** Whether two tickets are about the same order; nothing where one of them is about none. */
export function OrdersCompared({ contactId, mine, theirs }: OrdersComparedProps) {
  const { t } = useWordsOf(ticketJoiningWords);
  const numberOf = useOrderNumber(contactId);
  if (mine.length === 0 || theirs.length === 0) return null;
  const same = mine.filter((id) => theirs.includes(id));
  return (
    <span className={classes.orders} data-testid="orders-compared" data-same={same.length > 0}>
      {same.length > 0 ? t("joining.sameOrder", { orders: same.map(numberOf).join(", ") }) : t("joining.otherOrder")}
    </span>
  );
}

/** The orders of one of two tickets that become one; those of both stand out. */
export function OrdersFact({ ticket, other }: { ticket: ShownTicket; other: ShownTicket }) {
  const { t } = useWordsOf(ticketJoiningWords);
  const numberOf = useOrderNumber(ticket.contactId);
  return (
    <div>
      <dt>{t("joining.orders")}</dt>
      <dd className={classes.numbers}>
        {ticket.orderIds.length === 0 && t("joining.noOrders")}
        {ticket.orderIds.map((id) => (
          <span key={id} className={classes.order} data-same={other.orderIds.includes(id) || undefined}>
            {numberOf(id)}
            {other.orderIds.includes(id) && <i>{t("joining.same")}</i>}
          </span>
        ))}
      </dd>
    </div>
  );
}
