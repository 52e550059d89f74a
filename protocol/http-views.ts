/** The HTTP half of the contract: what a list of conversations can be narrowed to, and the views that an agent keeps of it. */
import { z } from "zod";
import {
  CONVERSATION_SORTS,
  CONVERSATION_VIEWS,
  MAX_LIST_COUNT,
  MAX_SAVED_VIEWS,
  MAX_VIEW_NAME_CHARS,
  TICKET_VIEWS,
  VIEW_SUBJECTS,
} from "#protocol/constants";
import { ticketFilters } from "#protocol/http-tickets";
import { BASE_CODES, done, type Operation } from "#protocol/operation";
import { conversationStatus, exceptionKind, id, personName, priority, slug } from "#protocol/vocabulary";

/** All that are given have to hold; none means the whole list. In URLs as they are here. */
export const listFilters = z.object({
  status: conversationStatus.optional(),
  inboxId: slug.optional(),
  teamId: slug.optional(),
  assigneeId: slug.optional(),
  unread: z.enum(["true"]).optional().meta({ description: "Those alone of which something is unread." }),
  label: slug.optional().meta({ description: "Those alone that carry this label." }),
  priority: priority.optional(),
  flag: z
    .union([exceptionKind, z.literal("any")])
    .optional()
    .meta({ description: "Those alone with this flag, or with any." }),
  overdue: z.enum(["true"]).optional().meta({ description: "Those alone whose service level is overdue." }),
  sort: z.enum(CONVERSATION_SORTS).optional().meta({
    description:
      "`newest` if absent. `waiting` lists those alone who wait for a person, the longest first; `priority` the most pressing first; `due` those alone that have something due, the soonest first.",
  }),
});
export type ListFilters = z.infer<typeof listFilters>;

export const viewName = personName.max(MAX_VIEW_NAME_CHARS);
const ofConversations = {
  subject: z.literal("conversations").optional().meta({ description: "As absent." }),
  view: z.enum(CONVERSATION_VIEWS),
  filters: listFilters,
};
/** What lists of tickets are narrowed to and kept as; a customer or a number is looked up, not kept. */
export const ticketViewFilters = ticketFilters.omit({ contactId: true, conversationId: true, number: true });
const ofTickets = { subject: z.literal("tickets"), view: z.enum(TICKET_VIEWS), filters: ticketViewFilters };
export const savedViewBody = z.union([
  z.object({ name: viewName, ...ofTickets }),
  z.object({ name: viewName, ...ofConversations }),
]);
export type SavedViewBody = z.infer<typeof savedViewBody>;
export const conversationView = z.object({ id, name: z.string(), ...ofConversations });
export type ConversationSavedView = z.infer<typeof conversationView>;
export const ticketView = z.object({ id, name: z.string(), ...ofTickets });
export type TicketSavedView = z.infer<typeof ticketView>;
export const savedView = z.union([ticketView, conversationView]).meta({ id: "SavedView" });
export type SavedView = z.infer<typeof savedView>;
export const savedViewList = z.object({ items: z.array(savedView) }).meta({ id: "SavedViewList" });
export type SavedViewList = z.infer<typeof savedViewList>;
const viewsQuery = z.object({
  subject: z.enum(VIEW_SUBJECTS).default("conversations").meta({ description: "Of which lists." }),
});
export const viewOrderBody = z.object({ ids: z.array(id).max(MAX_SAVED_VIEWS) });

const count = z.int().min(0).max(MAX_LIST_COUNT);
export const listCounts = z
  .object({ mine: count, unassigned: count, team: count })
  .meta({ id: "ListCounts", description: `Each up to ${MAX_LIST_COUNT}, which means so many or more.` });
export type ListCounts = z.infer<typeof listCounts>;

export const inboxNames = z
  .object({ items: z.array(z.object({ id: slug, name: z.string() })) })
  .meta({ id: "InboxNames" });
export type InboxNames = z.infer<typeof inboxNames>;

const viewPath = z.object({ id });

export const viewsOperations = {
  conversationCounts: {
    method: "get",
    path: "/api/v1/conversations/counts",
    summary: "How many conversations the lists of the inbox hold.",
    credential: "agent",
    status: 200,
    answer: listCounts,
    codes: BASE_CODES,
  },
  listInboxNames: {
    method: "get",
    path: "/api/v1/inboxes",
    summary: "Inboxes whose conversations one sees, for filters.",
    credential: "agent",
    status: 200,
    answer: inboxNames,
    codes: BASE_CODES,
  },
  listSavedViews: {
    method: "get",
    path: "/api/v1/me/views",
    summary: "One's own saved views of conversations or of tickets, in one's own order.",
    credential: "agent",
    query: viewsQuery,
    status: 200,
    answer: savedViewList,
    codes: BASE_CODES,
  },
  createSavedView: {
    method: "post",
    path: "/api/v1/me/views",
    summary: "Keeps a view, after those that there are.",
    credential: "agent",
    body: savedViewBody,
    status: 201,
    answer: savedView,
    codes: [...BASE_CODES, "conflict"],
  },
  changeSavedView: {
    method: "put",
    path: "/api/v1/me/views/:id",
    summary: "Gives a view another name or other filters; what it is of stays.",
    credential: "agent",
    params: viewPath,
    body: savedViewBody,
    status: 200,
    answer: savedView,
    codes: [...BASE_CODES, "not_found", "conflict"],
  },
  deleteSavedView: {
    method: "delete",
    path: "/api/v1/me/views/:id",
    summary: "Forgets a view.",
    credential: "agent",
    params: viewPath,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  orderSavedViews: {
    method: "put",
    path: "/api/v1/me/view-order",
    summary: "Puts the views of one subject in this order; those that are not named come after, as they were.",
    credential: "agent",
    query: viewsQuery,
    body: viewOrderBody,
    status: 200,
    answer: savedViewList,
    codes: BASE_CODES,
  },
} as const satisfies Record<string, Operation>;
