/** Tickets that are to be looked at today: an index of what is unfinished leads to them, however much was done before. */
import { and, asc, desc, eq, lt, type SQL, sql } from "drizzle-orm";
import { isOneOf } from "#domain/conversations/list-filters";
import { rankOf } from "#domain/conversations/priority";
import type { Database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { isKeyOfTicket, isUnfinished, toTicketRow, withKey } from "#domain/tickets/record";
import { ticketEntries, tickets } from "#domain/tickets/schema";
import { MAX_TODAY_ROWS, type TicketStatus } from "#protocol/constants";
import type { TicketSection, TodayFilters } from "#protocol/http-today";

/** What of the page's filters a ticket can be asked for. */
export interface TicketsWanted extends Omit<TodayFilters, "status"> {
  readonly status?: TicketStatus | undefined;
}

/** @returns those that somebody has and has done nothing with since, the latest first */
export async function untouchedTickets(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  wanted: TicketsWanted,
): Promise<TicketSection> {
  const isMine = eq(tickets.assigneeId, principal.id);
  return readTickets(db, keyRing, [isMine, isUntouchedBy(principal.id), ...narrowing(principal, wanted)], latestFirst);
}

/** @returns those that somebody has and that are due before then, the soonest first */
export async function ticketsDueBy(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  untilMs: number,
  wanted: TicketsWanted,
): Promise<TicketSection> {
  const isDue = lt(sql`+${tickets.dueAtMs}`, untilMs);
  const isMine = eq(tickets.assigneeId, principal.id);
  return readTickets(db, keyRing, [isMine, isDue, ...narrowing(principal, wanted)], soonestFirst);
}

/** @param teamIds undefined for any team. @returns those that nobody has, the latest first */
export async function ticketsOfNobody(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  teamIds: readonly string[] | undefined,
  wanted: TicketsWanted,
): Promise<TicketSection> {
  const isNobodys = sql`+${tickets.assigneeId} IS NULL`;
  const inTeams = isOneOf(tickets.teamId, teamIds);
  return readTickets(db, keyRing, [isNobodys, inTeams, ...narrowing(principal, wanted)], latestFirst);
}

/** Nothing on its time line is theirs since it was last handed on. */
function isUntouchedBy(agentId: string): SQL {
  const handedOn = sql`(SELECT max(handed.id) FROM ${ticketEntries} AS handed
    WHERE handed.ticket_id = ${tickets.id} AND handed.kind = 'transferred')`;
  return sql`NOT EXISTS (SELECT 1 FROM ${ticketEntries} AS entry WHERE entry.ticket_id = ${tickets.id}
    AND entry.by_id = ${agentId} AND entry.id >= coalesce(${handedOn}, ''))`;
}

function narrowing({ inboxIds }: AgentPrincipal, { channel, priority, status }: TicketsWanted): (SQL | undefined)[] {
  return [
    isUnfinished,
    isOneOf(tickets.inboxId, inboxIds),
    channel && sql`+${tickets.channel} = ${channel}`,
    priority && sql`+${tickets.priority} = ${rankOf(priority)}`,
    status && sql`+${tickets.status} = ${status}`,
  ];
}

const latestFirst = [desc(tickets.updatedAtMs), desc(tickets.id)];
const soonestFirst = [asc(sql`+${tickets.dueAtMs}`), asc(tickets.id)];

async function readTickets(
  db: Database,
  keyRing: KeyRing,
  conditions: readonly (SQL | undefined)[],
  order: readonly SQL[],
): Promise<TicketSection> {
  const rows = await db
    .select(withKey)
    .from(tickets)
    .crossJoin(dataKeys)
    .where(and(isKeyOfTicket, ...conditions))
    .orderBy(...order)
    .limit(MAX_TODAY_ROWS + 1);
  const items = rows.slice(0, MAX_TODAY_ROWS).map(({ row, key }) => toTicketRow(keyRing, row, key));
  return { items, more: rows.length > MAX_TODAY_ROWS };
}
