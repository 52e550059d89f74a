/** The HTTP half of the contract: articles that a ticket is linked with. */
import { z } from "zod";
import {
  isArticleAddress,
  isSameArticle,
  MAX_ARTICLE_TITLE_CHARS,
  MAX_ARTICLE_URL_CHARS,
  MAX_TICKET_ARTICLES,
  type TicketArticle,
} from "#protocol/ticket-articles";
import { personName } from "#protocol/vocabulary";

const url = z
  .string()
  .trim()
  .max(MAX_ARTICLE_URL_CHARS)
  .refine(isArticleAddress, { message: "must be an http or https address without a name and password" })
  .meta({ description: "Of a help page of the shop, in full." });

/** As they are asked for; the whole list, in its order. */
export const ticketArticles = z
  .array(z.object({ url, title: personName.max(MAX_ARTICLE_TITLE_CHARS) }))
  .max(MAX_TICKET_ARTICLES)
  .refine((articles) => articles.every((one, index) => firstLike(articles, one) === index), {
    message: "name each article once",
  });

/** Addresses that are none are told of by their own check, which may come after this one. */
function firstLike(articles: readonly TicketArticle[], one: TicketArticle): number {
  const isReal = (article: TicketArticle) => isArticleAddress(article.url);
  if (!isReal(one)) return articles.indexOf(one);
  return articles.findIndex((other) => isReal(other) && isSameArticle(other, one));
}

/** As they are answered. */
export const shownArticles = z
  .array(z.object({ url: z.string(), title: z.string() }))
  .meta({ description: "Help pages of the shop by address and title; absent for none." });
