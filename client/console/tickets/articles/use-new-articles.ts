import { useState } from "react";
import type { TicketArticle } from "#protocol/ticket-articles";
import { type Articles, withArticle, withoutArticle } from "./edits.ts";
import { useArticleText } from "./use-article-text.ts";

const NONE: Articles = [];

/** The articles of a ticket that is not made yet. */
export function useNewArticles() {
  const [articles, setArticles] = useState(NONE);
  const [isAdding, setAdding] = useState(false);
  const typing = useArticleText(articles);
  const close = () => {
    typing.clear();
    setAdding(false);
  };
  return {
    ...{ articles, isAdding, typing, close },
    open: () => setAdding(true),
    add(article: TicketArticle) {
      setArticles(withArticle(articles, article));
      close();
    },
    remove: (article: TicketArticle) => setArticles(withoutArticle(articles, article)),
    /**
     * With the one that is typed and was not added, which is not to be lost.
     * @returns undefined where that is none: what is wrong with it stands beside it then
     */
    taken(): Articles | undefined {
      if (!isAdding || typing.isNothing) return articles;
      const article = typing.take();
      return article && withArticle(articles, article);
    },
  };
}
