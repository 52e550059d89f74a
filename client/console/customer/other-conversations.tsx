import { Link } from "@tanstack/react-router";
import { Icon } from "#client/console/theme/icon.tsx";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import type { ConversationRow } from "#protocol/vocabulary";
import classes from "./customer-panel.module.css";

const TICK_MS = 60_000;

/** What the customer wrote about before, or writes about elsewhere. */
export function OtherConversations({ rows }: { rows: readonly ConversationRow[] }) {
  const { t, locale } = useWordsOf(customerWords);
  const nowMs = useNow(TICK_MS);
  if (rows.length === 0) return <p className={classes.quiet}>{t("customer.noOthers")}</p>;
  return (
    <ul className={classes.others}>
      {rows.map(({ conversation, preview, lastActivityAt }) => (
        <li key={conversation.id}>
          <Link
            from="/inbox/$view/$conversationId"
            to="/inbox/$view/$conversationId"
            params={(now) => ({ ...now, conversationId: conversation.id })}
            className={classes.other}
            data-testid="other-conversation"
          >
            <Icon name={preview?.private ? "lock" : "chat"} size={16} />
            <span className="ellipsis">{preview?.text ?? t("row.empty")}</span>
            {conversation.status !== "open" && (
              <span className={classes.tag}>{t(`status.${conversation.status}`)}</span>
            )}
            <time dateTime={lastActivityAt} title={formatInstant(locale, Date.parse(lastActivityAt))}>
              {formatAgo(locale, Date.parse(lastActivityAt), nowMs)}
            </time>
          </Link>
        </li>
      ))}
    </ul>
  );
}
