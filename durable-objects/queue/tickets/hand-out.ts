/**
 * When a team that hands its tickets out looks for somebody to have them. Nothing is kept here but the timer, which stands as
 * long as anything waits: how far a look has come is lost with the actor, and then it begins anew.
 */
import type { AgentAvailability } from "#actors/contracts";
import { Look, type LookPorts } from "#actors/queue/tickets/look";
import type { Timers } from "#actors/runtime/timers";
import { isManual } from "#domain/routing/policy";
import { hasTicketRoom, isMoreAvailable } from "#domain/routing/tickets";
import type { WorkWeights } from "#protocol/http-work-weights";

export const HAND_OUT_TIMER = "hand-out";
/** A moment for more to come. */
const GATHER_MS = 100;
/** Customers who wait have their turn before a look goes on. */
const NEXT_MS = 50;
/** Nobody was found for any of the last few: there is no hurry to see whether the next ones find somebody. */
const NEXT_WITHOUT_MS = 1_000;
/** What agents tell of themselves, which a look causes too, brings the next one no sooner than so long after the last. */
const PACE_MS = 1_500;
/** While anything waits and somebody is there, another look is taken this often. */
const RELOOK_MS = 15_000;
/** Somebody could not be reached, or D1. */
const RETRY_MS = 2_000;
/** Nobody is there: whoever comes tells. */
const NOBODY_MS = 5 * 60_000;

export interface HandOutPorts extends LookPorts {
  readonly timers: Timers;
  readonly weights: () => Promise<WorkWeights>;
}

export class HandOut {
  readonly #ports: HandOutPorts;
  /** The one that is under way. */
  #look: Look | undefined;
  #lookedAtMs = 0;
  /** When another one is to be taken after it. */
  #askedForMs: number | undefined;

  constructor(ports: HandOutPorts) {
    this.#ports = ports;
  }

  /** Something may wait. */
  look(nowMs: number): void {
    if (this.#ports.policy().ticketsHandedOut !== undefined) this.#ask(nowMs + GATHER_MS);
  }

  /** Somebody may have room: nobody looks where nothing waits, nor for what makes no difference. */
  agentChanged(before: AgentAvailability | undefined, after: AgentAvailability | undefined, nowMs: number): void {
    if (this.#ports.timers.dueAtMs(HAND_OUT_TIMER) === undefined || after === undefined) return;
    const counted = (agent: AgentAvailability) => ({ ...agent, tickets: agent.tickets ?? 0 });
    if (!isMoreAvailable(before === undefined ? undefined : counted(before), counted(after))) return;
    this.#ask(Math.max(nowMs + GATHER_MS, this.#lookedAtMs + PACE_MS));
  }

  /** @returns when to look again, if anything waits. @throws Error if D1 does not answer: the timer comes again */
  async run(teamId: string): Promise<number | undefined> {
    const { agents, policy, weights } = this.#ports;
    const { ticketsHandedOut, manualUntilMs } = policy();
    if (this.#look === undefined) this.#askedForMs = undefined;
    if (ticketsHandedOut === undefined) return this.#end(undefined);
    if (isManual(policy(), Date.now())) return this.#end(manualUntilMs);
    const { atMost } = ticketsHandedOut;
    const free = agents().filter(
      ({ status, tickets = 0 }) => status === "online" && hasTicketRoom({ tickets }, atMost),
    );
    if (free.length === 0) return this.#end(Date.now() + NOBODY_MS);
    this.#look ??= new Look(this.#ports, teamId);
    const look = this.#look;
    const inboxIds = inboxesOf(free);
    const went = await look.goOn(atMost, await weights(), inboxIds);
    this.#lookedAtMs = Date.now();
    if (!went.isThrough) return Date.now() + (went.isBrisk ? NEXT_MS : NEXT_WITHOUT_MS);
    const againAtMs = await this.#afterwards(look, inboxIds);
    return this.#end(earlier(againAtMs, this.#askedForMs));
  }

  async #afterwards(look: Look, inboxIds: readonly string[] | undefined): Promise<number | undefined> {
    if (look.left > 0) return Date.now() + (look.isSomebodyMissed ? RETRY_MS : RELOOK_MS);
    // Nobody who is there may see the others.
    return inboxIds !== undefined && (await look.doesAnyWait()) ? Date.now() + NOBODY_MS : undefined;
  }

  #end(againAtMs: number | undefined): number | undefined {
    this.#look = undefined;
    return againAtMs;
  }

  #ask(atMs: number): void {
    const { timers } = this.#ports;
    this.#askedForMs = earlier(atMs, this.#askedForMs);
    // While a look runs its timer is past: what was asked for meanwhile comes after it.
    const dueAtMs = timers.dueAtMs(HAND_OUT_TIMER);
    if (dueAtMs === undefined || dueAtMs > atMs) timers.schedule(HAND_OUT_TIMER, atMs);
  }
}

/** Those that any of them may see; undefined for all. */
function inboxesOf(agents: readonly AgentAvailability[]): readonly string[] | undefined {
  if (agents.some(({ inboxIds }) => inboxIds === undefined)) return undefined;
  return [...new Set(agents.flatMap(({ inboxIds = [] }) => inboxIds))];
}

function earlier(one: number | undefined, other: number | undefined): number | undefined {
  return one === undefined || other === undefined ? (one ?? other) : Math.min(one, other);
}
