/** Help pages of the shop that a ticket is linked with. Without zod, as the console reads them with a decoder of its own. */
import { isPageAddress } from "#protocol/page-address";

export const MAX_TICKET_ARTICLES = 10;
export const MAX_ARTICLE_URL_CHARS = 500;
export const MAX_ARTICLE_TITLE_CHARS = 120;

/** By its address for now; an object, so that one of a knowledge base can have its id beside it. */
export interface TicketArticle {
  readonly url: string;
  readonly title: string;
}

/** As it is copied from the browser: in full, in one piece, with nothing in it that cannot be seen. */
const WHOLE = /^https?:\/\/[^\s\p{C}]+$/iu;

export function isArticleAddress(address: string): boolean {
  return address.length <= MAX_ARTICLE_URL_CHARS && WHOLE.test(address) && isPageAddress(address);
}

/** Two ways of writing one address are one article. */
export function isSameArticle(one: Pick<TicketArticle, "url">, other: Pick<TicketArticle, "url">): boolean {
  return new URL(one.url).href === new URL(other.url).href;
}

/**
 * What a time line says of a change: the titles, and the addresses too where nothing else tells the two apart.
 * @returns before and after, undefined for none; the same twice if nothing changed
 */
export function articleWords(
  before: readonly TicketArticle[] = [],
  after: readonly TicketArticle[] = [],
): readonly [string | undefined, string | undefined] {
  const titles = (articles: readonly TicketArticle[]) => joined(articles.map(({ title }) => title));
  if (titles(before) !== titles(after)) return [titles(before), titles(after)];
  const whole = (articles: readonly TicketArticle[]) => joined(articles.map(({ title, url }) => `${title} (${url})`));
  return [whole(before), whole(after)];
}

function joined(words: readonly string[]): string | undefined {
  return words.length === 0 ? undefined : words.join(" · ");
}
