/** Which team takes work that is transferred to a line of support: by what D1 and the teams' queues know at this moment. */
import { queueAddress } from "#actors/addresses";
import { outlookOrUnknown } from "#actors/queue/support-tiers/ask";
import { database } from "#domain/database";
import { whyNotGiven } from "#domain/identity/scope";
import { listAccounts } from "#domain/identity/store";
import { listTeams } from "#domain/organisation/store";
import { bestTeam, type TeamOutlook, type TierAsked, teamsAsked } from "#domain/routing/support-tiers/choose-team";
import { countWaitingTickets } from "#domain/tickets/handing-out/count-waiting";

export interface TierWork extends TierAsked {
  readonly inboxId: string;
  /** Who hands it on, and is no reason to choose a team that they are in too. */
  readonly leavesAgentId: string;
}

/** Of a conversation. @returns undefined where no other team of that line serves its inbox */
export async function teamForConversation(env: Cloudflare.Env, work: TierWork): Promise<string | undefined> {
  return bestTeam(await outlooksOf(env, await teamsServing(env, work), work));
}

/** Of a ticket, which waits by how many others do: no queue has a pace of those. @returns as for a conversation */
export async function teamForTicket(env: Cloudflare.Env, work: TierWork): Promise<string | undefined> {
  const teamIds = await teamsServing(env, work);
  if (teamIds.length === 0) return undefined;
  const [outlooks, waiting] = await Promise.all([
    outlooksOf(env, teamIds, work),
    countWaitingTickets(database(env.DB), teamIds),
  ]);
  return bestTeam(
    outlooks.map(({ teamId, isSomebodyIn }) => ({ teamId, isSomebodyIn, waiting: waiting.get(teamId) ?? 0 })),
  );
}

async function teamsServing(env: Cloudflare.Env, { inboxId, ...asked }: TierWork): Promise<string[]> {
  const db = database(env.DB);
  const [teams, accounts] = await Promise.all([listTeams(db), listAccounts(db)]);
  const able = accounts.filter((account) => whyNotGiven(account, inboxId) === undefined);
  const serving = new Set(able.flatMap(({ teamIds }) => teamIds));
  return teamsAsked(
    teams.map(({ id, supportTier }) => ({ teamId: id, supportTier, servesInbox: serving.has(id) })),
    asked,
  );
}

function outlooksOf(
  env: Cloudflare.Env,
  teamIds: readonly string[],
  { inboxId, leavesAgentId }: TierWork,
): Promise<TeamOutlook[]> {
  return Promise.all(
    teamIds.map(async (teamId) => {
      const outlook = await outlookOrUnknown(() => queueAddress(env, teamId).outlook(inboxId, leavesAgentId));
      return { teamId, ...outlook };
    }),
  );
}
