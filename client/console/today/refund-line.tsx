import { Link } from "@tanstack/react-router";
import { useDirectory } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { todayWords } from "#client/i18n/console-today.ts";
import { formatAgo, formatInstant, formatMoney } from "#client/i18n/format.ts";
import type { RefundsToDecide } from "#protocol/http-refunds";
import classes from "./today.module.css";

/** A refund that waits for a decision: how much, in which ticket, and who asked. */
export function RefundLine({ refund, nowMs }: { refund: RefundsToDecide["items"][number]; nowMs: number }) {
  const { t, locale } = useWordsOf(todayWords);
  const { agentName } = useDirectory();
  const { amount, askedAtMs, askedBy, ticketId, ticketNumber, ticketSubject } = refund;
  return (
    <li>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId }}
        className={classes.line}
        data-today-row=""
        data-kind="refund"
        data-testid="today-refund"
      >
        <span className={classes.sign} data-tone="warn">
          <Icon name="money" size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{formatMoney(locale, Number(amount.amount), amount.currency)}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>
          {`#${ticketNumber}`} {ticketSubject}
        </span>
        <span className={classes.marks}>
          <span className={classes.tag}>{t("today.askedBy", { name: agentName(askedBy) })}</span>
        </span>
        <span className={classes.when}>
          <time title={formatInstant(locale, askedAtMs)}>{formatAgo(locale, askedAtMs, nowMs)}</time>
        </span>
      </Link>
    </li>
  );
}
