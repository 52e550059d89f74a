import { Button, TextInput } from "@mantine/core";
import type { KeyboardEvent } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketArticleWords } from "#client/i18n/console-ticket-articles.ts";
import { MAX_ARTICLE_TITLE_CHARS, MAX_ARTICLE_URL_CHARS, type TicketArticle } from "#protocol/ticket-articles";
import classes from "./articles.module.css";
import type { useArticleText } from "./use-article-text.ts";

interface ArticleFormProps {
  readonly typing: ReturnType<typeof useArticleText>;
  readonly isSaving: boolean;
  readonly onAdd: (article: TicketArticle) => void;
  readonly onClose: () => void;
}

/** The address of one more article, and what it is called. No form element: it stands in one where a ticket is made. */
export function ArticleForm({ typing, isSaving, onAdd, onClose }: ArticleFormProps) {
  const { t } = useWordsOf(ticketArticleWords);
  const { text, problem, proposed } = typing;
  function add() {
    const article = isSaving ? undefined : typing.take();
    if (article !== undefined) onAdd(article);
  }
  function onKeyDown(event: KeyboardEvent) {
    if (event.nativeEvent.isComposing) return;
    if (event.key === "Escape") onClose();
    if (event.key !== "Enter" || !(event.target instanceof HTMLInputElement)) return;
    // What it stands in is not sent by it.
    event.preventDefault();
    add();
  }
  return (
    <fieldset
      className={classes.form}
      aria-label={t("ticketArticles.add")}
      onKeyDown={onKeyDown}
      data-testid="article-form"
    >
      <TextInput
        ref={typing.addressField}
        label={t("ticketArticles.address")}
        inputMode="url"
        value={text.url}
        onChange={(event) => typing.type({ url: event.currentTarget.value })}
        maxLength={MAX_ARTICLE_URL_CHARS}
        error={problem && t(`ticketArticles.${problem}`)}
        autoFocus
        data-mantine-stop-propagation
        data-testid="article-url"
      />
      <TextInput
        label={t("ticketArticles.name")}
        placeholder={proposed}
        value={text.title}
        onChange={(event) => typing.type({ title: event.currentTarget.value })}
        maxLength={MAX_ARTICLE_TITLE_CHARS}
        data-mantine-stop-propagation
        data-testid="article-title"
      />
      <div className={classes.buttons}>
        <Button onClick={onClose} data-mantine-stop-propagation>
          {t("action.cancel")}
        </Button>
        <Button
          variant="filled"
          loading={isSaving}
          onClick={add}
          data-mantine-stop-propagation
          data-testid="article-save"
        >
          {t("ticketArticles.save")}
        </Button>
      </div>
    </fieldset>
  );
}
