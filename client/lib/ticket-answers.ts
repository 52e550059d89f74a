/** Hand decoders of tickets; held equal to the zod ones by `ticket-answers.test.ts`. */
import {
  PRIORITIES,
  SLA_STATES,
  TICKET_CHANNELS,
  TICKET_DUE_KINDS,
  TICKET_ENTRY_KINDS,
  TICKET_SOURCES,
  TICKET_STATUSES,
} from "#protocol/constants";
import type { Ticket, TicketCounts, TicketEntryPage, TicketPage, TicketRow } from "#protocol/http-tickets";
import { anyNumber, array, type Decoder, integer, object, oneOf, record, string } from "./decoder.ts";
import { count, id, slug } from "./nouns.ts";
import { ticketClocks } from "./ticket-clocks-answers.ts";

const sla = object(
  { state: oneOf(...SLA_STATES) },
  { next: object({ kind: oneOf(...TICKET_DUE_KINDS), dueAtMs: count, spanMs: integer(1) }) },
);
const facts = {
  required: {
    id,
    number: integer(1),
    version: integer(1),
    type: slug,
    status: oneOf(...TICKET_STATUSES),
    priority: oneOf(...PRIORITIES),
    inboxId: slug,
    teamId: slug,
    createdAtMs: count,
    updatedAtMs: count,
  },
  optional: {
    subject: string,
    assigneeId: string,
    contactId: id,
    conversationId: id,
    parentId: id,
    dueAtMs: count,
    sla,
    reopenings: integer(1),
    closingCategory: string,
    rating: integer(1),
  },
};
export const ticketRow: Decoder<TicketRow> = object(facts.required, {
  ...facts.optional,
  contactName: string,
  subs: object({ done: count, all: integer(1) }),
});
export const ticketPage: Decoder<TicketPage> = object({ items: array(ticketRow) }, { nextCursor: string });
export const ticketCounts: Decoder<TicketCounts> = object({
  mine: count,
  unassigned: count,
  team: count,
  followed: count,
  overdue: count,
});

export type ShownTicket = Ticket;
const fieldValue: Decoder<string | number> = (input) => (typeof input === "number" ? anyNumber(input) : string(input));
const ticket: Decoder<ShownTicket> = object(
  {
    ...facts.required,
    source: oneOf(...TICKET_SOURCES),
    channel: oneOf(...TICKET_CHANNELS),
    orderIds: array(id),
    fields: record(fieldValue),
    createdBy: string,
    followerIds: array(string),
    linkedConversationIds: array(id),
    subTickets: array(ticketRow),
  },
  {
    ...facts.optional,
    ...{ description: string, productLine: string, mergedIntoId: id },
    articles: array(object({ url: string, title: string })),
    clocks: ticketClocks,
  },
);
export const ticketAnswer: Decoder<{ ticket: ShownTicket }> = object({ ticket });

const fieldChange = object({ field: string }, { from: string, to: string });
export const ticketEntryPage: Decoder<TicketEntryPage> = object(
  {
    items: array(
      object(
        {
          id,
          kind: oneOf(...TICKET_ENTRY_KINDS),
          version: integer(1),
          by: string,
          atMs: count,
          changes: array(fieldChange),
          mentions: array(string),
        },
        { text: string, reason: string },
      ),
    ),
  },
  { nextCursor: string },
);
