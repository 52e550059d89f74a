/** The HTTP half of the contract: what an agent has to do today, in sections. */
import { z } from "zod";
import { TICKET_CHANNELS, TODAY_STATUSES } from "#protocol/constants";
import { ticketRow } from "#protocol/http-tickets";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { conversationRow, priority, timeZone } from "#protocol/vocabulary";

/** All that are given have to hold. In the console's address as they are here. */
export const todayFilters = z.object({
  channel: z.enum(TICKET_CHANNELS).optional(),
  priority: priority.optional(),
  status: z.enum(TODAY_STATUSES).optional().meta({
    description: "Of a conversation or of a ticket; sections of what has no such status are empty.",
  }),
});
export type TodayFilters = z.infer<typeof todayFilters>;

const more = z.boolean().meta({ description: "There are more than are told here." });
const conversationSection = z.object({ items: z.array(conversationRow), more });
export type ConversationSection = z.infer<typeof conversationSection>;
const ticketSection = z.object({ items: z.array(ticketRow), more });
export type TicketSection = z.infer<typeof ticketSection>;

export const today = z
  .object({
    unread: conversationSection.meta({ description: "The agent's, with messages that they have not read." }),
    waiting: conversationSection.meta({ description: "The agent's, all read, whose customer waits for an answer." }),
    due: conversationSection.meta({
      description: "Overdue or due within the hour: the agent's, and for those who lead also their teams'.",
    }),
    flagged: conversationSection.optional().meta({ description: "Open and flagged; for those who lead alone." }),
    newTickets: ticketSection.meta({
      description: "The agent's that they have not touched yet, and those that nobody has.",
    }),
    dueTickets: ticketSection.meta({ description: "The agent's that are overdue or due before the day is over." }),
  })
  .meta({ id: "Today" });
export type Today = z.infer<typeof today>;

export const todayOperations = {
  today: {
    method: "get",
    path: "/api/v1/me/today",
    summary: "What there is to do today, in sections of the most pressing few.",
    credential: "agent",
    query: todayFilters.extend({ zone: timeZone.meta({ description: "Whose day it is." }) }),
    status: 200,
    answer: today,
    codes: BASE_CODES,
  },
} as const satisfies Record<string, Operation>;
