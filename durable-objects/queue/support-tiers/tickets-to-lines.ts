/**
 * Which teams take the tickets that one request hands on to lines of support. Who is where, and each queue, is asked once
 * however many they are; what waits is counted anew for each, as the one before waits there by then.
 */
import type { QueueOutlook } from "#actors/contracts";
import { outlookOf, type Staff, staffOf, type TierWork, teamsServing } from "#actors/queue/support-tiers/team-of-tier";
import { database } from "#domain/database";
import { bestTeam } from "#domain/routing/support-tiers/choose-team";
import { countWaitingTickets } from "#domain/tickets/handing-out/count-waiting";

export class TicketsToLines {
  readonly #env: Cloudflare.Env;
  readonly #outlooks = new Map<string, Promise<QueueOutlook>>();
  #staff: Promise<Staff> | undefined;

  constructor(env: Cloudflare.Env) {
    this.#env = env;
  }

  /** It waits by how many others do: no queue has a pace of those. @returns undefined where no other team of that line serves its inbox */
  async teamFor(work: TierWork): Promise<string | undefined> {
    this.#staff ??= staffOf(this.#env);
    const teamIds = teamsServing(await this.#staff, work);
    if (teamIds.length === 0) return undefined;
    const [outlooks, waiting] = await Promise.all([
      Promise.all(teamIds.map(async (teamId) => ({ teamId, ...(await this.#outlook(teamId, work)) }))),
      countWaitingTickets(database(this.#env.DB), teamIds),
    ]);
    return bestTeam(
      outlooks.map(({ teamId, isSomebodyIn }) => ({ teamId, isSomebodyIn, waiting: waiting.get(teamId) ?? 0 })),
    );
  }

  #outlook(teamId: string, work: TierWork): Promise<QueueOutlook> {
    const asked = JSON.stringify([teamId, work.inboxId, work.leavesAgentId]);
    const outlook = this.#outlooks.get(asked) ?? outlookOf(this.#env, teamId, work);
    this.#outlooks.set(asked, outlook);
    return outlook;
  }
}
