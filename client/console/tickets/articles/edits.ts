/** What becomes of the list of a ticket's articles. Pure, so that it can be done again on top of what somebody else changed. */
import { isSameArticle, MAX_ARTICLE_TITLE_CHARS, type TicketArticle } from "#protocol/ticket-articles";

export type Articles = readonly TicketArticle[];

/** @param at where it stood before; absent: at the end */
export function withArticle(articles: Articles, article: TicketArticle, at = articles.length): TicketArticle[] {
  return articles.some((other) => isSameArticle(other, article)) ? [...articles] : articles.toSpliced(at, 0, article);
}

export function withoutArticle(articles: Articles, article: TicketArticle): TicketArticle[] {
  return articles.filter((other) => !isSameArticle(other, article));
}

/** @returns the last part of the address as words, or its host; empty for what is no address yet */
export function proposedTitle(address: string): string {
  if (!URL.canParse(address)) return "";
  const { pathname, host } = new URL(address);
  const last = pathname.split("/").findLast((part) => part !== "") ?? "";
  const words = decoded(last)
    .replace(/\.[a-z]{2,5}$/i, "")
    .replace(/[-_+\s]+/g, " ")
    .trim();
  const title = words === "" ? host : words.charAt(0).toUpperCase() + words.slice(1);
  return title.slice(0, MAX_ARTICLE_TITLE_CHARS);
}

/** A part that was never encoded stands as it is. */
function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

/** @returns the draft with the article at its end, on lines of its own */
export function draftWith(draft: string, { title, url }: TicketArticle): string {
  const begun = draft.trimEnd();
  return `${begun === "" ? "" : `${begun}\n\n`}${title}\n${url}`;
}
