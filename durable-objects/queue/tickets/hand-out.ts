/**
 * A team that hands its tickets out: tickets that nobody has go to whoever is next, by the rules of conversations. D1 says which
 * wait, and whose each is: the agent's actor keeps a place first, then the ticket is written as theirs from the version that
 * was seen, or not at all. Nothing is kept here but the timer, which stands as long as anything waits.
 */
import { agentAddress } from "#actors/addresses";
import type { AgentAvailability } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import type { Timers } from "#actors/runtime/timers";
import { keyRingOf } from "#actors/secrets";
import { lastAgentOf } from "#domain/conversations/last-agent";
import { database } from "#domain/database";
import { isManual, type TeamPolicy, wantedBy } from "#domain/routing/policy";
import { chooseForTicket, hasTicketRoom, relaxedForTicket, type TicketHandler } from "#domain/routing/tickets";
import { takenOf, ticketWeight } from "#domain/routing/weights/weights";
import { giveTicket } from "#domain/tickets/handing-out/give";
import { type WaitingTicket, waitingTickets } from "#domain/tickets/handing-out/waiting";
import type { WorkWeights } from "#protocol/http-work-weights";

export const HAND_OUT_TIMER = "hand-out";
/** A moment for more to come. */
const GATHER_MS = 100;
/** While anything waits and somebody is there, another look is taken this often. */
const RELOOK_MS = 15_000;
/** Somebody could not be reached, or D1. */
const RETRY_MS = 2_000;
/** Nobody is there: whoever comes tells. */
const NOBODY_MS = 5 * 60_000;
/** Those that were made first; the rest is looked at once these are somebody's. */
const MAX_LOOKED_AT = 200;

export interface HandOutPorts {
  readonly env: Cloudflare.Env;
  readonly timers: Timers;
  readonly policy: () => TeamPolicy;
  readonly agents: () => readonly AgentAvailability[];
  readonly setOffline: (agent: AgentAvailability) => void;
  readonly weights: () => Promise<WorkWeights>;
  /** It is somebody's now. */
  readonly given: (ticketId: string) => void;
}

/** What was given in this look, of which an agent has not told yet. */
interface Added {
  readonly version: number;
  readonly load: number;
  readonly tickets: number;
}

export class HandOut {
  readonly #ports: HandOutPorts;

  constructor(ports: HandOutPorts) {
    this.#ports = ports;
  }

  /** Something may wait. */
  look(nowMs: number): void {
    const { timers, policy } = this.#ports;
    const dueAtMs = timers.dueAtMs(HAND_OUT_TIMER);
    if (policy().ticketsHandedOut === undefined || (dueAtMs !== undefined && dueAtMs <= nowMs + GATHER_MS)) return;
    timers.schedule(HAND_OUT_TIMER, nowMs + GATHER_MS);
  }

