import { Button, Input } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketArticleWords } from "#client/i18n/console-ticket-articles.ts";
import { MAX_TICKET_ARTICLES } from "#protocol/ticket-articles";
import { ArticleForm } from "./article-form.tsx";
import { ArticleLine } from "./article-line.tsx";
import classes from "./articles.module.css";
import type { useNewArticles } from "./use-new-articles.ts";

/** Help pages of the shop that a new ticket is linked with. */
export default function ArticlesField({ field }: { field: ReturnType<typeof useNewArticles> }) {
  const { t } = useWordsOf(ticketArticleWords);
  const { articles, isAdding, typing } = field;
  return (
    <Input.Wrapper label={t("ticketArticles.title")} labelElement="div" data-testid="new-articles">
      {articles.length > 0 && (
        <ul>
          {articles.map((article) => (
            <ArticleLine
              key={article.url}
              article={article}
              isSaving={false}
              onRemove={() => field.remove(article)}
              onReply={undefined}
            />
          ))}
        </ul>
      )}
      {isAdding && <ArticleForm typing={typing} isSaving={false} onAdd={field.add} onClose={field.close} />}
      {!isAdding && articles.length < MAX_TICKET_ARTICLES && (
        <Button
          className={classes.add}
          variant="subtle"
          leftSection={<Icon name="plus" size={16} />}
          onClick={field.open}
          data-testid="article-add"
        >
          {t("ticketArticles.add")}
        </Button>
      )}
    </Input.Wrapper>
  );
}
