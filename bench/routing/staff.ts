/** The agents of a simulated day: who is there, what each has in hand, and how long they were at it. */
import type { AgentState } from "#domain/routing/rules";
import type { Arrival, SimulatedAgent } from "./world.ts";

/** An agent as the day goes on. */
export interface Working extends SimulatedAgent, AgentState {
  status: "online" | "offline";
  load: number;
  idleSinceMs: number;
  /** Places times milliseconds that they had work in. */
  busyMs: number;
  readonly hands: Map<number, { readonly arrival: Arrival; readonly sinceMs: number }>;
}

export class Staff {
  readonly #agents = new Map<string, Working>();
  readonly #byTeam = new Map<number, Working[]>();

  constructor(agents: readonly SimulatedAgent[]) {
    for (const agent of agents) {
      const fresh = { status: "offline", load: 0, idleSinceMs: 0, busyMs: 0 } as const;
      const working: Working = { ...agent, ...fresh, hands: new Map() };
      this.#agents.set(agent.agentId, working);
      for (const team of agent.teams) this.#byTeam.set(team, [...(this.#byTeam.get(team) ?? []), working]);
    }
  }

  all(): Working[] {
    return [...this.#agents.values()];
  }

  get(agentId: string): Working {
    const agent = this.#agents.get(agentId);
    if (agent === undefined) throw new RangeError(`no agent ${agentId}`);
    return agent;
  }

  /** Those of the team with room for something. */
  free(team: number): Working[] {
    return (this.#byTeam.get(team) ?? []).filter(
      ({ status, load, capacity }) => status === "online" && load < capacity,
    );
  }

  take(agent: Working, arrival: Arrival, nowMs: number): void {
    agent.hands.set(arrival.id, { arrival, sinceMs: nowMs });
    this.#loaded(agent, arrival.wanted.weight, nowMs);
  }

  /** @param isTheirs false if they lost it meanwhile. @returns the agent, if it was theirs */
  finish(agentId: string, id: number, isTheirs: boolean, nowMs: number): Working | undefined {
    const agent = this.get(agentId);
    return isTheirs && this.#drop(agent, id, nowMs) !== undefined ? agent : undefined;
  }

  begin(agentId: string, nowMs: number): Working {
    const agent = this.get(agentId);
    agent.status = "online";
    agent.idleSinceMs = nowMs;
    return agent;
  }

  /** Nothing more is given to them. @returns what they leave behind */
  end(agent: Working, nowMs: number): Arrival[] {
    agent.status = "offline";
    if (!agent.drops) return [];
    return [...agent.hands.keys()].flatMap((id) => this.#drop(agent, id, nowMs) ?? []);
  }

  #drop(agent: Working, id: number, nowMs: number): Arrival | undefined {
    const held = agent.hands.get(id);
    if (held === undefined) return undefined;
    agent.hands.delete(id);
    const { arrival, sinceMs } = held;
    const { weight } = arrival.wanted;
    // What is done after the end of the shift is no use of the shift.
    agent.busyMs += weight * Math.max(0, Math.min(nowMs, agent.toMs) - sinceMs);
    this.#loaded(agent, -weight, nowMs);
    return arrival;
  }

  #loaded(agent: Working, by: number, nowMs: number): void {
    agent.load += by;
    agent.idleSinceMs = nowMs;
  }
}
