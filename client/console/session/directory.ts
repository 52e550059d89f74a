/** Names of colleagues and teams, for wherever the wire has only their ids. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#client/console/api.ts";
import { colleagues, teams } from "#client/lib/agent-api.ts";
import type { AgentSummary, TeamSummary } from "#protocol/http";

const STALE_AFTER_MS = 60_000;

export const agentsQuery = queryOptions({
  queryKey: ["agents"],
  queryFn: () => colleagues(api),
  staleTime: STALE_AFTER_MS,
});
export const teamsQuery = queryOptions({ queryKey: ["teams"], queryFn: () => teams(api), staleTime: STALE_AFTER_MS });

const NO_AGENTS: readonly AgentSummary[] = [];
const NO_TEAMS: readonly TeamSummary[] = [];

/** Shown until names have come: an id tells nobody anything. */
const NOT_YET = "…";

export interface Directory {
  /** The id itself for somebody whom nobody knows. */
  readonly agentName: (agentId: string) => string;
  readonly teamName: (teamId: string) => string;
  /** For an agent's id, a team's id, or a name that needs no looking up. */
  readonly nameOf: (idOrName: string) => string;
}

export function useDirectory(): Directory {
  const { data: agents = NO_AGENTS, isPending: isAgentPending } = useQuery(agentsQuery);
  const { data: allTeams = NO_TEAMS, isPending: isTeamPending } = useQuery(teamsQuery);
  return useMemo(() => {
    const agentNames = new Map(agents.map(({ id, name }) => [id, name]));
    const teamNames = new Map(allTeams.map(({ id, name }) => [id, name]));
    return {
      agentName: (id) => agentNames.get(id) ?? (isAgentPending ? NOT_YET : id),
      teamName: (id) => teamNames.get(id) ?? (isTeamPending ? NOT_YET : id),
      nameOf: (id) => agentNames.get(id) ?? teamNames.get(id) ?? (isAgentPending || isTeamPending ? NOT_YET : id),
    };
  }, [agents, allTeams, isAgentPending, isTeamPending]);
}
