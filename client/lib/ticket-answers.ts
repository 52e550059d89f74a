/** Hand decoders of tickets; held equal to the zod ones by `ticket-answers.test.ts`. */
import { PRIORITIES, TICKET_CHANNELS, TICKET_ENTRY_KINDS, TICKET_SOURCES, TICKET_STATUSES } from "#protocol/constants";
import type { Ticket, TicketCounts, TicketEntryPage, TicketPage, TicketRow } from "#protocol/http-tickets";
import { array, type Decoder, integer, object, oneOf, string } from "./decoder.ts";
import { count, id, slug } from "./nouns.ts";

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
  },
};
export const ticketRow: Decoder<TicketRow> = object(facts.required, facts.optional);
export const ticketPage: Decoder<TicketPage> = object({ items: array(ticketRow) }, { nextCursor: string });
export const ticketCounts: Decoder<TicketCounts> = object({
  mine: count,
  unassigned: count,
  team: count,
  followed: count,
  overdue: count,
});

/** What the console shows of a ticket; fields of the shop's own types have no form yet. */
export type ShownTicket = Omit<Ticket, "fields">;
const ticket: Decoder<ShownTicket> = object(
  {
    ...facts.required,
    source: oneOf(...TICKET_SOURCES),
    channel: oneOf(...TICKET_CHANNELS),
    orderIds: array(id),
    createdBy: string,
    followerIds: array(string),
    subTickets: array(ticketRow),
  },
  { ...facts.optional, description: string, productLine: string, mergedIntoId: id },
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
