import { Button } from "@mantine/core";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { Icon } from "#client/console/theme/icon.tsx";
import type { TypeFieldProps } from "#client/console/tickets/type-field.tsx";
import type { TicketWork } from "#client/console/tickets/use-ticket.ts";
import { changesOf } from "#client/console/tickets/wanted-change.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketArticleWords } from "#client/i18n/console-ticket-articles.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket } from "#client/lib/ticket-api.ts";
import { MAX_TICKET_ARTICLES, type TicketArticle } from "#protocol/ticket-articles";
import { ArticleForm } from "./article-form.tsx";
import { ArticleLine } from "./article-line.tsx";
import classes from "./articles.module.css";
import { type Articles, withArticle, withoutArticle } from "./edits.ts";
import { useArticleText } from "./use-article-text.ts";

const NONE: Articles = [];

interface ArticlesProps extends TypeFieldProps {
  /** Puts one into the reply to the customer; absent where there is nobody to reply to. */
  readonly onReply: ((article: TicketArticle) => void) | undefined;
}

/** Help pages of the shop that belong to what the ticket is about. */
export default function TicketArticles({ ticket, work, onReply }: ArticlesProps) {
  const { t } = useWordsOf(ticketArticleWords);
  const notify = useNotify();
  const mayChange = useMay("ticket.change") && ticket.subject !== undefined;
  const [isAdding, setAdding] = useState(false);
  const { articles = NONE } = ticket;
  const typing = useArticleText(articles);
  if (!mayChange && articles.length === 0) return null;
  const close = () => {
    typing.clear();
    setAdding(false);
  };
  const remove = (article: TicketArticle, at: number) => {
    const undo = () => work.mutate(editing(ticket, (now) => withArticle(now, article, at)));
    work.mutate(
      editing(ticket, (now) => withoutArticle(now, article)),
      { onSuccess: () => notify.done(t("ticketArticles.removed"), undo) },
    );
  };
  return (
    <section className={classes.articles} data-testid="ticket-articles">
      <h3>{t("ticketArticles.title")}</h3>
      {articles.length === 0 && !isAdding && <p className={classes.none}>{t("ticketArticles.none")}</p>}
      <ul>
        {articles.map((article, index) => (
          <ArticleLine
            key={article.url}
            article={article}
            isSaving={work.isPending}
            onRemove={mayChange ? () => remove(article, index) : undefined}
            onReply={onReply && (() => onReply(article))}
          />
        ))}
      </ul>
      {mayChange && isAdding && (
        <ArticleForm
          typing={typing}
          isSaving={work.isPending}
          onAdd={(article) =>
            work.mutate(
              editing(ticket, (now) => withArticle(now, article)),
              { onSuccess: close },
            )
          }
          onClose={close}
        />
      )}
      {mayChange && !isAdding && articles.length < MAX_TICKET_ARTICLES && (
        <Button
          className={classes.add}
          variant="subtle"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setAdding(true)}
          data-testid="article-add"
        >
          {t("ticketArticles.add")}
        </Button>
      )}
    </section>
  );
}

/** Of what a colleague changed meanwhile nothing is lost: it is done to the list that there is by then. */
function editing(ticket: ShownTicket, edit: (articles: Articles) => TicketArticle[]): TicketWork {
  const task = (now: ShownTicket) => changeTicket(api, now, { articles: edit(now.articles ?? NONE) });
  return Object.assign(task, { mine: changesOf(ticket, { articles: edit(ticket.articles ?? NONE) }) });
}
