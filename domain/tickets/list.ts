/** Pages and counts of tickets. Each order has an index that it walks; what narrows it is looked at on the way. */
import { and, asc, desc, eq, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { isOneOf } from "#domain/conversations/list-filters";
import { rankOf } from "#domain/conversations/priority";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";
import { dueBeforeMs } from "#domain/tickets/due-within";
import { ticketsOfConversation } from "#domain/tickets/joining/links";
import { withBeside } from "#domain/tickets/lines/beside";
import { isKeyOfTicket, isUnfinished, toTicketRow, withKey } from "#domain/tickets/record";
import { isFinished } from "#domain/tickets/rules";
import { nextDueAtMs, ticketFollowers, tickets } from "#domain/tickets/schema";
import { MAX_LIST_COUNT, type TicketSort, type TicketView } from "#protocol/constants";
import type { TicketCounts, TicketFilters, TicketPage } from "#protocol/http-tickets";

export interface TicketList {
  readonly view: TicketView;
  readonly filters: TicketFilters;
  /** Whose day and week the filters mean; UTC if it does not say. */
  readonly zone?: string;
}

export interface PageOfTickets {
  readonly cursor?: string | undefined;
  readonly limit: number;
}

/** Keyset cursor: the last row's place in the order. */
const cursorShape = z.tuple([z.int().min(0), z.uuid()]);

/** @returns a page of what this person sees; refuses a cursor that is not one of ours */
export async function listTickets(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  list: TicketList,
  { cursor, limit }: PageOfTickets,
  nowMs: number,
): Promise<Result<TicketPage>> {
  const after = cursor === undefined ? undefined : readCursor(cursor);
  if (cursor !== undefined && after === undefined) return refuse("malformed");
  const order = orderOf(list);
  const rows = await pageQuery(db, principal, list, after, limit, nowMs);
  const shown = rows.slice(0, limit);
  const last = rows.length > limit ? shown.at(-1) : undefined;
  const items = shown.map(({ row, key }) => toTicketRow(keyRing, row, key));
  return ok({
    items: await withBeside(db, keyRing, principal, items),
    ...(last === undefined ? {} : { nextCursor: btoa(JSON.stringify([order.placeOf(last.row), last.row.id])) }),
  });
}

/** For whoever wants to know how SQLite goes about it. */
export function explainedTickets(
  db: Database,
  principal: AgentPrincipal,
  list: TicketList,
  limit: number,
  nowMs: number,
  after?: readonly [number, string],
) {
  return pageQuery(db, principal, list, after && [...after], limit, nowMs).toSQL();
}

/** As {@link explainedTickets}, of the count of a view. */
export function explainedCount(db: Database, principal: AgentPrincipal, view: TicketView, nowMs: number) {
  return countQuery(db, principal, view, nowMs).toSQL();
}

function pageQuery(
  db: Database,
  principal: AgentPrincipal,
  list: TicketList,
  after: z.infer<typeof cursorShape> | undefined,
  limit: number,
  nowMs: number,
) {
  const order = orderOf(list);
  return (
    db
      .select(withKey)
      .from(tickets)
      // SQLite keeps the order of a CROSS JOIN: from the tickets to their keys, not the other way round.
      .crossJoin(dataKeys)
      .where(and(isKeyOfTicket, ...conditionsOf(principal, list, nowMs), after && order.isAfter(after)))
      .orderBy(...order.by)
      .limit(limit + 1)
  );
}

function sortOf({ view, filters }: TicketList): TicketSort {
  return filters.sort ?? (view === "overdue" || filters.due !== undefined ? "due" : "updated");
}

interface Order {
  readonly by: readonly SQL[];
  readonly isAfter: (place: readonly [number, string]) => SQL;
  readonly placeOf: (row: typeof tickets.$inferSelect) => number;
}

const ORDERS: Readonly<Record<TicketSort, Order>> = {
  updated: {
    by: [desc(tickets.updatedAtMs), desc(tickets.id)],
    isAfter: ([atMs, id]) => sql`(${tickets.updatedAtMs}, ${tickets.id}) < (${atMs}, ${id})`,
    placeOf: ({ updatedAtMs }) => updatedAtMs,
  },
  priority: {
    by: [desc(tickets.priority), desc(tickets.id)],
    isAfter: ([rank, id]) => sql`(${tickets.priority}, ${tickets.id}) < (${rank}, ${id})`,
    placeOf: ({ priority }) => priority,
  },
  due: {
    by: [asc(nextDueAtMs), asc(tickets.id)],
    isAfter: ([atMs, id]) => sql`(${nextDueAtMs}, ${tickets.id}) > (${atMs}, ${id})`,
    placeOf: ({ dueAtMs, slaDueAtMs }) => Math.min(dueAtMs ?? Number.MAX_VALUE, slaDueAtMs ?? Number.MAX_VALUE),
  },
};

/** The most pressing of what is still to be done: that little is sorted, rather than the index of all that there was walked. */
const PRESSING_OF_FEW: Order = {
  ...ORDERS.priority,
  by: [sql`+${tickets.priority} DESC`, desc(tickets.id)],
  isAfter: ([rank, id]) => sql`(+${tickets.priority}, ${tickets.id}) < (${rank}, ${id})`,
};

const VIEWS_OF_FEW: ReadonlySet<TicketView> = new Set(["mine", "unassigned", "team", "overdue"]);

function orderOf(list: TicketList): Order {
  const sort = sortOf(list);
  const isOfFew = VIEWS_OF_FEW.has(list.view) || narrowsToUnfinished(list.filters);
  return sort === "priority" && isOfFew ? PRESSING_OF_FEW : ORDERS[sort];
}

function narrowsToUnfinished({ status, due }: TicketFilters): boolean {
  return due !== undefined || (status !== undefined && !isFinished(status));
}

/** Those that are due at all and still to be done, in the words of their index. */
const isDue = sql`(${tickets.dueAtMs} IS NOT NULL OR ${tickets.slaDueAtMs} IS NOT NULL) AND ${isUnfinished}`;

function conditionsOf(principal: AgentPrincipal, list: TicketList, nowMs: number): (SQL | undefined)[] {
  const { filters } = list;
  const isMine = eq(tickets.assigneeId, principal.id);
  const inTeams = isOneOf(tickets.teamId, teamsInSight(principal));
  // What somebody has, made or follows they see, whichever team it went to.
  const isTheirs = sql`(+${tickets.assigneeId} = ${principal.id} OR +${tickets.createdBy} = ${principal.id} OR ${isFollowed(principal)})`;
  const inSight = inTeams && sql`(${inTeams} OR ${isTheirs})`;
  return [
    isOneOf(tickets.inboxId, principal.inboxIds),
    ...filterConditions(filters),
    sortOf(list) === "due" || filters.due !== undefined ? isDue : undefined,
    filters.due && sql`${nextDueAtMs} < ${dueBeforeMs(filters.due, list.zone ?? "UTC", nowMs)}`,
    ...viewConditions(list.view, { principal, isMine, inTeams, inSight, nowMs }),
  ];
}

interface Sight {
  readonly principal: AgentPrincipal;
  readonly isMine: SQL;
  readonly inTeams: SQL | undefined;
  readonly inSight: SQL | undefined;
  readonly nowMs: number;
}

function viewConditions(view: TicketView, { principal, isMine, inTeams, inSight, nowMs }: Sight): (SQL | undefined)[] {
  switch (view) {
    case "mine":
      return [isMine, isUnfinished];
    case "unassigned":
      return [sql`+${tickets.assigneeId} IS NULL`, isUnfinished, inTeams];
    case "team":
      return [isOneOf(tickets.teamId, principal.teamIds), isUnfinished];
    case "followed":
      return [isFollowed(principal)];
    case "overdue":
      return [isDue, sql`${nextDueAtMs} <= ${nowMs}`, inSight];
    case "all":
      return [inSight];
  }
}

function isFollowed({ id }: AgentPrincipal): SQL {
  return sql`${tickets.id} IN (SELECT ${ticketFollowers.ticketId} FROM ${ticketFollowers} WHERE ${ticketFollowers.agentId} = ${id})`;
}

function filterConditions(filters: TicketFilters): SQL[] {
  const { status, type, priority, teamId, assigneeId, contactId, conversationId, number } = filters;
  const isOpen = narrowsToUnfinished(filters);
  // Of what is still to be done there is less than of a type or a team: then that index is walked.
  const by = (column: typeof tickets.type | typeof tickets.teamId, value: string) =>
    isOpen ? sql`+${column} = ${value}` : eq(column, value);
  const conditions = [
    status && sql`+${tickets.status} = ${status}`,
    isOpen && isUnfinished,
    type && by(tickets.type, type),
    priority && eq(tickets.priority, rankOf(priority)),
    teamId && by(tickets.teamId, teamId),
    assigneeId && eq(tickets.assigneeId, assigneeId),
    contactId && eq(tickets.contactId, contactId),
    conversationId && sql`${tickets.id} IN ${ticketsOfConversation(conversationId)}`,
    number && eq(tickets.number, number),
  ];
  return conditions.filter((condition) => typeof condition === "object");
}

function countQuery(db: Database, principal: AgentPrincipal, view: TicketView, nowMs: number) {
  const some = db
    .select({ one: sql`1`.as("one") })
    .from(tickets)
    .where(and(...conditionsOf(principal, { view, filters: {} }, nowMs)))
    .limit(MAX_LIST_COUNT)
    .as("some");
  return db.select({ count: sql<number>`count(*)` }).from(some);
}

/** How many each view holds, up to {@link MAX_LIST_COUNT}. */
export async function countTickets(db: Database, principal: AgentPrincipal, nowMs: number): Promise<TicketCounts> {
  const count = (view: TicketView) => countQuery(db, principal, view, nowMs);
  const [mine, unassigned, team, followed, overdue] = await db.batch([
    count("mine"),
    count("unassigned"),
    count("team"),
    count("followed"),
    count("overdue"),
  ]);
  const of = ([row]: { count: number }[]) => row?.count ?? 0;
  return { mine: of(mine), unassigned: of(unassigned), team: of(team), followed: of(followed), overdue: of(overdue) };
}

function readCursor(cursor: string): z.infer<typeof cursorShape> | undefined {
  try {
    return cursorShape.safeParse(JSON.parse(atob(cursor))).data;
  } catch {
    return undefined;
  }
}
