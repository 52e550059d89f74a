import { useDirectory } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketMergeWords } from "#client/i18n/console-ticket-merge.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import classes from "./desk.module.css";
import { OrdersFact } from "./joining/orders-compared.tsx";
import { StatusChip } from "./marks/status-chip.tsx";
import lists from "./tickets.module.css";
import { useTicketWords } from "./words.ts";

export interface MergeCardProps {
  readonly ticket: ShownTicket;
  readonly side: "from" | "into";
  /** The other one of the two. */
  readonly other: ShownTicket;
}

/** One of the two tickets that become one. */
export function MergeCard({ ticket, side, other }: MergeCardProps) {
  const { t } = useWordsOf(ticketMergeWords);
  const { t: tickets, locale, typeName } = useTicketWords();
  const { agentName } = useDirectory();
  const { assigneeId } = ticket;
  return (
    <section className={classes.card} data-side={side}>
      <p className={classes.quiet}>{t(`ticketMerge.${side}`)}</p>
      <p className={classes.cardHead}>
        <span className={lists.number}>{`#${ticket.number}`}</span>
        <StatusChip status={ticket.status} />
      </p>
      <h3>{ticket.subject ?? tickets("ticket.locked")}</h3>
      {ticket.description !== undefined && <p className={classes.excerpt}>{ticket.description}</p>}
      <dl className={lists.facts}>
        <div>
          <dt>{tickets("ticket.type")}</dt>
          <dd>{typeName(ticket.type)}</dd>
        </div>
        <div>
          <dt>{tickets("ticket.assignee")}</dt>
          <dd>{assigneeId === undefined ? tickets("ticket.nobody") : agentName(assigneeId)}</dd>
        </div>
        <div>
          <dt>{tickets("ticket.createdAt")}</dt>
          <dd>{formatInstant(locale, ticket.createdAtMs)}</dd>
        </div>
        <OrdersFact ticket={ticket} other={other} />
      </dl>
    </section>
  );
}
