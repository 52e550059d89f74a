/** The HTTP half of the contract: tickets of one customer that may be about the same trouble. */
import { z } from "zod";
import { MAX_TICKET_ORDERS, MAX_TICKET_SUBJECT_CHARS } from "#protocol/constants";
import { ticketAnswer } from "#protocol/http-tickets";
import { BASE_CODES, type Operation } from "#protocol/operation";
import { id, personName, slug } from "#protocol/vocabulary";

const facts = {
  id,
  number: z.int().min(1),
  version: z.int().min(1),
  subject: z.string().optional(),
  orderIds: z.array(id),
};
export const sameTrouble = z
  .object({ items: z.array(z.object(facts)) })
  .meta({ id: "SameTrouble", description: "At most three, the latest first." });
export type SameTrouble = z.infer<typeof sameTrouble>;

export const ticketJoiningOperations = {
  findSameTrouble: {
    method: "post",
    path: "/api/v1/tickets/same-trouble",
    summary: "Before a ticket is made of a conversation: unfinished ones of its customer that may be about the same.",
    credential: "agent",
    body: z.object({
      conversationId: id,
      type: slug,
      subject: personName.max(MAX_TICKET_SUBJECT_CHARS),
      orderIds: z.array(id).max(MAX_TICKET_ORDERS).default([]),
    }),
    status: 200,
    answer: sameTrouble,
    codes: [...BASE_CODES, "not_found", "too_large"],
  },
  sameTroubleAs: {
    method: "get",
    path: "/api/v1/tickets/:id/same-trouble",
    summary: "Other unfinished tickets of the same customer that may be about the same.",
    credential: "agent",
    params: z.object({ id }),
    status: 200,
    answer: sameTrouble,
    codes: [...BASE_CODES, "not_found"],
  },
  unlinkTicketConversation: {
    method: "delete",
    path: "/api/v1/tickets/:id/conversations/:conversationId",
    summary:
      "Takes a conversation that joined a ticket off it again, at the version that was seen. The one that it was made of stays.",
    credential: "agent",
    params: z.object({ id, conversationId: id }),
    query: z.object({ version: z.coerce.number().pipe(z.int().min(1)) }),
    status: 200,
    answer: ticketAnswer,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
} as const satisfies Record<string, Operation>;
