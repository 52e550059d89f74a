/** Routes: who follows a ticket, and a second ticket out of one. */
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { whyNotGiven } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { followTicket, unfollowTicket } from "#domain/tickets/notes";
import { storedTicket } from "#domain/tickets/record";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route, repeated } from "#worker/define-route";
import { type AppContext, type Environment, secretsOf } from "#worker/environment";
import { splitAsAsked } from "#worker/ticket-split";
import { hurryTickets } from "#worker/ticket-timers";
import { isTicketInScope, ticketAnswer } from "#worker/tickets";

const CHANGE = { permission: "ticket.change" } as const;

export const ticketDeskRoutes: readonly Route[] = [
  defineRoute(operations.addTicketFollower, CHANGE, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    const seen = await canSee(env, params.id, params.agentId);
    if (!seen.ok) return seen;
    await followTicket(db, params.id, params.agentId);
    return ok({ done: true });
  }),

  defineRoute(operations.removeTicketFollower, CHANGE, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    await unfollowTicket(db, params.id, params.agentId);
    return ok({ done: true });
  }),

  defineRoute(
    operations.splitTicket,
    { permission: "ticket.create" },
    async ({ c, env, principal, params, body, nowMs }) => {
      const db = database(env.DB);
      const { keyRing } = secretsOf(env);
      if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
      const made = await splitAsAsked(db, keyRing, params.id, body, editBy(c, env, principal, nowMs));
      if (!made.ok) return made;
      hurryTickets(c, env, [made.value.id]);
      const answer = await ticketAnswer(db, keyRing, made.value.id, nowMs);
      return answer.ok && made.value.repeated ? repeated(answer.value) : answer;
    },
  ),
];

function editBy(c: AppContext, env: Environment, principal: AgentPrincipal, nowMs: number) {
  return { auditor: auditorOf(env, c.req.raw, principal), nowMs };
}

/** Whoever does not see the ticket would not see what they follow. */
async function canSee(env: Environment, ticketId: string, agentId: string): Promise<Result<true>> {
  const db = database(env.DB);
  const [account, ticket] = await Promise.all([readAccount(db, agentId), storedTicket(db, ticketId)]);
  if (account === undefined) return refuse("agent_unknown");
  if (ticket === undefined) return refuse("not_found");
  const refusal = whyNotGiven(account, ticket.row.inboxId);
  return refusal === undefined ? ok(true) : refuse(refusal);
}
