import { useRef, useState } from "react";
import type { TicketArticle } from "#protocol/ticket-articles";
import { type ArticleText, isNothingTyped, NOTHING_TYPED, readArticleText } from "./article-text.ts";
import type { Articles } from "./edits.ts";

/** One more article for the list, as it is being typed. */
export function useArticleText(articles: Articles) {
  const [text, setText] = useState(NOTHING_TYPED);
  const [isAsked, setAsked] = useState(false);
  const addressField = useRef<HTMLInputElement>(null);
  const { article, problem, proposed } = readArticleText(articles, text);
  return {
    ...{ text, proposed, addressField },
    /** Nobody is told that an address is none while they type it. */
    problem: problem === "bad" && !isAsked ? undefined : problem,
    isNothing: isNothingTyped(text),
    type: (more: Partial<ArticleText>) => setText({ ...text, ...more }),
    /** @returns undefined for what is no article, which is told in words where it is typed */
    take(): TicketArticle | undefined {
      setAsked(true);
      if (article === undefined) addressField.current?.focus();
      return article;
    },
    clear() {
      setText(NOTHING_TYPED);
      setAsked(false);
    },
  };
}
