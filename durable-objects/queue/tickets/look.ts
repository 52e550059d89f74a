/**
 * One look at the tickets of a team that nobody has, a few at a time: they go to whoever is next, by the rules of conversations.
 * D1 says which wait, and whose each is: the agent's actor keeps a place first, then the ticket is written as theirs from the
 * version that was seen, or not at all.
 */
import { agentAddress } from "#actors/addresses";
import type { AgentAvailability } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import { keyRingOf } from "#actors/secrets";
import { lastAgentOf } from "#domain/conversations/last-agent";
import { database } from "#domain/database";
import { chooseWhoHandedOnLast } from "#domain/routing/handed-on";
import { type TeamPolicy, wantedBy } from "#domain/routing/policy";
import { relaxedForTicket, type TicketHandler } from "#domain/routing/tickets";
import { takenOf, ticketWeight } from "#domain/routing/weights/weights";
import { giveTicket } from "#domain/tickets/handing-out/give";
import { type WaitingTicket, waitingTickets } from "#domain/tickets/handing-out/waiting";
import type { WorkWeights } from "#protocol/http-work-weights";

/** Customers who wait meanwhile are not held up for longer than these take. */
const MAX_AT_ONCE = 10;

export interface LookPorts {
  readonly env: Cloudflare.Env;
  readonly policy: () => TeamPolicy;
  readonly agents: () => readonly AgentAvailability[];
  readonly setOffline: (agent: AgentAvailability) => void;
  /** It is somebody's now. */
  readonly given: (ticketId: string) => void;
  /** A customer waits to be given to somebody. */
  readonly isMatchDue: () => boolean;
}

/** What was given in this look, of which an agent has not told yet. */
interface Added {
  readonly version: number;
  readonly load: number;
  readonly tickets: number;
}

type Outcome = "given" | "gone" | "waits";

export class Look {
  readonly #ports: LookPorts;
  readonly #teamId: string;
  readonly #added = new Map<string, Added>();
  /** As they told of themselves then, they said that they have no room for what weighs so much. */
  readonly #full = new Map<string, { readonly version: number; readonly weight: number }>();
  readonly #unreachable = new Set<string>();
  #last: WaitingTicket | undefined;
  /** How many wait on. */
  left = 0;
  /** An agent, or D1 for a ticket, did not answer. */
  isSomebodyMissed = false;

  constructor(ports: LookPorts, teamId: string) {
    this.#ports = ports;
    this.#teamId = teamId;
  }

