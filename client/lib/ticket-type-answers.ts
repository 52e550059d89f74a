/** Hand decoders of the shop's own types of tickets; held equal to the zod ones by `ticket-type-answers.test.ts`. */
import { TICKET_FIELD_KINDS } from "#protocol/constants";
import type { TicketFieldDefinition, TicketType } from "#protocol/http-ticket-types";
import { array, boolean, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const field: Decoder<TicketFieldDefinition> = object({
  key: slug,
  name: string,
  kind: oneOf(...TICKET_FIELD_KINDS),
  choices: array(string),
  required: boolean,
});
const type: Decoder<TicketType> = object({ id: slug, name: string, fields: array(field), version: integer(1) });
export const ticketTypeList: Decoder<{ items: TicketType[] }> = object({ items: array(type) });
export const ticketTypeAnswer: Decoder<{ type: TicketType }> = object({ type });
