/** Who is next and who gets it: ours, and three common ways over the same eligibility, relaxation and overflow. */
import { headStartMs } from "#domain/routing/policy";
import { type AgentState, chooseAgent, type Requirements } from "#domain/routing/rules";
import { pick, type Random } from "#scripts/seed/history/random";
import type { Arrival } from "./world.ts";

export interface Strategy {
  readonly name: string;
  /** Where somebody stands in the line: the smaller, the earlier. */
  readonly place: (arrival: Arrival) => number;
  /** @param eligible at least one. @param agents the same and all others */
  readonly choose: <Agent extends AgentState>(
    eligible: readonly Agent[],
    asked: Requirements,
    wanted: Requirements,
  ) => Agent | undefined;
}

const asTheyCame = ({ atMs }: Arrival) => atMs;

/** A strategy remembers whose turn it is, so that each run makes its own. */
export function strategies(random: Random): readonly Strategy[] {
  let turn = "";
  return [
    {
      name: "Edgedesk",
      place: ({ atMs, priority }) => atMs - headStartMs(priority),
      choose: (eligible, asked, wanted) => chooseAgent(eligible, asked, wanted),
    },
    {
      name: "round robin",
      place: asTheyCame,
      choose: (eligible) => {
        const inTurn = eligible.toSorted((a, b) => (a.agentId < b.agentId ? -1 : 1));
        const next = inTurn.find(({ agentId }) => agentId > turn) ?? inTurn[0];
        turn = next?.agentId ?? "";
        return next;
      },
    },
    {
      name: "least active",
      place: asTheyCame,
      choose: (eligible) => eligible.toSorted((a, b) => a.load - b.load || (a.agentId < b.agentId ? -1 : 1))[0],
    },
    { name: "random", place: asTheyCame, choose: (eligible) => pick(random, eligible) },
  ];
}
