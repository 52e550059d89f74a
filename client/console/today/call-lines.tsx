import { Link } from "@tanstack/react-router";
import { contactNameOf } from "#client/console/inbox/contact-name.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import type { Alert, Mention } from "#client/lib/feed-log.ts";
import classes from "./today.module.css";

/** A note in which a colleague named the agent. */
export function MentionLine({ mention }: { mention: Mention }) {
  const { t } = useWordsOf(deskWords);
  const name = useContactName(mention.conversationId);
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId: mention.conversationId }}
        search={{ at: mention.seq }}
        className={classes.line}
        data-today-row=""
        data-testid="today-mention"
      >
        <span className={classes.sign}>
          <Icon name="at" size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{t("news.mention", { name: mention.by.name })}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>{name ?? t("news.mentionText")}</span>
      </Link>
    </li>
  );
}

/** A service level of which the agent was told, until they open the conversation. */
export function AlertLine({ alert }: { alert: Alert }) {
  const { t } = useWordsOf(deskWords);
  const name = useContactName(alert.conversationId) ?? t("alert.somebody");
  return (
    <li>
      <Link
        to="/inbox/$view/$conversationId"
        params={{ view: "all", conversationId: alert.conversationId }}
        className={classes.line}
        data-today-row=""
        data-testid="today-alert"
      >
        <span className={classes.sign} data-tone={alert.cause === "warning" ? "warn" : "danger"}>
          <Icon name="bell" size={16} />
        </span>
        <span className={classes.who}>
          <strong className="ellipsis">{t(`alert.${alert.cause}`, { name })}</strong>
        </span>
        <span className={`${classes.what} ellipsis`}>{t(`alert.${alert.cause}Text`)}</span>
      </Link>
    </li>
  );
}

/** Undefined for one that is on none of the agent's lists. */
function useContactName(conversationId: string): string | undefined {
  const { t } = useWordsOf(deskWords);
  const row = useFeed().feed.rows.get(conversationId);
  return row === undefined ? undefined : contactNameOf(row.conversation, row.contactName, t);
}
