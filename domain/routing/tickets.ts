/**
 * Who gets a ticket that waits in a team which hands its tickets out. Pure, and by the rules of conversations: a ticket waits
 * for hours where a customer waits for minutes, so its clock is that much slower.
 */
import { headStartMs, relaxed, type TeamPolicy } from "#domain/routing/policy";
import { type AgentState, chooseAgent, type Requirements } from "#domain/routing/rules";
import type { Priority } from "#protocol/constants";

/** What is a minute to a customer who waits is an hour to a ticket. */
export const TICKET_PACE = 60;

export interface TicketHandler extends AgentState {
  /** How many tickets they have that are not finished. */
  readonly tickets: number;
}

/** Where a ticket stands among those that wait: the smaller, the earlier. */
export function ticketStandsAt({ madeAtMs, priority }: { readonly madeAtMs: number; readonly priority: Priority }) {
  return madeAtMs - ticketHeadStartMs(priority);
}

/** How much earlier than they were made pressing ones stand. */
export function ticketHeadStartMs(priority: Priority): number {
  return TICKET_PACE * headStartMs(priority);
}

/** What is still asked of whoever gets a ticket that has waited so long. */
export function relaxedForTicket(wanted: Requirements, waitedMs: number, policy: Pick<TeamPolicy, "relaxAfterMs">) {
  return relaxed(wanted, waitedMs / TICKET_PACE, policy);
}

/** Whether somebody has room for one more of these tickets, whatever it weighs. @param atMost that anybody is given */
export function hasTicketRoom({ tickets }: Pick<TicketHandler, "tickets">, atMost: number): boolean {
  return tickets < atMost;
}

/** Whether somebody may get a ticket now who could not before: less than that is no reason to look again. */
export function isMoreAvailable(before: TicketHandler | undefined, after: TicketHandler): boolean {
  if (after.status !== "online") return false;
  if (before?.status !== "online") return true;
  const hasMoreRoom = after.load < before.load || after.tickets < before.tickets || after.capacity > before.capacity;
  return hasMoreRoom || mayHave(after) !== mayHave(before);
}

/** What may be given to somebody who has room, in a form that can be compared. */
function mayHave({ inboxIds, skills, languages, regions }: TicketHandler): string {
  return JSON.stringify([inboxIds, skills, languages, regions].map((what) => what ?? null));
}

/**
 * Least loaded goes by what fills them more, places or tickets: where tickets weigh nothing they are shared out all the same.
 * @returns undefined if nobody is eligible
 */
export function chooseForTicket<Agent extends TicketHandler>(
  agents: readonly Agent[],
  asked: Requirements,
  wanted: Requirements,
  atMost: number,
): Agent | undefined {
  const withRoom = agents.filter((agent) => hasTicketRoom(agent, atMost));
  // Room for the work itself goes by places alone, so whoever has none is left out before tickets count as load.
  const eligible = withRoom.filter((agent) => chooseAgent([agent], asked) !== undefined);
  const byEither = eligible.map((agent) => ({
    ...agent,
    load: Math.max(agent.load, (agent.capacity * agent.tickets) / atMost),
  }));
  const weightless = { ...asked, weight: 0 };
  const chosen = chooseAgent(byEither, weightless, { ...wanted, weight: 0 });
  return eligible.find(({ agentId }) => agentId === chosen?.agentId);
}
