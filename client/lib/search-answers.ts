/** Hand decoder of a search's answer; held equal to `#protocol/http-search` by `search-answers.test.ts`. */
import type { SearchHit, SearchPage } from "#protocol/http-search";
import { conversation } from "./conversation-nouns.ts";
import { array, type Decoder, object, oneOf, string } from "./decoder.ts";
import { actor, count, id, instant } from "./nouns.ts";

const hit: Decoder<SearchHit> = object(
  {
    messageId: id,
    seq: count,
    sender: actor,
    createdAt: instant,
    snippet: string,
    marks: array(object({ start: count, end: count })),
  },
  { private: oneOf(true) },
);

export const searchPage: Decoder<SearchPage> = object(
  {
    items: array(
      object(
        { conversation, lastActivityAt: instant, hits: array(hit) },
        { contactName: string, contact: oneOf(true) },
      ),
    ),
  },
  { nextCursor: string },
);
