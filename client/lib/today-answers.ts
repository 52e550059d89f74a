/** Hand decoders of the agent's day; held equal to the zod ones by `today-answers.test.ts`. */
import type { ConversationSection, TicketSection, Today } from "#protocol/http-today";
import { conversationRow } from "./conversation-nouns.ts";
import { array, boolean, type Decoder, object } from "./decoder.ts";
import { ticketRow } from "./ticket-answers.ts";

const conversations: Decoder<ConversationSection> = object({ items: array(conversationRow), more: boolean });
const tickets: Decoder<TicketSection> = object({ items: array(ticketRow), more: boolean });
export const today: Decoder<Today> = object(
  { unread: conversations, waiting: conversations, due: conversations, newTickets: tickets, dueTickets: tickets },
  { flagged: conversations },
);
