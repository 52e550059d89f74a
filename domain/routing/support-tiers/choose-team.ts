/** Which team takes work that is transferred to a line of support. Pure: whoever asks brings what is known of the teams. */
import type { SupportTier } from "#protocol/support-tiers";

export interface TierTeam {
  readonly teamId: string;
  readonly supportTier: SupportTier;
  /** Whether somebody in it may be given work of the inbox, here at this moment or not. */
  readonly servesInbox: boolean;
}

/** Work that leaves the team that has it. */
export interface TierAsked {
  readonly supportTier: SupportTier;
  readonly teamId: string;
}

/** How a team that may take it stands at this moment. */
export interface TeamOutlook {
  readonly teamId: string;
  /** Whether somebody who may have it is online. */
  readonly isSomebodyIn: boolean;
  /** How long it would probably wait there; absent where nothing can be said. */
  readonly expectedWaitMs?: number | undefined;
  /** How much waits there already. */
  readonly waiting: number;
}

/** The teams that may take it: never the one that has it, which would be no transfer. */
export function teamsAsked(teams: readonly TierTeam[], { supportTier, teamId }: TierAsked): string[] {
  return teams
    .filter((team) => team.supportTier === supportTier && team.servesInbox && team.teamId !== teamId)
    .map((team) => team.teamId);
}

/**
 * First those where somebody is in; of these where it would wait the shortest, if that is known of all of them, else where
 * the least waits; at last by their ids, so that the same question has the same answer.
 * @returns undefined where there is none
 */
export function bestTeam(outlooks: readonly TeamOutlook[]): string | undefined {
  const staffed = outlooks.filter(({ isSomebodyIn }) => isSomebodyIn);
  const [first, ...others] = staffed.length > 0 ? staffed : outlooks;
  if (first === undefined) return undefined;
  // Of waits of which some are not known no order can be made that holds for any three of them.
  const isWaitKnown = [first, ...others].every(({ expectedWaitMs }) => expectedWaitMs !== undefined);
  return others.reduce((best, other) => (isBetter(other, best, isWaitKnown) ? other : best), first).teamId;
}

function isBetter(one: TeamOutlook, other: TeamOutlook, isWaitKnown: boolean): boolean {
  const { expectedWaitMs = 0 } = one;
  const { expectedWaitMs: otherWaitMs = 0 } = other;
  if (isWaitKnown && expectedWaitMs !== otherWaitMs) return expectedWaitMs < otherWaitMs;
  if (one.waiting !== other.waiting) return one.waiting < other.waiting;
  return one.teamId < other.teamId;
}