  /** Somebody may have room: nobody looks where nothing waits. */
  agentChanged(nowMs: number): void {
    if (this.#ports.timers.dueAtMs(HAND_OUT_TIMER) !== undefined) this.look(nowMs);
  }

  /** @returns when to look again, if anything waits. @throws Error if D1 does not answer: the timer comes again */
  async run(teamId: string): Promise<number | undefined> {
    const { env, policy, weights } = this.#ports;
    const { ticketsHandedOut, manualUntilMs } = policy();
    if (ticketsHandedOut === undefined) return undefined;
    const { atMost } = ticketsHandedOut;
    if (isManual(policy(), Date.now())) return manualUntilMs;
    const isAnybodyFree = this.#ports
      .agents()
      .some(({ status, tickets = 0 }) => status === "online" && hasTicketRoom({ tickets }, atMost));
    if (!isAnybodyFree) return Date.now() + NOBODY_MS;
    const known = await weights();
    const waiting = await waitingTickets(database(env.DB), teamId, MAX_LOOKED_AT);
    const look = new Look(this.#ports, teamId, atMost, known);
    let left = 0;
    for (const ticket of waiting) if (!(await look.place(ticket))) left += 1;
    if (look.isSomebodyMissed) return Date.now() + RETRY_MS;
    if (left === 0) return waiting.length === MAX_LOOKED_AT ? Date.now() + GATHER_MS : undefined;
    return Date.now() + RELOOK_MS;
  }
}

/** One look at all that waits. */
class Look {
  readonly #ports: HandOutPorts;
  readonly #teamId: string;
  readonly #atMost: number;
  readonly #weights: WorkWeights;
  readonly #added = new Map<string, Added>();
  /** They said that they have no room for what weighs so much. */
  readonly #full = new Map<string, number>();
  /** An agent, or D1 for this ticket, did not answer. */
  isSomebodyMissed = false;

  constructor(ports: HandOutPorts, teamId: string, atMost: number, weights: WorkWeights) {
    this.#ports = ports;
    this.#teamId = teamId;
    this.#atMost = atMost;
    this.#weights = weights;
  }

  /** @returns whether it waits no longer */
  async place(ticket: WaitingTicket): Promise<boolean> {
    const { env, policy } = this.#ports;
    const weight = ticketWeight(this.#weights, ticket.type);
    const { inboxId, language, notAgentId, contactId, sinceMs } = ticket;
    if (this.#candidates(weight).length === 0) return false;
    try {
      const lastAgentId = contactId === undefined ? undefined : await lastAgentOf(database(env.DB), contactId);
      const wanted = wantedBy(policy(), { inboxId, weight, language, notAgentId, lastAgentId });
      const refused = new Set<string>();
      for (;;) {
        const asked = relaxedForTicket(wanted, Date.now() - sinceMs, policy());
        const candidates = this.#candidates(weight).filter(({ agentId }) => !refused.has(agentId));
        const agent = chooseForTicket(candidates, asked, wanted, this.#atMost);
        if (agent === undefined) return false;
        const outcome = await this.#offer(ticket, agent, weight);
        if (outcome !== "refused") return outcome === "done";
        refused.add(agent.agentId);
      }
    } catch (error) {
      // A place that was kept for it lapses, unless D1 has it given: then the agent's actor finds that out.
      logFailure("ticket_not_handed_out", error);
      this.isSomebodyMissed = true;
      return false;
    }
  }

  /** As they told of themselves, with what was given since. */
  #candidates(weight: number): (AgentAvailability & TicketHandler)[] {
    return this.#ports.agents().flatMap((agent) => {
      if ((this.#full.get(agent.agentId) ?? Number.POSITIVE_INFINITY) <= weight) return [];
      const added = this.#added.get(agent.agentId);
      const { tickets = 0, load } = agent;
      return added?.version === agent.version
        ? [{ ...agent, load: load + added.load, tickets: tickets + added.tickets }]
        : [{ ...agent, tickets }];
    });
  }

  async #offer(ticket: WaitingTicket, agent: AgentAvailability, weight: number): Promise<"done" | "later" | "refused"> {
    const { env, setOffline, given } = this.#ports;
    const { ticketId, version, number, inboxId } = ticket;
    const { agentId } = agent;
    const actor = agentAddress(env, agentId);
    const [teamId, atMost] = [this.#teamId, this.#atMost];
    const grant = await actor.reserveTicket({ ticketId, version, teamId, inboxId, weight, atMost });
    if (!grant.ok) {
      if (grant.failure === "agent_full") this.#full.set(agentId, weight);
      else if (grant.failure !== "agent_out_of_scope") setOffline(agent);
      return "refused";
    }
    const giving = { ticketId, version, teamId, agentId, leaseUntilMs: grant.value.leaseUntilMs };
    const written = await giveTicket(database(env.DB), keyRingOf(env), giving, Date.now());
    if (!written.ok) {
      await actor.cancelTicket(ticketId, version);
      // Somebody else was quicker, or that agent has just left: the next look finds out. What nobody can change waits for nobody.
      return written.failure === "changed_meanwhile" ? "later" : "done";
    }
    const before = this.#added.get(agentId);
    const { load, tickets } = before?.version === agent.version ? before : { load: 0, tickets: 0 };
    const taken = takenOf(agent.capacity, weight);
    this.#added.set(agentId, { version: agent.version, load: load + taken, tickets: tickets + 1 });
    given(ticketId);
    await actor
      .ticketGiven({ ticketId, number, version: version + 1, inboxId })
      .catch((error) => logFailure("ticket_untold", error));
    return "done";
  }
}
