/**
 * The service level of tickets catches up with their time lines. What it goes by are the entries themselves, so that it comes
 * out the same however late somebody looks, and a timer that comes after a change finds nothing due. What it writes holds
 * only for the version and the revision that it read: of two at once the second does nothing.
 */
import { and, asc, eq, inArray, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import { rowIf } from "#domain/insert-select";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { SlaTerms } from "#domain/sla/terms";
import { entryStatement, storedChanges } from "#domain/tickets/entries";
import { isToBeGiven } from "#domain/tickets/handing-out/waiting";
import type { StoredTicket } from "#domain/tickets/record";
import { ticketCourses, ticketEntries, tickets } from "#domain/tickets/schema";
import {
  type AdvancedTicket,
  advanceTicket,
  beginTicketCourse,
  type TicketEvent,
  ticketCourse,
} from "#domain/tickets/sla/course";
import { alertEffect, strikeOut, type TicketAlert } from "#domain/tickets/sla/effects";
import { movesOf } from "#domain/tickets/sla/moves";
import { momentsOfTicket, shownTicketSla, type TicketMoments } from "#domain/tickets/sla/shown";
import { termsForTickets } from "#domain/tickets/sla/terms";
import { PRIORITIES } from "#protocol/constants";

/** What was missed longer ago than this when a ticket is looked at for the first time is no news: it was imported. */
const NEWS_MS = 60 * 60_000;
const CHANGES = ["created", "changed", "transferred", "merged"] as const;

export interface SettledTicket {
  readonly ticketId: string;
  /** `gone`: it is no more, or another team's. `overtaken`: it was changed meanwhile, and is to be looked at again. */
  readonly outcome: "settled" | "gone" | "overtaken";
  readonly version: number;
  readonly moments: TicketMoments;
  /** Nobody has it, and somebody is to. */
  readonly isToBeGiven: boolean;
  /** Whoever has it now, and whoever had it before what was new of it. */
  readonly holderIds: readonly string[];
  /** Owed since, by the id under which they are. */
  readonly alerts: readonly { readonly id: string; readonly alert: TicketAlert }[];
}

interface Found {
  readonly row: StoredTicket;
  readonly settledVersion: number | null;
  readonly course: string | null;
}

/** Those of one team. Idempotent. */
export async function settleTickets(
  db: Database,
  keyRing: KeyRing,
  teamId: string,
  ticketIds: readonly string[],
  nowMs: number,
): Promise<SettledTicket[]> {
  const [found, entries] = await db.batch([
    foundOf(db, ticketIds),
    unsettledEntries(db, inList(ticketEntries.ticketId, ticketIds)),
  ]);
  const termsFor = await termsForTickets(db, keyRing, nowMs);
  const settled: (SettledTicket & { readonly statements: BatchItem<"sqlite">[] })[] = [];
  for (const ticketId of ticketIds) {
    const ticket = found.find(({ row }) => row.id === ticketId);
    if (ticket === undefined || ticket.row.teamId !== teamId) {
      const version = ticket?.row.version ?? Number.MAX_SAFE_INTEGER;
      const statements = [strikeOut(db, { ticketId, teamId, version })];
      settled.push({ ticketId, outcome: "gone", version, moments: {}, ...NOBODYS, alerts: [], statements });
      continue;
    }
    const priority = PRIORITIES[ticket.row.priority] ?? "normal";
    const terms = await termsFor({ ...ticket.row, priority });
    const changes = entries.filter((entry) => entry.ticketId === ticketId);
    const advanced = advance(ticket, changes, terms, nowMs);
    const whose = { isToBeGiven: isToBeGiven(ticket.row), holderIds: holdersIn(ticket.row, changes) };
    settled.push({ ...write(db, ticket, advanced, nowMs), ...whose });
  }
  const [first, ...rest] = settled.flatMap(({ statements }) => statements);
  if (first !== undefined) await db.batch([first, ...rest]);
  const revisions = await db
    .select({ id: tickets.id, version: tickets.version, revision: tickets.slaRevision })
    .from(tickets)
    .where(inList(tickets.id, ticketIds));
  return settled.map(({ statements: _, ...one }) => {
    const before = found.find(({ row }) => row.id === one.ticketId)?.row;
    const now = revisions.find(({ id }) => id === one.ticketId);
    const isWritten = now !== undefined && now.version === before?.version && now.revision > before.slaRevision;
    return one.outcome === "settled" && !isWritten ? { ...one, outcome: "overtaken" as const, alerts: [] } : one;
  });
}

const NOBODYS = { isToBeGiven: false, holderIds: [] };

/** None where nothing is new. */
function holdersIn({ assigneeId }: StoredTicket, entries: readonly EntryRow[]): string[] {
  const holders = new Set(entries.length > 0 && assigneeId !== null ? [assigneeId] : []);
  for (const { field, from, to } of entries.flatMap(({ changes }) => storedChanges.parse(changes))) {
    if (field === "assigneeId") for (const id of [from, to]) if (id !== undefined) holders.add(id);
  }
  return [...holders];
}

function foundOf(db: Database, ticketIds: readonly string[]) {
  const { settledVersion, course } = ticketCourses;
  return db
    .select({ row: tickets, settledVersion, course })
    .from(tickets)
    .leftJoin(ticketCourses, eq(ticketCourses.ticketId, tickets.id))
    .where(inList(tickets.id, ticketIds));
}

/** Of changes alone, and only those that were not looked at before. @param isOfThem of which tickets */
export function unsettledEntries(db: Database, isOfThem: SQL) {
  const settled = db
    .select({ version: sql<number>`${ticketCourses.settledVersion}` })
    .from(ticketCourses)
    .where(eq(ticketCourses.ticketId, ticketEntries.ticketId));
  const { ticketId, byId, atMs, changes } = ticketEntries;
  return db
    .select({ ticketId, byId, atMs, changes })
    .from(ticketEntries)
    .where(
      and(isOfThem, inArray(ticketEntries.kind, [...CHANGES]), sql`${ticketEntries.version} > ifnull(${settled}, 0)`),
    )
    .orderBy(asc(ticketEntries.version), asc(ticketEntries.id));
}

type EntryRow = Pick<typeof ticketEntries.$inferSelect, "byId" | "atMs" | "changes">;

function advance({ row, course }: Found, entries: readonly EntryRow[], terms: SlaTerms | undefined, nowMs: number) {
  const changes = entries.map((entry) => ({ ...entry, changes: storedChanges.parse(entry.changes) }));
  const moves = movesOf(changes, row);
  if (course !== null) return advanceTicket(ticketCourse.parse(JSON.parse(course)), moves, terms, nowMs);
  const [made = { atMs: row.createdAtMs, isByPerson: false, status: row.status, promisedMs: undefined }, ...later] =
    moves;
  const quietUntilMs = nowMs - NEWS_MS;
  return advanceTicket(beginTicketCourse(made, terms, quietUntilMs), later, terms, nowMs);
}

function write(db: Database, { row }: Found, { course, events }: AdvancedTicket, nowMs: number) {
  const { id: ticketId, version, teamId, slaRevision } = row;
  const isStill = and(eq(tickets.id, ticketId), eq(tickets.version, version), eq(tickets.slaRevision, slaRevision));
  const writing = db.select({ id: tickets.id }).from(tickets).where(isStill);
  const shown = shownTicketSla(course);
  const told = events.flatMap((event) => entryOf(row, event) ?? []);
  const alerts = alertsOf(row, events).map((alert) => ({
    alert,
    ...alertEffect(db, alert, nowMs, writing),
  }));
  const stored = { ticketId, settledVersion: version, course: JSON.stringify(course) };
  const { settledVersion, course: text } = stored;
  const statements = [
    ...told.map((entry) => entryStatement(db, entry, undefined, writing).onConflictDoNothing()),
    ...alerts.map(({ statement }) => statement),
    db
      .insert(ticketCourses)
      .select(rowIf(ticketCourses, stored, writing))
      .onConflictDoUpdate({ target: ticketCourses.ticketId, set: { settledVersion, course: text } }),
    strikeOut(db, { ticketId, teamId, version }),
    db
      .update(tickets)
      .set({
        slaDueAtMs: shown?.next?.dueAtMs ?? null,
        slaShown: shown === undefined ? null : JSON.stringify(shown),
        slaRevision: slaRevision + 1,
      })
      .where(isStill),
  ];
  return {
    ...{ ticketId, outcome: "settled" as const, version, statements },
    moments: momentsOfTicket(course),
    alerts: alerts.map(({ id, alert }) => ({ id, alert })),
  };
}

/** A line for what was missed, and for who was told beyond whoever has it. The same news has one name: it is there once. */
function entryOf({ id: ticketId, version }: StoredTicket, event: TicketEvent) {
  const { kind: due, dueAtMs, atMs } = event;
  const line = { ticketId, version, byId: "system", atMs };
  if (event.type === "breach") {
    const changes = [{ field: "overdue", to: due }];
    return { ...line, kind: "overdue", changes, clientId: `overdue.${due}.${dueAtMs}` } as const;
  }
  if (event.type !== "escalated" || event.to === "agent") return undefined;
  const changes = [{ field: "escalated", to: event.to }];
  return { ...line, kind: "escalated", changes, clientId: `escalated.${due}.${dueAtMs}.${event.to}` } as const;
}

function alertsOf({ id: ticketId }: StoredTicket, events: readonly TicketEvent[]): TicketAlert[] {
  return events.flatMap((event) => {
    const { kind, dueAtMs } = event;
    const alert = (cause: TicketAlert["cause"], to: TicketAlert["to"]) => [
      { ticketId, key: `${kind}.${dueAtMs}.${cause}.${to}`, kind, dueAtMs, cause, to },
    ];
    if (event.type === "warning") return alert("warning", "agent");
    return event.type === "escalated" ? alert(event.cause, event.to) : [];
  });
}
