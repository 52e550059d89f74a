/** Lines of support that work can be transferred to. */
import { canTake } from "#client/console/actions/receivers.ts";
import type { AgentSummary, TeamSummary } from "#protocol/http";
import { SUPPORT_TIERS, type SupportTier } from "#protocol/support-tiers";

export interface OfferedTier {
  readonly tier: SupportTier;
  /** That may take it, without the one that has it. */
  readonly teams: readonly TeamSummary[];
}

/** @returns none where all teams are of one line: then there is nothing to choose */
export function offeredTiers(
  { teams, agents }: { readonly teams: readonly TeamSummary[]; readonly agents: readonly AgentSummary[] },
  work: { readonly teamId: string; readonly inboxId: string },
): OfferedTier[] {
  if (new Set(teams.map(({ supportTier }) => supportTier)).size < 2) return [];
  const serving = new Set(agents.filter((agent) => canTake(agent, work)).flatMap(({ teamIds }) => teamIds));
  const others = teams.filter(({ id }) => id !== work.teamId && serving.has(id));
  return SUPPORT_TIERS.flatMap((tier) => {
    const ofTier = others.filter(({ supportTier }) => supportTier === tier);
    return ofTier.length === 0 ? [] : [{ tier, teams: ofTier }];
  });
}

/** The next line above the one that has the work, of those that are offered; undefined at the last one. */
export function nextTier(...[directory, work]: Parameters<typeof offeredTiers>): SupportTier | undefined {
  const now = directory.teams.find(({ id }) => id === work.teamId)?.supportTier;
  return offeredTiers(directory, work).find(({ tier }) => now !== undefined && tier > now)?.tier;
}

/** Lines that at least one of these can go to: whichever cannot is told so by itself. */
export function offeredToMany(
  directory: Parameters<typeof offeredTiers>[0],
  works: readonly Parameters<typeof offeredTiers>[1][],
): OfferedTier[] {
  const kinds = new Map(works.map(({ teamId, inboxId }) => [JSON.stringify([teamId, inboxId]), { teamId, inboxId }]));
  const offered = [...kinds.values()].flatMap((work) => offeredTiers(directory, work));
  return SUPPORT_TIERS.flatMap((tier) => {
    const ofTier = new Set(offered.filter((one) => one.tier === tier).flatMap(({ teams }) => teams));
    const teams = directory.teams.filter((team) => ofTier.has(team));
    return teams.length === 0 ? [] : [{ tier, teams }];
  });
}

/** What a choice stands for among people and teams. */
export function tierValue(tier: SupportTier): string {
  return `tier:${tier}`;
}

/** @returns undefined for a person or a team */
export function tierIn(value: string | null): SupportTier | undefined {
  return SUPPORT_TIERS.find((tier) => value === tierValue(tier));
}
