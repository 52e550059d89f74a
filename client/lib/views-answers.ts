/** Hand decoders of lists' filters, counts and saved views of conversations; `views-answers.test.ts` holds them equal to `#protocol/http-views`. */
import {
  CONVERSATION_SORTS,
  CONVERSATION_STATUSES,
  CONVERSATION_VIEWS,
  EXCEPTION_KINDS,
  PRIORITIES,
} from "#protocol/constants";
import type { ConversationSavedView, InboxNames, ListCounts, ListFilters } from "#protocol/http-views";
import { array, type Decoder, object, oneOf, string } from "./decoder.ts";
import { count, id, slug } from "./nouns.ts";

export const filterFields = {
  status: oneOf(...CONVERSATION_STATUSES),
  inboxId: slug,
  teamId: slug,
  assigneeId: slug,
  label: slug,
  priority: oneOf(...PRIORITIES),
  flag: oneOf("any", ...EXCEPTION_KINDS),
  unread: oneOf("true"),
  overdue: oneOf("true"),
  sort: oneOf(...CONVERSATION_SORTS),
};
export const listFilters: Decoder<ListFilters> = object({}, filterFields);
export const conversationView: Decoder<ConversationSavedView> = object(
  { id, name: string, view: oneOf(...CONVERSATION_VIEWS), filters: listFilters },
  { subject: oneOf("conversations") },
);
export const conversationViewList: Decoder<{ items: ConversationSavedView[] }> = object({
  items: array(conversationView),
});
export const listCounts: Decoder<ListCounts> = object({ mine: count, unassigned: count, team: count });
export const inboxNames: Decoder<InboxNames> = object({ items: array(object({ id: slug, name: string })) });
