/**
 * Whoever handed a ticket on is the last choice of the team that has it by then: they are given it only where none of the
 * others can have it at that moment, and not at all in the first hour, in which somebody else may come. Then they are, so
 * that a ticket waits for ever in no team of which nobody else is there. Pure.
 */
import type { TeamPolicy } from "#domain/routing/policy";
import type { Requirements } from "#domain/routing/rules";
import { chooseForTicket, TICKET_PACE, type TicketHandler } from "#domain/routing/tickets";

const HOUR_MS = 60 * 60_000;

export interface HandedOn {
  readonly byId: string;
  /** Since then, or since somebody had it after that. */
  readonly waitedMs: number;
}

interface Offered {
  readonly asked: Requirements;
  readonly wanted: Requirements;
  readonly atMost: number;
}

/** As for {@link chooseForTicket}, of which it is the rule for everybody else. @param handedOn absent where nobody did */
export function chooseWhoHandedOnLast<Agent extends TicketHandler>(
  agents: readonly Agent[],
  { asked, wanted, atMost }: Offered,
  handedOn: HandedOn | undefined,
  policy: Pick<TeamPolicy, "relaxAfterMs">,
): Agent | undefined {
  if (handedOn === undefined) return chooseForTicket(agents, asked, wanted, atMost);
  const { byId, waitedMs } = handedOn;
  const others = agents.filter(({ agentId }) => agentId !== byId);
  const other = chooseForTicket(others, asked, wanted, atMost);
  if (other !== undefined || waitedMs < othersAloneForMs(policy)) return other;
  // Who handed on what was theirs is asked in vain by a team that never lets go of anything: here it does.
  const notAgentId = asked.notAgentId === byId ? undefined : asked.notAgentId;
  const they = agents.filter(({ agentId }) => agentId === byId);
  return chooseForTicket(they, { ...asked, notAgentId }, { ...wanted, notAgentId }, atMost);
}

/** As long as the team asks that it is not who had it; a team that never lets go of that is no reason to wait for ever. */
function othersAloneForMs({ relaxAfterMs }: Pick<TeamPolicy, "relaxAfterMs">): number {
  return relaxAfterMs === undefined ? HOUR_MS : TICKET_PACE * relaxAfterMs;
}
