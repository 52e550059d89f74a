/** Help pages that a ticket is linked with, as they rest. */
import { maskText } from "#domain/privacy/masking";
import { MAX_ARTICLE_TITLE_CHARS, type TicketArticle } from "#protocol/ticket-articles";

/**
 * Titles are staff's words as all others are; addresses stay, or they would lead nowhere. A hint may be longer than what it
 * hides: a title stays one that may be sent again with the others.
 */
export function maskedArticles(articles: readonly TicketArticle[]): TicketArticle[] {
  return articles.map(({ url, title }) => ({ url, title: maskText(title).text.slice(0, MAX_ARTICLE_TITLE_CHARS) }));
}
