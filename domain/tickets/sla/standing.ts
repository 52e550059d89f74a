/** What is told of a ticket's clocks where it is read by itself: its course as it rests, up to this moment, and what it goes by. */
import { and, eq, inArray, sql } from "drizzle-orm";
import { conversations } from "#domain/conversations/schema";
import type { Database } from "#domain/database";
import { businessCalendars, slaPolicies } from "#domain/sla/schema";
import type { SlaTerms } from "#domain/sla/terms";
import { storedChanges } from "#domain/tickets/entries";
import type { StoredTicket } from "#domain/tickets/record";
import { ticketCourses, ticketEntries, tickets } from "#domain/tickets/schema";
import { clocksOf } from "#domain/tickets/sla/clocks";
import { advanceTicket, ticketCourse } from "#domain/tickets/sla/course";
import { movesOf } from "#domain/tickets/sla/moves";
import { unsettledEntries } from "#domain/tickets/sla/settle";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { REPLY_KINDS } from "#protocol/ticket-clocks";
import { conversationSla } from "#protocol/vocabulary";

/** One row of each, by its key. Names of their own: D1 answers a batch by them. */
export function standingOf(db: Database, ticketId: string) {
  return db
    .select({
      course: ticketCourses.course,
      policyName: sql<string | null>`${slaPolicies.name}`.as("policy_name"),
      policyVersion: sql<number | null>`${slaPolicies.version}`.as("policy_version"),
      calendarName: sql<string | null>`${businessCalendars.name}`.as("calendar_name"),
      conversationSla: sql<string | null>`${conversations.sla}`.as("conversation_sla"),
    })
    .from(tickets)
    .leftJoin(ticketCourses, eq(ticketCourses.ticketId, tickets.id))
    .leftJoin(slaPolicies, eq(slaPolicies.id, sql`json_extract(${ticketCourses.course}, '$.terms.policyId')`))
    .leftJoin(businessCalendars, eq(businessCalendars.id, slaPolicies.calendarId))
    .leftJoin(conversations, eq(conversations.id, tickets.conversationId))
    .where(eq(tickets.id, ticketId));
}

/** What its clocks did not hear of yet: as a rule nothing, and then no entry is read. */
export function unheardEntries(db: Database, ticketId: string) {
  const isBehind = and(eq(tickets.id, ticketId), sql`${tickets.version} > ifnull(${ticketCourses.settledVersion}, 0)`);
  const behind = db
    .select({ id: tickets.id })
    .from(tickets)
    .leftJoin(ticketCourses, eq(ticketCourses.ticketId, tickets.id))
    .where(isBehind);
  return unsettledEntries(db, inArray(ticketEntries.ticketId, behind));
}

type Standing = Awaited<ReturnType<typeof standingOf>>[number];
type Unheard = Awaited<ReturnType<typeof unheardEntries>>;

/** By the terms that it went by last: another policy holds from when its queue has looked. @returns undefined before that happened once */
export function clocksAt(
  row: StoredTicket,
  standing: Standing | undefined,
  unheard: Unheard,
  nowMs: number,
): TicketClocks | undefined {
  if (standing === undefined || standing.course === null) return undefined;
  const before = ticketCourse.parse(JSON.parse(standing.course));
  const changes = unheard.map((entry) => ({ ...entry, changes: storedChanges.parse(entry.changes) }));
  const { course } = advanceTicket(before, movesOf(changes, row), before.terms, nowMs);
  const reply = replyOf(standing.conversationSla);
  return {
    ...clocksOf(course),
    ...(reply === undefined ? {} : { reply }),
    ...(course.terms === undefined ? {} : { policy: policyOf(course.terms, standing) }),
  };
}

/** The name as it is now; the hours as its clocks count them. */
function policyOf({ calendar, policyVersion }: SlaTerms, standing: Standing): NonNullable<TicketClocks["policy"]> {
  const { policyName, calendarName } = standing;
  // Of another version it may go by another calendar.
  const name = standing.policyVersion === policyVersion ? calendarName : null;
  return {
    ...(policyName === null ? {} : { name: policyName }),
    ...(calendar === undefined
      ? {}
      : {
          hours: {
            ...(name === null ? {} : { name }),
            timeZone: calendar.timeZone,
            intervals: calendar.intervals,
          },
        }),
  };
}

function replyOf(stored: string | null): TicketClocks["reply"] {
  const next = stored === null ? undefined : conversationSla.parse(JSON.parse(stored)).next;
  const kind = REPLY_KINDS.find((each) => each === next?.kind);
  return next === undefined || kind === undefined ? undefined : { ...next, kind };
}
