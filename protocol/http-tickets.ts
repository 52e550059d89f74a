/** The HTTP half of the contract: tickets, what happened to them, and their types. */
import { z } from "zod";
import { MAX_RATING } from "#protocol/closing";
import {
  MAX_BULK_TICKETS,
  MAX_LIST_COUNT,
  MAX_MENTIONS,
  MAX_PRODUCT_LINE_CHARS,
  MAX_TICKET_FIELD_CHARS,
  MAX_TICKET_FIELDS,
  MAX_TICKET_ORDERS,
  MAX_TICKET_SUBJECT_CHARS,
  SLA_STATES,
  TICKET_CHANNELS,
  TICKET_DUE_KINDS,
  TICKET_DUE_WITHIN,
  TICKET_ENTRY_KINDS,
  TICKET_SORTS,
  TICKET_SOURCES,
  TICKET_STATUSES,
  TICKET_VIEWS,
} from "#protocol/constants";
import { shownArticles, ticketArticles } from "#protocol/http-ticket-articles";
import { ticketClocks } from "#protocol/http-ticket-clocks";
import { ticketTypeOperations } from "#protocol/http-ticket-types";
import { BASE_CODES, cursor, done, limit, type Operation } from "#protocol/operation";
import {
  clientId,
  closingNote,
  id,
  instantMs,
  isReadable,
  personName,
  priority,
  reason,
  slug,
  supportTier,
  text,
  timeZone,
} from "#protocol/vocabulary";

const version = z.int().min(1);
const ticketPath = z.object({ id });
const subject = personName.max(MAX_TICKET_SUBJECT_CHARS);
const productLine = personName.max(MAX_PRODUCT_LINE_CHARS);
const orderIds = z.array(id).max(MAX_TICKET_ORDERS);
const fieldText = z
  .string()
  .min(1)
  .max(MAX_TICKET_FIELD_CHARS)
  .refine(isReadable, { message: "must be readable text" });
const fields = z
  .record(slug, z.union([fieldText, z.number()]))
  .refine((values) => Object.keys(values).length <= MAX_TICKET_FIELDS, { message: "are too many" })
  .meta({ description: "By the keys that its type defines." });
const status = z.enum(TICKET_STATUSES);
const number = z.int().min(1).meta({ description: "What people call it; never given twice." });

export const ticketSla = z
  .object({
    state: z.enum(SLA_STATES),
    next: z
      .object({
        kind: z.enum(TICKET_DUE_KINDS),
        dueAtMs: instantMs,
        spanMs: z.int().min(1).meta({ description: "How long a full ring is." }),
      })
      .optional()
      .meta({ description: "What is due next, or overdue; absent while nothing is: it is paused, or over." }),
  })
  .meta({ id: "TicketSla" });
export type TicketSla = z.infer<typeof ticketSla>;

const ticketFacts = {
  id,
  number,
  version: version.meta({ description: "Grows with each change; a change names the one that it saw." }),
  subject: z.string().optional().meta({ description: "Absent where the key that it was sealed with is missing." }),
  type: slug,
  status,
  priority,
  inboxId: slug,
  teamId: slug,
  assigneeId: z.string().optional(),
  contactId: id.optional(),
  conversationId: id.optional(),
  parentId: id.optional(),
  dueAtMs: instantMs.optional().meta({ description: "As somebody promised it by hand." }),
  sla: ticketSla.optional().meta({ description: "Absent: nothing is promised." }),
  reopenings: z.int().min(1).optional().meta({ description: "How often it was opened again." }),
  closingCategory: z.string().optional().meta({ description: "Of its closing note." }),
  rating: z.int().min(1).max(MAX_RATING).optional().meta({ description: "What its customer gave." }),
  createdAtMs: instantMs,
  updatedAtMs: instantMs,
};
export const ticketRow = z
  .object({
    ...ticketFacts,
    contactName: z.string().optional().meta({
      description: "In lists, for whoever may look at customers: what its customer is called, if they said it.",
    }),
    subs: z
      .object({ done: z.int().min(0), all: z.int().min(1) })
      .optional()
      .meta({ description: "In lists: how many of its sub-tickets are done. Absent: it has none." }),
  })
  .meta({ id: "TicketRow" });
