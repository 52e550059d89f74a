import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketArticleWords } from "#client/i18n/console-ticket-articles.ts";
import {
  isArticleAddress,
  isSameArticle,
  MAX_ARTICLE_TITLE_CHARS,
  MAX_ARTICLE_URL_CHARS,
  type TicketArticle,
} from "#protocol/ticket-articles";
import classes from "./articles.module.css";
import { type Articles, proposedTitle } from "./edits.ts";

interface ArticleFormProps {
  readonly articles: Articles;
  readonly isSaving: boolean;
  readonly onAdd: (article: TicketArticle) => void;
  readonly onClose: () => void;
}

/** The address of one more article, and what it is called. */
export function ArticleForm({ articles, isSaving, onAdd, onClose }: ArticleFormProps) {
  const { t } = useWordsOf(ticketArticleWords);
  const [url, setUrl] = useState("");
  const [title, setTitle] = useState("");
  const [asked, setAsked] = useState(false);
  const address = url.trim();
  const isAddress = isArticleAddress(address);
  const isKnown = isAddress && articles.some((other) => isSameArticle(other, { url: address }));
  const proposed = isAddress ? proposedTitle(address) : "";
  const problem = isKnown ? t("ticketArticles.known") : asked && !isAddress && t("ticketArticles.bad");
  return (
    <form
      className={classes.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        setAsked(true);
        if (isAddress && !isKnown && !isSaving) onAdd({ url: address, title: title.trim() || proposed });
      }}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.nativeEvent.isComposing) onClose();
      }}
      data-testid="article-form"
    >
      <TextInput
        label={t("ticketArticles.address")}
        type="url"
        value={url}
        onChange={(event) => setUrl(event.currentTarget.value)}
        maxLength={MAX_ARTICLE_URL_CHARS}
        error={problem}
        autoFocus
        data-testid="article-url"
      />
      <TextInput
        label={t("ticketArticles.name")}
        placeholder={proposed}
        value={title}
        onChange={(event) => setTitle(event.currentTarget.value)}
        maxLength={MAX_ARTICLE_TITLE_CHARS}
        data-testid="article-title"
      />
      <div className={classes.buttons}>
        <Button onClick={onClose}>{t("action.cancel")}</Button>
        <Button type="submit" variant="filled" loading={isSaving} data-testid="article-save">
          {t("ticketArticles.save")}
        </Button>
      </div>
    </form>
  );
}
