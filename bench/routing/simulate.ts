/**
 * A day as a discrete-event simulation over the rules that queues go by: somebody comes, is given to an agent or waits,
 * asks less as time passes, goes over to another team, gives up, is done; agents come and go.
 */
import { nextRelaxationAtMs, overflowTo, relaxed, type TeamPolicy } from "#domain/routing/policy";
import { isEligible } from "#domain/routing/rules";
import { Events } from "./events.ts";
import { Staff, type Working } from "./staff.ts";
import type { Strategy } from "./strategies.ts";
import type { Arrival, Day } from "./world.ts";

const RELAX_AFTER_MS = 45_000;
const OVERFLOW_AFTER_MS = 180_000;

/** What became of one customer. */
export interface Outcome {
  readonly arrival: Arrival;
  /** Until somebody took it, or until they gave up. */
  readonly waitMs: number;
  readonly isAbandoned: boolean;
}

export interface Simulated {
  readonly outcomes: readonly Outcome[];
  readonly staff: readonly Working[];
  /** Integral of how many waited over time, which Little's law has a word about. */
  readonly waitingMs: number;
  readonly endMs: number;
}

type Event =
  | { readonly type: "arrive" | "giveUp"; readonly arrival: Arrival }
  | { readonly type: "look"; readonly team: number }
  | { readonly type: "overflow"; readonly arrival: Arrival }
  | { readonly type: "done"; readonly agentId: string; readonly id: number; readonly epoch: number }
  | { readonly type: "begin" | "end"; readonly agentId: string };

interface Waiting {
  readonly arrival: Arrival;
  readonly place: number;
  readonly team: number;
  readonly epoch: number;
}

/** @param watch is told of each assignment, for those who check it */
export function simulate(day: Day, teams: number, strategy: Strategy, watch?: (agent: Working) => void): Simulated {
  const events = new Events<Event>();
  const staff = new Staff(day.agents);
  const lines: Waiting[][] = Array.from({ length: teams }, () => []);
  const outcomes = new Map<number, Outcome>();
  const epochs = new Map<number, number>();
  let [nowMs, waitingMs, waitingCount] = [0, 0, 0];

  function policyOf(team: number): Pick<TeamPolicy, "relaxAfterMs" | "overflow"> {
    const overflow = { teamId: String((team + 1) % teams), afterMs: OVERFLOW_AFTER_MS };
    return { relaxAfterMs: RELAX_AFTER_MS, overflow };
  }

  function line(team: number): Waiting[] {
    const found = lines[team];
    if (found === undefined) throw new RangeError(`no team ${team}`);
    return found;
  }

  function enqueue(arrival: Arrival, team: number, place: number): void {
    const epoch = (epochs.get(arrival.id) ?? 0) + 1;
    epochs.set(arrival.id, epoch);
    const waiting = { arrival, place, team, epoch };
    const there = line(team);
    const at = there.findIndex((other) => other.place > place);
    there.splice(at < 0 ? there.length : at, 0, waiting);
    waitingCount += 1;
  }

  function dequeue(id: number): Waiting | undefined {
    for (const there of lines) {
      const at = there.findIndex(({ arrival }) => arrival.id === id);
      if (at < 0) continue;
      waitingCount -= 1;
      return there.splice(at, 1)[0];
    }
    return undefined;
  }

  /** Everybody in the line, in order, as long as anybody has room. */
  function match(team: number): void {
    for (const waiting of [...line(team)]) {
      const free = staff.free(team);
      if (free.length === 0) return;
      const { arrival, epoch } = waiting;
      const { wanted } = arrival;
      const asked = relaxed(wanted, nowMs - arrival.atMs, policyOf(team));
      const eligible = free.filter((agent) => isEligible(agent, asked));
      const agent = eligible.length === 0 ? undefined : strategy.choose(eligible, asked, wanted);
      if (agent === undefined) continue;
      dequeue(arrival.id);
      if (!outcomes.has(arrival.id))
        outcomes.set(arrival.id, { arrival, waitMs: nowMs - arrival.atMs, isAbandoned: false });
      staff.take(agent, arrival, nowMs);
      watch?.(agent);
      events.put(nowMs + arrival.handlingMs, { type: "done", agentId: agent.agentId, id: arrival.id, epoch });
    }
  }

  function lookAgain(arrival: Arrival, team: number): void {
    for (let atMs = nowMs; ; ) {
      const next = nextRelaxationAtMs(arrival.wanted, arrival.atMs, policyOf(team), atMs);
      if (next === undefined) return;
      events.put(next, { type: "look", team });
      atMs = next;
    }
  }

  function happen(event: Event): void {
    switch (event.type) {
      case "arrive": {
        const { arrival } = event;
        enqueue(arrival, arrival.team, strategy.place(arrival));
        match(arrival.team);
        if (outcomes.has(arrival.id)) return;
        lookAgain(arrival, arrival.team);
        events.put(nowMs + arrival.patienceMs, { type: "giveUp", arrival });
        events.put(nowMs + OVERFLOW_AFTER_MS, { type: "overflow", arrival });
        return;
      }
      case "giveUp": {
        const { arrival } = event;
        if (outcomes.has(arrival.id) || dequeue(arrival.id) === undefined) return;
        outcomes.set(arrival.id, { arrival, waitMs: nowMs - arrival.atMs, isAbandoned: true });
        return;
      }
      case "overflow": {
        const { arrival } = event;
        if (outcomes.has(arrival.id)) return;
        const waiting = dequeue(arrival.id);
        if (waiting === undefined) return;
        const to = Number(overflowTo(policyOf(waiting.team), arrival.atMs, nowMs) ?? waiting.team);
        enqueue(arrival, to, waiting.place);
        lookAgain(arrival, to);
        match(to);
        return;
      }
      case "look":
        match(event.team);
        return;
      case "done": {
        const agent = staff.finish(event.agentId, event.id, event.epoch === epochs.get(event.id), nowMs);
        for (const team of agent?.teams ?? []) match(team);
        return;
      }
      case "begin":
        for (const team of staff.begin(event.agentId, nowMs).teams) match(team);
        return;
      case "end": {
        const agent = staff.get(event.agentId);
        const left = staff.end(agent, nowMs);
        for (const arrival of left) enqueue(arrival, arrival.team, arrival.atMs - 1e9);
        if (left.length > 0) for (const team of agent.teams) match(team);
      }
    }
  }

  for (const arrival of day.arrivals) events.put(arrival.atMs, { type: "arrive", arrival });
  for (const { agentId, fromMs, toMs } of day.agents) {
    events.put(fromMs, { type: "begin", agentId });
    events.put(toMs, { type: "end", agentId });
  }
  for (let next = events.take(); next !== undefined; next = events.take()) {
    waitingMs += waitingCount * (next.atMs - nowMs);
    nowMs = next.atMs;
    happen(next.event);
  }
  return { outcomes: [...outcomes.values()], staff: staff.all(), waitingMs, endMs: nowMs };
}