export type TicketRow = z.infer<typeof ticketRow>;

export const ticket = z
  .object({
    ...ticketFacts,
    description: z.string().optional(),
    fields,
    productLine: z.string().optional(),
    source: z.enum(TICKET_SOURCES),
    channel: z.enum(TICKET_CHANNELS),
    orderIds: z.array(id),
    articles: shownArticles.optional(),
    clocks: ticketClocks.optional().meta({ description: "Absent: they were not looked at yet." }),
    mergedIntoId: id.optional(),
    createdBy: z.string(),
    followerIds: z.array(z.string()),
    linkedConversationIds: z
      .array(id)
      .meta({ description: "Of the same trouble, beside its own; those that joined it." }),
    subTickets: z.array(ticketRow),
  })
  .meta({ id: "Ticket" });
export type Ticket = z.infer<typeof ticket>;

/** What a change was of; `from` and `to` are absent for nothing, and for a text whose key is missing. */
const fieldChange = z.object({ field: z.string(), from: z.string().optional(), to: z.string().optional() });
export type FieldChange = z.infer<typeof fieldChange>;

export const ticketEntry = z
  .object({
    id,
    kind: z.enum(TICKET_ENTRY_KINDS),
    version: version.meta({ description: "The ticket's, after it." }),
    by: z.string().meta({ description: "Of the staff, `system` or `customer`." }),
    atMs: instantMs,
    changes: z.array(fieldChange),
    text: z.string().optional().meta({ description: "Of a note." }),
    reason: z.string().optional(),
    mentions: z.array(z.string()),
  })
  .meta({ id: "TicketEntry" });
export type TicketEntry = z.infer<typeof ticketEntry>;

export const ticketAnswer = z.object({ ticket }).meta({ id: "TicketAnswer" });
const answer = ticketAnswer;
export const ticketPage = z
  .object({ items: z.array(ticketRow), nextCursor: z.string().optional() })
  .meta({ id: "TicketPage" });
export type TicketPage = z.infer<typeof ticketPage>;
export const ticketEntryPage = z
  .object({ items: z.array(ticketEntry), nextCursor: z.string().optional() })
  .meta({ id: "TicketEntryPage" });
export type TicketEntryPage = z.infer<typeof ticketEntryPage>;

/** All that are given have to hold. */
export const ticketFilters = z.object({
  status: status.optional(),
  type: slug.optional(),
  priority: priority.optional(),
  teamId: slug.optional(),
  assigneeId: slug.optional(),
  contactId: id.optional(),
  conversationId: id.optional(),
  number: z.coerce.number().pipe(number).optional(),
  due: z.enum(TICKET_DUE_WITHIN).optional().meta({
    description:
      "Those alone that are still to be done and due by then; the soonest first unless `sort` says otherwise.",
  }),
  sort: z.enum(TICKET_SORTS).optional(),
});
export type TicketFilters = z.infer<typeof ticketFilters>;
const listQuery = ticketFilters.extend({
  view: z.enum(TICKET_VIEWS).default("all"),
  zone: timeZone.default("UTC").meta({ description: "Whose day and week `due` means." }),
  cursor,
  limit,
});

const count = z.int().min(0).max(MAX_LIST_COUNT);
export const ticketCounts = z
  .object({ mine: count, unassigned: count, team: count, followed: count, overdue: count })
  .meta({ id: "TicketCounts", description: `Each up to ${MAX_LIST_COUNT}, which means so many or more.` });
export type TicketCounts = z.infer<typeof ticketCounts>;

