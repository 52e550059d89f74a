/** What an agent's day holds: each section one bounded look at an index that its list walks as well. */
import { type ListOf, listConversations, listOf } from "#domain/conversations/store";
import type { Database } from "#domain/database";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { teamsInSight } from "#domain/identity/scope";
import type { KeyRing } from "#domain/privacy/key-ring";
import { localDay } from "#domain/today/local-day";
import { conversationsWanted, DUE_SOON_MS, firstOf, merged, ticketsWanted } from "#domain/today/sections";
import { type TicketsWanted, ticketsDueBy, ticketsOfNobody, untouchedTickets } from "#domain/today/tickets-of-day";
import { MAX_TODAY_ROWS } from "#protocol/constants";
import type { ConversationSection, TicketSection, Today, TodayFilters } from "#protocol/http-today";
import type { ListFilters } from "#protocol/http-views";

const NOTHING = { items: [], more: false };

interface Asked {
  readonly db: Database;
  readonly keyRing: KeyRing;
  readonly principal: AgentPrincipal;
  readonly nowMs: number;
}

/** @param zone whose day it is */
export async function gatherToday(asked: Asked, filters: TodayFilters, zone: string): Promise<Today> {
  const { principal } = asked;
  const ofConversations = conversationsWanted(filters);
  const ofTickets = isPermitted(principal, "ticket.read") ? ticketsWanted(filters) : undefined;
  const [conversations, tickets] = await Promise.all([
    ofConversations === undefined ? noConversations(principal) : conversationSections(asked, ofConversations),
    ofTickets === undefined
      ? { newTickets: NOTHING, dueTickets: NOTHING }
      : ticketSections(asked, ofTickets, localDay(zone, asked.nowMs).endMs),
  ]);
  return { ...conversations, ...tickets };
}

/** Who steps in for others sees what is pressing in their teams as well. */
function leads(principal: AgentPrincipal): boolean {
  return isPermitted(principal, "conversation.handleAny");
}

function noConversations(principal: AgentPrincipal) {
  return { unread: NOTHING, waiting: NOTHING, due: NOTHING, ...(leads(principal) && { flagged: NOTHING }) };
}

async function conversationSections(asked: Asked, wanted: ListFilters) {
  const { principal, nowMs } = asked;
  const isLead = leads(principal);
  const ofTeams = principal.teamIds.length > 0 ? "team" : "all";
  const list = (view: "mine" | "team" | "all", more: ListFilters, limit = MAX_TODAY_ROWS) =>
    readSection(asked, listOf(principal, view, { filters: { ...wanted, ...more }, nowMs }), limit);
  const [unread, waiting, due, teamsDue, flagged] = await Promise.all([
    list("mine", { unread: "true" }),
    // Those of them that are unread stand in the section before.
    list("mine", { sort: "waiting" }, 2 * MAX_TODAY_ROWS),
    list("mine", { sort: "due" }),
    isLead ? list(ofTeams, { sort: "due" }) : NOTHING,
    isLead ? list(ofTeams, { flag: "any", status: wanted.status ?? "open" }) : undefined,
  ]);
  const dueAtMs = ({ conversation }: ConversationSection["items"][number]) =>
    conversation.sla?.next?.dueAtMs ?? Number.POSITIVE_INFINITY;
  return {
    unread,
    waiting: firstOf({ ...waiting, items: waiting.items.filter((row) => row.unread === 0) }),
    due: firstOf(
      merged([due, teamsDue], {
        idOf: ({ conversation }) => conversation.id,
        by: dueAtMs,
        until: nowMs + DUE_SOON_MS,
      }),
    ),
    ...(flagged === undefined ? {} : { flagged }),
  };
}

async function readSection({ db, keyRing }: Asked, list: ListOf, limit: number): Promise<ConversationSection> {
  const page = await listConversations(db, keyRing, list, { limit });
  if (!page.ok) throw new Error("a first page was refused");
  return { items: page.value.items, more: page.value.nextCursor !== undefined };
}

async function ticketSections(asked: Asked, wanted: TicketsWanted, dayEndMs: number) {
  const { db, keyRing, principal } = asked;
  const [mine, nobodys, due] = await Promise.all([
    untouchedTickets(db, keyRing, principal, wanted),
    isPermitted(principal, "ticket.change")
      ? ticketsOfNobody(db, keyRing, principal, teamsOf(principal), wanted)
      : NOTHING,
    ticketsDueBy(db, keyRing, principal, dayEndMs, wanted),
  ]);
  const newestFirst = { idOf: ({ id }: TicketSection["items"][number]) => id, until: Number.POSITIVE_INFINITY };
  return {
    newTickets: firstOf(merged([mine, nobodys], { ...newestFirst, by: ({ updatedAtMs }) => -updatedAtMs })),
    dueTickets: due,
  };
}

/** Of their own teams; whoever has none and sees all looks after all. */
function teamsOf(principal: AgentPrincipal): readonly string[] | undefined {
  return principal.teamIds.length > 0 ? principal.teamIds : teamsInSight(principal);
}
