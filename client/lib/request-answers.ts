/** Hand decoders of what a customer is told of requests; `request-answers.test.ts` holds them equal to the contract. */
import { CUSTOMER_TICKET_STATUSES } from "#protocol/constants";
import type { WidgetTicket, WidgetTicketForm, WidgetTicketPage } from "#protocol/http-widget-tickets";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id, slug } from "./nouns.ts";

const types = array(object({ id: slug }, { name: string }));
export const requestTypes: Decoder<Pick<WidgetTicketForm, "types">> = object({ types });
export const requestForm: Decoder<WidgetTicketForm> = object({
  types,
  asksEmail: boolean,
  orderNumbers: array(string),
});
const request: Decoder<WidgetTicket> = object(
  { id, number: integer(1), type: slug, status: oneOf(...CUSTOMER_TICKET_STATUSES), createdAtMs: count },
  { subject: string, conversationId: id },
);
export const requestPage: Decoder<WidgetTicketPage> = object({ items: array(request) }, { nextCursor: string });
export const requestAnswer: Decoder<{ ticket: WidgetTicket }> = object({ ticket: request });