export const ticketBody = z.object({
  clientId,
  subject,
  description: text.optional(),
  type: slug.default("enquiry"),
  priority: priority.default("normal"),
  teamId: slug.optional().meta({ description: "Absent: the conversation's, the parent's or the inbox's." }),
  assigneeId: slug.optional(),
  inboxId: slug.optional().meta({ description: "Needed where neither a conversation nor a parent says it." }),
  conversationId: id.optional(),
  parentId: id.optional().meta({ description: "Whose sub-ticket it is to be; its customer is the parent's." }),
  channel: z.enum(TICKET_CHANNELS).optional(),
  productLine: productLine.optional(),
  dueAtMs: instantMs.optional(),
  orderIds: orderIds.default([]),
  articles: ticketArticles.optional(),
  fields: fields.default({}),
});
export type TicketBody = z.infer<typeof ticketBody>;

/** What is absent stays; null takes away. */
const changes = {
  subject: subject.optional(),
  description: text.nullable().optional(),
  type: slug.optional(),
  status: status.optional(),
  priority: priority.optional(),
  assigneeId: slug.nullable().optional(),
  productLine: productLine.nullable().optional(),
  dueAtMs: instantMs.nullable().optional(),
  orderIds: orderIds.optional(),
  articles: ticketArticles.optional(),
  fields: fields.optional(),
  parentId: id.nullable().optional(),
};
export const ticketChangeBody = z.object({
  version,
  ...changes,
  force: z.boolean().default(false).meta({ description: "Finish it before its sub-tickets; takes a reason." }),
  reason: reason.optional(),
  closing: z
    .object({ category: slug, note: closingNote.note })
    .optional()
    .meta({ description: "Its closing note, with `status` resolved or closed; the text is kept as the reason." }),
});
export type TicketChangeBody = z.infer<typeof ticketChangeBody>;

export const ticketTransferBody = z
  .object({
    version,
    teamId: slug.optional(),
    assigneeId: slug.optional(),
    supportTier: supportTier.optional(),
    reason,
  })
  .refine(
    ({ teamId, assigneeId, supportTier: tier }) =>
      (teamId === undefined && assigneeId === undefined) !== (tier === undefined),
    { message: "name a team, a person, both, or a supportTier by itself" },
  );
export type TicketTransferBody = z.infer<typeof ticketTransferBody>;

export const ticketNoteBody = z.object({
  clientId,
  text,
  mentions: z.array(slug).max(MAX_MENTIONS).default([]),
  conversationId: id.optional().meta({
    description:
      "A conversation of the same customer that joins the ticket with this note: the ticket is linked with it.",
  }),
});
export const ticketMergeBody = z.object({ version, intoId: id, reason: reason.optional() });

export const ticketBulkBody = z.object({
  tickets: z.array(z.object({ id, version })).min(1).max(MAX_BULK_TICKETS),
  change: z
    .object({
      status: changes.status,
      priority: changes.priority,
      assigneeId: changes.assigneeId,
      type: changes.type,
      teamId: slug.optional().meta({ description: "Hands them on to a team, by itself and with the reason." }),
      supportTier: supportTier.optional().meta({
        description:
          "Hands each on to whichever team of that line takes it, by itself and with the reason; one that no other team of it serves is refused `tier_unserved`.",
      }),
      reason: reason.optional().meta({ description: "Of handing on what somebody has." }),
    })
    .refine(({ teamId, supportTier: tier, reason: why, ...others }) => {
      if (teamId === undefined && tier === undefined) return true;
      const isAlone = Object.values(others).every((value) => value === undefined);
      return isAlone && why !== undefined && (teamId === undefined || tier === undefined);
    }, "a team or a line of support takes a reason and nothing else"),
});
export const ticketBulkAnswer = z
  .object({
    items: z.array(z.object({ id, done: z.boolean(), reason: z.string().optional() })),
  })
  .meta({ id: "TicketBulkAnswer", description: "Each by itself: some may be done and others refused." });
export type TicketBulkAnswer = z.infer<typeof ticketBulkAnswer>;

const entriesQuery = z.object({
  afterVersion: z.coerce.number().int().min(0).optional().meta({
    description: "Only what changed since: what somebody whose change was refused did not see.",
  }),
  cursor,
  limit,
});

const CHANGE_CODES = [...BASE_CODES, "not_found", "conflict", "too_large"] as const;

