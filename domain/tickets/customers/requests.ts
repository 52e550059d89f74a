/** Tickets that customers make themselves, and what they see of them. */
import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { contactWithGuests } from "#domain/delivery/registry";
import { ok, type Result, refuse } from "#domain/failures";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import { NONCE_BYTES, openText, type Place, sealText } from "#domain/privacy/envelope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { createTicket, type MadeTicket, type NewTicket } from "#domain/tickets/create";
import { ticketRequests } from "#domain/tickets/customers/schema";
import { statusForCustomer } from "#domain/tickets/customers/told";
import { isKeyOfTicket, type TicketEdit } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { ticketKeyIfThere } from "#domain/tickets/sealed";
import type { WidgetTicket, WidgetTicketPage } from "#protocol/http-widget-tickets";

export type NewRequest = Omit<
  NewTicket,
  "source" | "channel" | "priority" | "assigneeId" | "parentId" | "dueAtMs" | "contactId"
> & { readonly contactId: string };

function placeOf(ticketId: string): Place {
  return { table: "ticket_requests", record: ticketId, field: "subject", revision: 1 };
}

/** The ticket that a request is, before anybody has looked at it. */
export function ticketOf(request: NewRequest): NewTicket {
  return {
    ...request,
    source: "customer",
    channel: "chat",
    priority: "normal",
    assigneeId: null,
    parentId: null,
    dueAtMs: null,
  };
}

/** As {@link createTicket}; the ticket's own subject may be masked, what the customer reads is what they wrote. */
export function createRequest(
  db: Database,
  keyRing: KeyRing,
  ticket: NewTicket,
  edit: TicketEdit,
): Promise<Result<MadeTicket>> {
  const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
  const { id, content } = ticket;
  return createTicket(db, keyRing, ticket, edit, (made, key) => {
    const sealedSubject = Buffer.from(sealText(key, placeOf(id), content.subject, nonce));
    return [db.insert(ticketRequests).select(rowIf(ticketRequests, { ticketId: id, sealedSubject }, made))];
  });
}

const told = {
  row: {
    ...{ id: tickets.id, number: tickets.number, type: tickets.type, status: tickets.status },
    ...{ conversationId: tickets.conversationId, createdAtMs: tickets.createdAtMs, mergedIntoId: tickets.mergedIntoId },
  },
  key: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
  sealedSubject: ticketRequests.sealedSubject,
};

/** The customer's own requests, those of the guests who they were included, the latest first. */
export async function requestsOf(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
  { cursor, limit }: { readonly cursor?: string | undefined; readonly limit: number },
): Promise<Result<WidgetTicketPage>> {
  if (cursor !== undefined && !z.uuid().safeParse(cursor).success) return refuse("malformed");
  const isTheirs = inList(tickets.contactId, await contactWithGuests(db, contactId));
  const rows = await db
    .select(told)
    .from(tickets)
    .innerJoin(ticketRequests, eq(ticketRequests.ticketId, tickets.id))
    .innerJoin(dataKeys, isKeyOfTicket)
    .where(and(isTheirs, cursor === undefined ? undefined : lt(tickets.id, cursor)))
    .orderBy(desc(tickets.id))
    .limit(limit + 1);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  return ok({
    items: shown.map((row) => toWidgetTicket(keyRing, row)),
    ...(last === undefined ? {} : { nextCursor: last.row.id }),
  });
}

/** @returns refuses `not_found` for what is not a request of theirs */
export async function requestOf(
  db: Database,
  keyRing: KeyRing,
  contactId: string,
  id: string,
): Promise<Result<WidgetTicket>> {
  const isTheirs = inList(tickets.contactId, await contactWithGuests(db, contactId));
  const [found] = await db
    .select(told)
    .from(tickets)
    .innerJoin(ticketRequests, eq(ticketRequests.ticketId, tickets.id))
    .innerJoin(dataKeys, isKeyOfTicket)
    .where(and(isTheirs, eq(tickets.id, id)));
  return found === undefined ? refuse("not_found") : ok(toWidgetTicket(keyRing, found));
}

type Told = Pick<typeof tickets.$inferSelect, keyof (typeof told)["row"]>;

/** One whose key is missing has no subject. */
function toWidgetTicket(
  keyRing: KeyRing,
  found: { row: Told; key: Parameters<typeof ticketKeyIfThere>[2]; sealedSubject: Uint8Array },
): WidgetTicket {
  const { id, number, type, status, conversationId, createdAtMs } = found.row;
  const key = ticketKeyIfThere(keyRing, id, found.key);
  return {
    ...{ id, number, type, createdAtMs, status: statusForCustomer(status) },
    ...(key === undefined ? {} : { subject: openText(key, placeOf(id), found.sealedSubject) }),
    ...(conversationId === null ? {} : { conversationId }),
  };
}
