/** What is typed of one more article, before it is one. Pure. */
import { isArticleAddress, isSameArticle, type TicketArticle } from "#protocol/ticket-articles";
import { type Articles, proposedTitle } from "./edits.ts";

export interface ArticleText {
  readonly url: string;
  readonly title: string;
}

export const NOTHING_TYPED: ArticleText = { url: "", title: "" };

interface ReadText {
  readonly article?: TicketArticle;
  /** `bad`: no address, or none yet; `known`: in the list already. */
  readonly problem?: "bad" | "known";
  /** What it is called unless somebody says otherwise. */
  readonly proposed: string;
}

export function readArticleText(articles: Articles, { url, title }: ArticleText): ReadText {
  const address = url.trim();
  if (!isArticleAddress(address)) return { problem: "bad", proposed: "" };
  const proposed = proposedTitle(address);
  if (articles.some((other) => isSameArticle(other, { url: address }))) return { problem: "known", proposed };
  return { article: { url: address, title: title.trim() || proposed }, proposed };
}

export function isNothingTyped({ url, title }: ArticleText): boolean {
  return url.trim() === "" && title.trim() === "";
}
