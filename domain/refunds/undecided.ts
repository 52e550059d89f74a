/** Refunds that wait for a decision. */
import { and, asc, eq, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import { inList } from "#domain/in-list";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { isKeyOfRefund, refundKey, toRefund } from "#domain/refunds/record";
import { refunds } from "#domain/refunds/schema";
import { tickets } from "#domain/tickets/schema";
import { openTicket, ticketKeyIfThere } from "#domain/tickets/sealed";
import type { RefundsToDecide } from "#protocol/http-refunds";
import { MAX_REFUNDS_SHOWN } from "#protocol/refunds";

/** Those that this person may decide: in sight, and asked for by somebody else. The oldest first. */
export async function refundsToDecide(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
): Promise<RefundsToDecide> {
  const { inboxIds } = principal;
  const teams = teamsInSight(principal);
  const isTheirs: (SQL | undefined)[] = [
    // In the words of its partial index.
    sql`${refunds.status} = 'asked'`,
    ne(refunds.askedBy, principal.id),
    inboxIds === undefined ? undefined : inList(tickets.inboxId, inboxIds),
    teams === undefined ? undefined : inList(tickets.teamId, teams),
  ];
  const rows = await db
    .select({ refund: refunds, key: refundKey, ticket: tickets })
    .from(refunds)
    .innerJoin(dataKeys, isKeyOfRefund)
    .innerJoin(tickets, eq(tickets.id, refunds.ticketId))
    .where(and(...isTheirs))
    .orderBy(asc(refunds.askedAtMs), asc(refunds.id))
    .limit(MAX_REFUNDS_SHOWN + 1);
  const items = rows.slice(0, MAX_REFUNDS_SHOWN).map(({ refund, key: wrapped, ticket }) => {
    const key = ticketKeyIfThere(keyRing, ticket.id, wrapped);
    const subject = key && openTicket(key, ticket.id, ticket.version, ticket.sealedContent).subject;
    return {
      ...toRefund(key, refund),
      ticketNumber: ticket.number,
      ...(subject === undefined ? {} : { ticketSubject: subject }),
    };
  });
  return { items, more: rows.length > MAX_REFUNDS_SHOWN };
}
