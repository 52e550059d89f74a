/** Hurries what changes of tickets owe to queues: they would hear of it by the sweep anyway, but a minute later. */
import { queueAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { owedTeams } from "#domain/tickets/sla/effects";
import type { AppContext, Environment } from "#worker/environment";

/** After the response. */
export function hurryTickets(c: AppContext, env: Environment, ticketIds: readonly string[]): void {
  c.executionCtx.waitUntil(tellQueues(env, ticketIds));
}

/** A moment for more to come: of tickets that are made in a rush a queue hears in one call. */
const GATHER_MS = 25;
/** Whoever was to tell by then was cut off. */
const TOLD_WITHIN_MS = 1_000;

interface Gathered {
  readonly sinceMs: number;
  readonly ticketIds: string[];
}
/** By team. */
const gathered = new WeakMap<object, Map<string, Gathered>>();

/** Of a new one only its team's queue is to hear. After the response: the first of a moment tells of those after it too. */
export function hurryNewTicket(c: AppContext, env: Environment, { id, teamId }: { id: string; teamId: string }): void {
  const byTeam = gathered.get(env.DB) ?? new Map<string, Gathered>();
  gathered.set(env.DB, byTeam);
  const waiting = byTeam.get(teamId);
  if (waiting !== undefined && Date.now() < waiting.sinceMs + TOLD_WITHIN_MS) {
    waiting.ticketIds.push(id);
    return;
  }
  const ticketIds = [...(waiting?.ticketIds ?? []), id];
  byTeam.set(teamId, { sinceMs: Date.now(), ticketIds });
  const tell = async () => {
    await scheduler.wait(GATHER_MS);
    if (byTeam.get(teamId)?.ticketIds === ticketIds) byTeam.delete(teamId);
    await queueAddress(env, teamId).ticketsChanged(ticketIds);
  };
  c.executionCtx.waitUntil(tell());
}

/** What fails is swept by cron. */
export async function tellQueues(env: Environment, ticketIds: readonly string[]): Promise<void> {
  const db = database(env.DB);
  for (const ticketId of ticketIds) {
    for (const teamId of await owedTeams(db, ticketId)) await queueAddress(env, teamId).ticketsChanged([ticketId]);
  }
}
