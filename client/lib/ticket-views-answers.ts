/** Hand decoders of what lists of tickets are narrowed to and kept as; `ticket-views-answers.test.ts` holds them equal to the zod ones. */
import { PRIORITIES, TICKET_DUE_WITHIN, TICKET_SORTS, TICKET_STATUSES, TICKET_VIEWS } from "#protocol/constants";
import type { TicketSavedView } from "#protocol/http-views";
import { array, type Decoder, object, oneOf, string } from "./decoder.ts";
import { id, slug } from "./nouns.ts";

export const ticketFilterFields = {
  status: oneOf(...TICKET_STATUSES),
  type: slug,
  priority: oneOf(...PRIORITIES),
  teamId: slug,
  assigneeId: slug,
  due: oneOf(...TICKET_DUE_WITHIN),
  sort: oneOf(...TICKET_SORTS),
};
export type TicketViewFilters = TicketSavedView["filters"];
const ticketViewFilters: Decoder<TicketViewFilters> = object({}, ticketFilterFields);
export const ticketView: Decoder<TicketSavedView> = object({
  id,
  name: string,
  subject: oneOf("tickets"),
  view: oneOf(...TICKET_VIEWS),
  filters: ticketViewFilters,
});
export const ticketViewList: Decoder<{ items: TicketSavedView[] }> = object({ items: array(ticketView) });
