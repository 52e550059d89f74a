import { ActionIcon, Button } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { SectionHead } from "#client/console/tickets/page/section-head.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { refundWords } from "#client/i18n/console-refunds.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { AskDialog } from "./ask-dialog.tsx";
import { RefundCard } from "./refund-card.tsx";
import classes from "./refunds.module.css";
import { useTicketRefunds } from "./use-refunds.ts";

/** What goes back to the customer of a ticket: asked for, decided and paid. Nothing where there is nothing and never will be. */
export default function TicketRefunds({ ticket }: { ticket: ShownTicket }) {
  const { t } = useWordsOf(refundWords);
  const mayAsk = useMay("refund.ask");
  const [isAsking, setAsking] = useState(false);
  const { data, isError, refetch } = useTicketRefunds(ticket.id);
  const canAsk = mayAsk && ticket.status !== "resolved" && ticket.status !== "closed";
  const items = data?.items ?? [];
  const isWithout = data === undefined && isError;
  if (items.length === 0 && !canAsk && !isWithout) return null;
  return (
    <section data-testid="ticket-refunds">
      <SectionHead title={t("refund.title")}>
        {canAsk && data !== undefined && (
          <ActionIcon
            aria-label={t("refund.ask")}
            data-tip={t("refund.ask")}
            onClick={() => setAsking(true)}
            data-testid="refund-ask"
          >
            <Icon name="plus" />
          </ActionIcon>
        )}
      </SectionHead>
      {isWithout && (
        <p className={classes.buttons} role="alert">
          <span className={classes.quiet}>{t("refund.failed")}</span>
          <Button onClick={() => void refetch()}>{t("action.retry")}</Button>
        </p>
      )}
      {data !== undefined && items.length === 0 && <p className={classes.quiet}>{t("refund.none")}</p>}
      <ul className={classes.list}>
        {items.map((refund) => (
          <RefundCard
            key={refund.id}
            refund={refund}
            orderNumber={data?.orders.find(({ id }) => id === refund.orderId)?.number}
          />
        ))}
      </ul>
      {isAsking && data !== undefined && (
        <AskDialog ticketId={ticket.id} orders={data.orders} onClose={() => setAsking(false)} />
      )}
    </section>
  );
}
