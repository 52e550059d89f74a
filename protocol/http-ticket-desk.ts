/** The HTTP half of the contract: who follows a ticket, and a second ticket out of one. */
import { z } from "zod";
import { ticketAnswer, ticketBody } from "#protocol/http-tickets";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { id, slug } from "#protocol/vocabulary";

const ticketPath = z.object({ id });
const followerPath = z.object({ id, agentId: slug });

export const ticketSplitBody = ticketBody.pick({
  ...{ clientId: true, subject: true, description: true, type: true, priority: true, teamId: true },
  ...{ assigneeId: true, fields: true },
});
export type TicketSplitBody = z.infer<typeof ticketSplitBody>;

export const ticketDeskOperations = {
  addTicketFollower: {
    method: "put",
    path: "/api/v1/tickets/:id/followers/:agentId",
    summary: "Has a colleague who sees the ticket follow it.",
    credential: "agent",
    params: followerPath,
    body: z.object({}),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  removeTicketFollower: {
    method: "delete",
    path: "/api/v1/tickets/:id/followers/:agentId",
    summary: "A colleague follows it no more.",
    credential: "agent",
    params: followerPath,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  splitTicket: {
    method: "post",
    path: "/api/v1/tickets/:id/split",
    summary:
      "Makes a second ticket of the same customer, inbox and conversation out of one; both time lines tell of it. The same clientId never makes a third.",
    credential: "agent",
    params: ticketPath,
    body: ticketSplitBody,
    status: 201,
    answer: ticketAnswer,
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
} as const satisfies Record<string, Operation>;