export const ticketsOperations = {
  listTickets: {
    method: "get",
    path: "/api/v1/tickets",
    summary: "Tickets in sight, in pages.",
    credential: "agent",
    query: listQuery,
    status: 200,
    answer: ticketPage,
    codes: BASE_CODES,
  },
  countTickets: {
    method: "get",
    path: "/api/v1/tickets/counts",
    summary: "How many tickets the views hold.",
    credential: "agent",
    status: 200,
    answer: ticketCounts,
    codes: BASE_CODES,
  },
  createTicket: {
    method: "post",
    path: "/api/v1/tickets",
    summary:
      "Makes a ticket, of a conversation, under another ticket or blank; the same clientId never makes a second.",
    credential: "agent",
    body: ticketBody,
    status: 201,
    answer,
    codes: CHANGE_CODES,
  },
  readTicket: {
    method: "get",
    path: "/api/v1/tickets/:id",
    summary: "A ticket with its sub-tickets.",
    credential: "agent",
    params: ticketPath,
    status: 200,
    answer,
    codes: [...BASE_CODES, "not_found"],
  },
  changeTicket: {
    method: "put",
    path: "/api/v1/tickets/:id",
    summary:
      "Changes a ticket at the version that was seen; 409 `changed_meanwhile` if there is a newer one, and nothing is changed: its entries after that version tell the difference.",
    credential: "agent",
    params: ticketPath,
    body: ticketChangeBody,
    status: 200,
    answer,
    codes: CHANGE_CODES,
  },
  ticketEntries: {
    method: "get",
    path: "/api/v1/tickets/:id/entries",
    summary: "What happened to a ticket and what was noted, the latest first.",
    credential: "agent",
    params: ticketPath,
    query: entriesQuery,
    status: 200,
    answer: ticketEntryPage,
    codes: [...BASE_CODES, "not_found"],
  },
  noteTicket: {
    method: "post",
    path: "/api/v1/tickets/:id/notes",
    summary: "Notes something for colleagues; those who are mentioned follow the ticket from then on.",
    credential: "agent",
    params: ticketPath,
    body: ticketNoteBody,
    status: 201,
    answer: z.object({ entry: ticketEntry }).meta({ id: "TicketNoteAnswer" }),
    codes: [...BASE_CODES, "not_found", "conflict", "too_large"],
  },
  transferTicket: {
    method: "post",
    path: "/api/v1/tickets/:id/transfer",
    summary:
      "Hands it to a team, a person, both at once or a line of support, with the reason; of a team alone or a line it is nobody's yet.",
    credential: "agent",
    params: ticketPath,
    body: ticketTransferBody,
    status: 200,
    answer,
    codes: CHANGE_CODES,
  },
  mergeTicket: {
    method: "post",
    path: "/api/v1/tickets/:id/merge",
    summary: "Closes it in favour of another one of the same customer, which takes its sub-tickets and followers.",
    credential: "agent",
    params: ticketPath,
    body: ticketMergeBody,
    status: 200,
    answer,
    codes: CHANGE_CODES,
  },
  followTicket: {
    method: "put",
    path: "/api/v1/tickets/:id/follow",
    summary: "Follows a ticket.",
    credential: "agent",
    params: ticketPath,
    body: z.object({}),
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found", "too_large"],
  },
  unfollowTicket: {
    method: "delete",
    path: "/api/v1/tickets/:id/follow",
    summary: "Follows it no more.",
    credential: "agent",
    params: ticketPath,
    status: 200,
    answer: done,
    codes: [...BASE_CODES, "not_found"],
  },
  changeTickets: {
    method: "post",
    path: "/api/v1/tickets/bulk",
    summary:
      "The same change of several tickets, each at the version that was seen; those that were handed to a line of support from there already, by the same person, are answered as done.",
    credential: "agent",
    body: ticketBulkBody,
    status: 200,
    answer: ticketBulkAnswer,
    codes: [...BASE_CODES, "too_large"],
  },
  ...ticketTypeOperations,
} as const satisfies Record<string, Operation>;
