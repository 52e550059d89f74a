/** What the routes of tickets share: whose ticket it is, to whom it may be given, and how it is answered. */
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox, whyNotGiven } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { MadeTicket } from "#domain/tickets/create";
import {
  factsOf,
  type OpenedTicket,
  openedTicket,
  type StoredTicket,
  storedIds,
  storedTicket,
} from "#domain/tickets/record";
import { openTicket, type TicketContent, ticketKeyIfThere } from "#domain/tickets/sealed";
import { type WholeTicket, wholeTicket } from "#domain/tickets/whole";
import type { Ticket } from "#protocol/http-tickets";
import { withNames } from "#worker/ticket-clocks";

/** @returns the ticket as it rests, opened; refuses `not_found` for what is of an inbox that this person does not see */
export async function ticketInScope(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  id: string,
): Promise<Result<OpenedTicket>> {
  if (!(await isTicketInScope(db, principal, id))) return refuse("not_found");
  return openedTicket(db, keyRing, id);
}

export async function isTicketInScope(db: Database, principal: AgentPrincipal, id: string): Promise<boolean> {
  const found = await storedTicket(db, id);
  return found !== undefined && seesInbox(principal, found.row.inboxId);
}

/** Why a ticket of this inbox cannot be given so. */
export async function canBeGiven(
  db: Database,
  inboxId: string,
  to: { readonly teamId?: string | undefined; readonly assigneeId?: string | null | undefined },
): Promise<Result<true>> {
  const { teamId, assigneeId } = to;
  if (teamId !== undefined && !(await listTeams(db)).some(({ id }) => id === teamId)) return refuse("team_unknown");
  if (assigneeId === undefined || assigneeId === null) return ok(true);
  const refusal = whyNotGiven(await readAccount(db, assigneeId), inboxId);
  return refusal === undefined ? ok(true) : refuse(refusal);
}

/** The ticket as staff read it, as it is now. @returns refuses `not_found` */
export async function ticketAnswer(
  db: Database,
  keyRing: KeyRing,
  id: string,
  nowMs: number,
): Promise<Result<{ ticket: Ticket }>> {
  const found = await wholeTicket(db, keyRing, id, nowMs);
  if (found === undefined) return refuse("not_found");
  const { row, ...around } = found;
  const key = ticketKeyIfThere(keyRing, id, found.key);
  const content = key === undefined ? { fields: {} } : openTicket(key, id, row.version, row.sealedContent);
  const clocks = found.clocks && (await withNames(db, row, found.clocks, nowMs));
  return ok({ ticket: shownTicket(row, content, { ...around, clocks }) });
}

/** One that was made just now, as {@link ticketAnswer} would say: there is nothing around it yet but who follows it. */
export function newTicketAnswer(
  { row, content }: Extract<MadeTicket, { repeated: false }>,
  followerIds: readonly string[],
): { ticket: Ticket } {
  const around = { followerIds: followerIds.toSorted(), linkedConversationIds: [], subTickets: [], clocks: undefined };
  return { ticket: shownTicket(row, content, around) };
}

function shownTicket(
  row: StoredTicket,
  content: Partial<TicketContent> & Pick<TicketContent, "fields">,
  { followerIds, linkedConversationIds, subTickets, clocks }: Omit<WholeTicket, "row" | "key">,
): Ticket {
  const { source, channel, createdBy, mergedIntoId } = row;
  return {
    ...factsOf(row),
    ...content,
    ...{ source, channel, createdBy, followerIds, linkedConversationIds, subTickets },
    orderIds: storedIds.parse(row.orderIds),
    ...(mergedIntoId === null ? {} : { mergedIntoId }),
    ...(clocks === undefined ? {} : { clocks }),
  };
}
