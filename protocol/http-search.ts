/** The HTTP half of the contract: search over messages. */
import { z } from "zod";
import { MAX_SEARCH_CHARS, MAX_SEARCH_PAGE } from "#protocol/constants";
import { BASE_CODES, cursor, type Operation } from "#protocol/operation";
import { actor, conversation, id, instant, seq } from "#protocol/vocabulary";

/** In the body: what is searched for are names and numbers of people, which belong in no URL. */
export const searchBody = z.object({
  q: z.string().trim().min(1).max(MAX_SEARCH_CHARS),
  cursor,
  limit: z.int().min(1).max(MAX_SEARCH_PAGE).default(MAX_SEARCH_PAGE),
});

const mark = z.object({ start: z.int().min(0), end: z.int().min(0) }).meta({
  description: "Where in the snippet, in UTF-16 units, the end not included.",
});

export const searchHit = z
  .object({
    messageId: id,
    seq,
    sender: actor,
    createdAt: instant,
    private: z.literal(true).optional(),
    snippet: z.string(),
    marks: z.array(mark),
  })
  .meta({ id: "SearchHit" });
export type SearchHit = z.infer<typeof searchHit>;

export const searchResult = z
  .object({
    conversation,
    contactName: z.string().optional(),
    lastActivityAt: instant,
    contact: z.literal(true).optional().meta({ description: "It is of the customer whose email or id was given." }),
    hits: z.array(searchHit),
  })
  .meta({ id: "SearchResult" });
export type SearchResult = z.infer<typeof searchResult>;

export const searchPage = z
  .object({ items: z.array(searchResult), nextCursor: z.string().optional() })
  .meta({ id: "SearchPage" });
export type SearchPage = z.infer<typeof searchPage>;

export const searchOperations = {
  search: {
    method: "post",
    path: "/api/v1/search",
    summary:
      "Conversations in which all of the words stand, or whose customer has this email or id; the latest first. A page may have fewer than `limit`, or none, and still go on.",
    credential: "agent",
    body: searchBody,
    status: 200,
    answer: searchPage,
    codes: BASE_CODES,
  },
  rebuildSearchIndex: {
    method: "post",
    path: "/api/v1/admin/search-index/rebuild",
    summary: "Rebuilds the index of words from the conversations, in the background.",
    credential: "agent",
    status: 200,
    answer: z.object({ status: z.literal("started") }).meta({ id: "SearchRebuild" }),
    codes: [...BASE_CODES, "conflict"],
  },
} as const satisfies Record<string, Operation>;
