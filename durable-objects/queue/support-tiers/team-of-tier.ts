/** Which team takes work that is transferred to a line of support: by what D1 and the teams' queues know at this moment. */
import { queueAddress } from "#actors/addresses";
import type { QueueOutlook } from "#actors/contracts";
import { outlookOrUnknown } from "#actors/queue/support-tiers/ask";
import { database } from "#domain/database";
import { whyNotGiven } from "#domain/identity/scope";
import { listAccounts } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import { bestTeam, type TierAsked, teamsAsked } from "#domain/routing/support-tiers/choose-team";

export interface TierWork extends TierAsked {
  readonly inboxId: string;
  /** Who hands it on, and is no reason to choose a team that they are in too. */
  readonly leavesAgentId: string;
}

/** Of a conversation. @returns undefined where no other team of that line serves its inbox */
export async function teamForConversation(env: Cloudflare.Env, work: TierWork): Promise<string | undefined> {
  const teamIds = teamsServing(await staffOf(env), work);
  return bestTeam(
    await Promise.all(teamIds.map(async (teamId) => ({ teamId, ...(await outlookOf(env, teamId, work)) }))),
  );
}

export type Staff = Awaited<ReturnType<typeof staffOf>>;

/** Teams, and who is in them. */
export async function staffOf(env: Cloudflare.Env) {
  const db = database(env.DB);
  const [teams, accounts] = await Promise.all([listTeams(db), listAccounts(db)]);
  return { teams, accounts };
}

export function teamsServing({ teams, accounts }: Staff, { inboxId, ...asked }: TierWork): string[] {
  const able = accounts.filter((account) => whyNotGiven(account, inboxId) === undefined);
  const serving = new Set(able.flatMap(({ teamIds }) => teamIds));
  return teamsAsked(
    teams.map(({ id, supportTier }) => ({ teamId: id, supportTier, servesInbox: serving.has(id) })),
    asked,
  );
}

export function outlookOf(env: Cloudflare.Env, teamId: string, { inboxId, leavesAgentId }: TierWork) {
  return outlookOrUnknown((): Promise<QueueOutlook> => queueAddress(env, teamId).outlook(inboxId, leavesAgentId));
}
