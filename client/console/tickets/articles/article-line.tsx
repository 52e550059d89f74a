import { ActionIcon } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketArticleWords } from "#client/i18n/console-ticket-articles.ts";
import type { TicketArticle } from "#protocol/ticket-articles";
import classes from "./articles.module.css";

interface ArticleLineProps {
  readonly article: TicketArticle;
  readonly isSaving: boolean;
  /** Absent for whoever may not. */
  readonly onRemove: (() => void) | undefined;
  readonly onReply: (() => void) | undefined;
}

export function ArticleLine({ article: { url, title }, isSaving, onRemove, onReply }: ArticleLineProps) {
  const { t } = useWordsOf(ticketArticleWords);
  return (
    <li className={classes.line} data-testid="article">
      <a
        className={classes.link}
        href={url}
        target="_blank"
        rel="noopener noreferrer"
        title={url}
        data-testid="article-link"
      >
        <span>{title}</span>
        <span className={classes.host}>{new URL(url).host}</span>
        <span className="visually-hidden">{t("ticketArticles.newTab")}</span>
      </a>
      {onReply !== undefined && (
        <ActionIcon
          size="sm"
          aria-label={t("ticketArticles.reply", { title })}
          data-tip={t("ticketArticles.doReply")}
          onClick={onReply}
          data-testid="article-reply"
        >
          <Icon name="chat" size={16} />
        </ActionIcon>
      )}
      {onRemove !== undefined && (
        <ActionIcon
          size="sm"
          aria-label={t("ticketArticles.remove", { title })}
          data-tip={t("ticketArticles.doRemove")}
          disabled={isSaving}
          onClick={onRemove}
          data-testid="article-remove"
        >
          <Icon name="x" size={16} />
        </ActionIcon>
      )}
    </li>
  );
}
