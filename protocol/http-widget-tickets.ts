/** The HTTP half of the contract: tickets that customers make in the widget, and what they are told of them. */
import { z } from "zod";
import { CUSTOMER_TICKET_STATUSES, MAX_TICKET_SUBJECT_CHARS } from "#protocol/constants";
import { BASE_CODES, cursor, done, limit, type Operation } from "#protocol/operation";
import { clientId, email, id, instantMs, personName, slug, text } from "#protocol/vocabulary";

export const widgetTicket = z
  .object({
    id,
    number: z.int().min(1),
    type: slug,
    status: z.enum(CUSTOMER_TICKET_STATUSES),
    subject: z.string().optional().meta({ description: "Absent where the key that it was sealed with is missing." }),
    conversationId: id.optional().meta({ description: "Where it is talked about." }),
    createdAtMs: instantMs,
  })
  .meta({ id: "WidgetTicket", description: "Nothing of it is what staff say among themselves." });
export type WidgetTicket = z.infer<typeof widgetTicket>;

export const widgetTicketPage = z
  .object({ items: z.array(widgetTicket), nextCursor: z.string().optional() })
  .meta({ id: "WidgetTicketPage" });
export type WidgetTicketPage = z.infer<typeof widgetTicketPage>;

const typeName = z.string().optional().meta({ description: "Of the shop's own types; the built-in ones have none." });
const types = z.array(z.object({ id: slug, name: typeName }));
export const widgetTicketTypes = z.object({ types }).meta({ id: "WidgetTicketTypes" });
export const widgetTicketForm = z
  .object({
    types,
    orderNumbers: z.array(z.string()).meta({ description: "Their own; none for whom the shop does not vouch." }),
    asksEmail: z.boolean().meta({ description: "Nobody knows by which address the customer can be reached." }),
  })
  .meta({ id: "WidgetTicketForm" });
export type WidgetTicketForm = z.infer<typeof widgetTicketForm>;

export const widgetTicketBody = z.object({
  clientId,
  type: slug,
  subject: personName.max(MAX_TICKET_SUBJECT_CHARS),
  description: text,
  orderNumber: z.string().min(1).max(60).optional().meta({ description: "Of one of their own orders." }),
  email: email.optional().meta({ description: "Taken where none is known." }),
  conversationId: id.optional().meta({ description: "One of theirs that it grows out of; absent: one is begun." }),
});
export type WidgetTicketBody = z.infer<typeof widgetTicketBody>;

export const offeredTypes = z
  .object({ items: z.array(z.object({ id: slug, name: typeName, offered: z.boolean() })) })
  .meta({ id: "OfferedTicketTypes" });
export type OfferedTypes = z.infer<typeof offeredTypes>;

const PATH = "/api/v1/widget/tickets";
const CODES = [...BASE_CODES, "not_found", "conflict", "too_large"] as const;

export const widgetTicketsOperations = {
  widgetTicketTypes: {
    method: "get",
    path: "/api/v1/widget/ticket-types",
    summary: "Which types of tickets customers are offered, before there is a session.",
    credential: "none",
    status: 200,
    answer: widgetTicketTypes,
    codes: ["bad_frame", "rate_limited", "unavailable"],
  },
  widgetTicketForm: {
    method: "get",
    path: "/api/v1/widget/ticket-form",
    summary: "What the form for a request asks this customer.",
    credential: "customer",
    status: 200,
    answer: widgetTicketForm,
    codes: BASE_CODES,
  },
  listWidgetTickets: {
    method: "get",
    path: PATH,
    summary: "The customer's own requests, the latest first, in pages.",
    credential: "customer",
    query: z.object({ cursor, limit }),
    status: 200,
    answer: widgetTicketPage,
    codes: BASE_CODES,
  },
  createWidgetTicket: {
    method: "post",
    path: PATH,
    summary:
      "Makes a ticket of the customer's, and the conversation in which it is talked about; the same clientId never makes a second.",
    credential: "customer",
    body: widgetTicketBody,
    status: 201,
    answer: z.object({ ticket: widgetTicket }).meta({ id: "WidgetTicketAnswer" }),
    codes: CODES,
  },
  listOfferedTicketTypes: {
    method: "get",
    path: "/api/v1/offered-ticket-types",
    summary: "All types of tickets, and whether customers are offered them.",
    credential: "agent",
    status: 200,
    answer: offeredTypes,
    codes: BASE_CODES,
  },
  offerTicketType: {
    method: "put",
    path: "/api/v1/offered-ticket-types/:id",
    summary: "Offers customers a type of tickets, or no longer.",
    credential: "agent",
    params: z.object({ id: slug }),
    body: z.object({ offered: z.boolean() }),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "too_large"],
  },
} as const satisfies Record<string, Operation>;
