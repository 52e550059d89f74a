/** Tickets of a customer that may be about the same trouble as another one. */
import { and, desc, eq, isNull, ne } from "drizzle-orm";
import type { Database } from "#domain/database";
import { contactWithGuests } from "#domain/delivery/registry";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { inList } from "#domain/in-list";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { type Comparable, isSameTrouble } from "#domain/tickets/joining/similar";
import { isKeyOfTicket, isUnfinished, storedIds, toTicketRow, withKey } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { openTicket, ticketKeyIfThere } from "#domain/tickets/sealed";
import type { TicketRow } from "#protocol/http-tickets";

/** Of one customer's unfinished tickets, the latest; nobody has more, or they are not looked through. */
const MAX_COMPARED = 50;
const MAX_OFFERED = 3;

export type SameTroubleRow = TicketRow & { readonly orderIds: string[] };

/**
 * @param exceptId the ticket itself, where it is there already
 * @returns at most three in this person's sight, the latest first; one whose key is missing is not compared
 */
export async function sameTroubleOf(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  contactId: string,
  asked: Comparable,
  exceptId = "",
): Promise<SameTroubleRow[]> {
  const isTheirs = inList(tickets.contactId, await contactWithGuests(db, contactId));
  const rows = await db
    .select(withKey)
    .from(tickets)
    .innerJoin(dataKeys, and(isKeyOfTicket, eq(dataKeys.kind, "ticket")))
    .where(
      and(isTheirs, isUnfinished, isNull(tickets.mergedIntoId), isNull(tickets.parentId), ne(tickets.id, exceptId)),
    )
    .orderBy(desc(tickets.updatedAtMs), desc(tickets.id))
    .limit(MAX_COMPARED);
  const same = rows.filter(({ row, key: wrapped }) => {
    const key = ticketKeyIfThere(keyRing, row.id, wrapped);
    if (key === undefined || !seesInbox(principal, row.inboxId)) return false;
    const { subject, productLine } = openTicket(key, row.id, row.version, row.sealedContent);
    return isSameTrouble(asked, { type: row.type, subject, productLine, orderIds: storedIds.parse(row.orderIds) });
  });
  return same.slice(0, MAX_OFFERED).map(({ row, key }) => ({
    ...toTicketRow(keyRing, row, key),
    orderIds: storedIds.parse(row.orderIds),
  }));
}