  /**
   * Looks at the next few. @param inboxIds of those who are there; absent: all
   * @returns whether there are no more, and else whether to go on at once
   */
  async goOn(atMost: number, weights: WorkWeights, inboxIds: readonly string[] | undefined) {
    const which = { inboxIds, after: this.#last, limit: MAX_AT_ONCE };
    const waiting = await waitingTickets(database(this.#ports.env.DB), this.#teamId, which);
    let isBrisk = false;
    for (const ticket of waiting) {
      const outcome = await this.#place(ticket, ticketWeight(weights, ticket.type), atMost);
      if (outcome === "waits") this.left += 1;
      if (outcome === "given") isBrisk = true;
      this.#last = ticket;
      if (this.#ports.isMatchDue()) return { isThrough: false, isBrisk: true };
    }
    return { isThrough: waiting.length < MAX_AT_ONCE, isBrisk };
  }

  /** Whatever the inbox. */
  async doesAnyWait(): Promise<boolean> {
    const waiting = await waitingTickets(database(this.#ports.env.DB), this.#teamId, { limit: 1 });
    return waiting.length > 0;
  }

  async #place(ticket: WaitingTicket, weight: number, atMost: number): Promise<Outcome> {
    const { policy } = this.#ports;
    const { inboxId, language, notAgentId, sinceMs, handedOn } = ticket;
    const refused = new Set<string>();
    const nextFor = (lastAgentId: string | undefined) => {
      const wanted = wantedBy(policy(), { inboxId, weight, language, notAgentId, lastAgentId });
      const nowMs = Date.now();
      const asked = relaxedForTicket(wanted, nowMs - sinceMs, policy());
      const candidates = this.#candidates(weight).filter(({ agentId }) => !refused.has(agentId));
      const by = handedOn && { byId: handedOn.byId, waitedMs: nowMs - handedOn.sinceMs };
      return chooseWhoHandedOnLast(candidates, { asked, wanted, atMost }, by, policy());
    };
    try {
      // Asked of D1 only for what somebody can have.
      if (nextFor(undefined) === undefined) return "waits";
      const lastAgentId = await this.#lastAgentOf(ticket);
      for (;;) {
        const agent = nextFor(lastAgentId);
        if (agent === undefined) return "waits";
        const outcome = await this.#offer(ticket, agent, weight, atMost);
        if (outcome !== "refused") return outcome;
        refused.add(agent.agentId);
      }
    } catch (error) {
      // A place that was kept for it lapses, unless D1 has it given: then the agent's actor finds that out.
      logFailure("ticket_not_handed_out", error);
      this.isSomebodyMissed = true;
      return "waits";
    }
  }

  async #lastAgentOf({ contactId }: WaitingTicket): Promise<string | undefined> {
    const { env, policy } = this.#ports;
    if (contactId === undefined || !policy().isSticky) return undefined;
    return lastAgentOf(database(env.DB), contactId);
  }

  /** As they told of themselves, with what was given since. */
  #candidates(weight: number): (AgentAvailability & TicketHandler)[] {
    return this.#ports.agents().flatMap((agent) => {
      const { agentId, version, tickets = 0, load } = agent;
      const full = this.#full.get(agentId);
      if (this.#unreachable.has(agentId) || (full?.version === version && full.weight <= weight)) return [];
      const added = this.#added.get(agentId);
      return added?.version === version
        ? [{ ...agent, load: load + added.load, tickets: tickets + added.tickets }]
        : [{ ...agent, tickets }];
    });
  }

  async #offer(ticket: WaitingTicket, agent: AgentAvailability, weight: number, atMost: number) {
    const { env, given } = this.#ports;
    const { ticketId, version, number, inboxId } = ticket;
    const { agentId } = agent;
    const actor = agentAddress(env, agentId);
    const leaseUntilMs = await this.#reserve(ticket, agent, weight, atMost);
    if (leaseUntilMs === undefined) return "refused";
    const giving = { ticketId, version, teamId: this.#teamId, agentId, leaseUntilMs };
    const written = await giveTicket(database(env.DB), keyRingOf(env), giving, Date.now());
    if (!written.ok) {
      await actor.cancelTicket(ticketId, version);
      // Somebody else was quicker, or that agent has just left: the next look finds out. What nobody can change waits for nobody.
      return written.failure === "changed_meanwhile" ? "waits" : "gone";
    }
    this.#add(agent, takenOf(agent.capacity, weight));
    given(ticketId);
    await actor
      .ticketGiven({ ticketId, number, version: version + 1, inboxId })
      .catch((error) => logFailure("ticket_untold", error));
    return "given";
  }

  /** @returns until when they keep a place; undefined if they do not, or do not answer, which is no reason to ask nobody else */
  async #reserve(
    { ticketId, version, inboxId }: WaitingTicket,
    agent: AgentAvailability,
    weight: number,
    atMost: number,
  ) {
    const { env, setOffline } = this.#ports;
    const request = { ticketId, version, teamId: this.#teamId, inboxId, weight, atMost };
    try {
      const grant = await agentAddress(env, agent.agentId).reserveTicket(request);
      if (grant.ok) return grant.value.leaseUntilMs;
      if (grant.failure === "agent_full") this.#full.set(agent.agentId, { version: agent.version, weight });
      else if (grant.failure !== "agent_out_of_scope") setOffline(agent);
    } catch (error) {
      logFailure("ticket_not_reserved", error);
      this.#unreachable.add(agent.agentId);
      this.isSomebodyMissed = true;
    }
    return undefined;
  }

  #add({ agentId, version }: AgentAvailability, taken: number): void {
    const before = this.#added.get(agentId);
    const { load, tickets } = before?.version === version ? before : { load: 0, tickets: 0 };
    this.#added.set(agentId, { version, load: load + taken, tickets: tickets + 1 });
  }
}
