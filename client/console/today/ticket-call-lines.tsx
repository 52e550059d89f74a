import { Link } from "@tanstack/react-router";
import { ticketAlertKeys } from "#client/console/notify/ticket-alert-keys.ts";
import { useTicketNewsWords } from "#client/console/notify/use-ticket-news-words.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import type { TicketAlert, TicketNews } from "#client/lib/feed-log.ts";
import classes from "./today.module.css";

/** What colleagues did with a ticket that the agent has or follows, until they open it. */
export function TicketNewsLine({ news }: { news: TicketNews }) {
  const { t, sayTicketNews } = useTicketNewsWords();
  const { title, body } = sayTicketNews(news);
  return (
    <li>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: news.ticketId }}
        search={{ view: "all" }}
        className={classes.line}
        data-today-row=""
        data-testid="today-ticket-news"
      >
        <span className={classes.sign}>
          <Icon name={news.kind === "mention" ? "at" : "ticket"} size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{title}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>
          {news.count > 1 ? t("ticketNews.count", { count: news.count }) : body}
        </span>
      </Link>
    </li>
  );
}

/** A ticket's time, or a refund in it, of which the agent was told, until they open it. */
export function TicketAlertLine({ alert }: { alert: TicketAlert }) {
  const { t } = useWordsOf(deskWords);
  const { title, body } = ticketAlertKeys(alert.cause);
  const isMissed = title === "ticketAlert.breach";
  return (
    <li>
      <Link
        to="/tickets/$ticketId"
        params={{ ticketId: alert.ticketId }}
        search={{ view: "all" }}
        className={classes.line}
        data-today-row=""
        data-testid="today-ticket-alert"
      >
        <span className={classes.sign} data-tone={isMissed ? "danger" : "warn"}>
          <Icon name="bell" size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{t(title, { number: String(alert.number) })}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>{t(body)}</span>
      </Link>
    </li>
  );
}
