/** Routes: tickets and what happens to them. */
import { agentAddress } from "#actors/addresses";
import { TicketsToLines } from "#actors/queue/support-tiers/tickets-to-lines";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { whyNotGiven } from "#domain/identity/scope";
import { listAccounts } from "#domain/identity/store";
import { listEntries } from "#domain/tickets/entries";
import { countTickets, listTickets } from "#domain/tickets/list";
import { mergeTicket } from "#domain/tickets/merge";
import { followTicket, noteTicket, unfollowTicket } from "#domain/tickets/notes";
import type { OpenedTicket } from "#domain/tickets/record";
import { operations } from "#protocol/http";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route, repeated } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type AppContext, type Environment, secretsOf } from "#worker/environment";
import { changeAsAsked } from "#worker/ticket-changes";
import { createAsAsked } from "#worker/ticket-creation";
import { canJoin } from "#worker/ticket-links";
import { transferToReceiver } from "#worker/ticket-tiers";
import { hurryNewTicket, hurryTickets } from "#worker/ticket-timers";
import { isTicketInScope, newTicketAnswer, ticketAnswer, ticketInScope } from "#worker/tickets";

const READ = { permission: "ticket.read" } as const;
const CHANGE = { permission: "ticket.change" } as const;

interface Asked {
  readonly c: AppContext;
  readonly env: Environment;
  readonly principal: AgentPrincipal;
  readonly nowMs: number;
}

export const ticketsRoutes: readonly Route[] = [
  defineRoute(operations.listTickets, READ, ({ env, principal, query, nowMs }) => {
    const { view, zone, cursor, limit, ...filters } = query;
    const page = { limit, cursor };
    return listTickets(database(env.DB), secretsOf(env).keyRing, principal, { view, filters, zone }, page, nowMs);
  }),

  defineRoute(operations.countTickets, READ, async ({ env, principal, nowMs }) =>
    ok(await countTickets(database(env.DB), principal, nowMs)),
  ),

  defineRoute(operations.createTicket, { permission: "ticket.create" }, async (asked) => {
    const { env, principal, body } = asked;
    const db = database(env.DB);
    const { keyRing } = secretsOf(env);
    const made = await createAsAsked(db, keyRing, principal, body, editBy(asked));
    if (!made.ok) return made;
    if (made.value.repeated) {
      const before = await ticketAnswer(db, keyRing, made.value.id, asked.nowMs);
      return before.ok ? repeated(before.value) : before;
    }
    hurryNewTicket(asked.c, env, made.value.row);
    return ok(newTicketAnswer(made.value, [...new Set([principal.id, ...made.value.followerIds])]));
  }),

  defineRoute(operations.changeTickets, CHANGE, async (asked) => {
    const { tickets, change } = asked.body;
    const items: { id: string; done: boolean; reason?: string }[] = [];
    const lines = new TicketsToLines(asked.env);
    // One after the other: each is a batch of its own, and none of them holds up the others by failing.
    for (const { id, version } of tickets) {
      const result = await withTicket(asked, id, (ticket) => {
        const { teamId, supportTier, reason = "", ...facts } = change;
        const db = database(asked.env.DB);
        if (teamId !== undefined || supportTier !== undefined) {
          const body = { version, teamId, supportTier, reason };
          return transferToReceiver(asked.env, ticket, body, editBy(asked), lines);
        }
        return changeAsAsked(db, ticket, { version, force: false, reason: change.reason, ...facts }, editBy(asked));
      });
      items.push(result.ok ? { id, done: true } : { id, done: false, reason: result.failure });
    }
    hurryTickets(
      asked.c,
      asked.env,
      items.flatMap(({ id, done }) => (done ? [id] : [])),
    );
    tellSoon(asked);
    return ok({ items });
  }),

  defineRoute(operations.readTicket, READ, async ({ c, env, principal, params, nowMs }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    c.executionCtx.waitUntil(agentAddress(env, principal.id).ticketSeen(params.id));
    return ticketAnswer(db, secretsOf(env).keyRing, params.id, nowMs);
  }),

  defineRoute(operations.changeTicket, CHANGE, (asked) =>
    changed(asked, asked.params.id, (ticket) =>
      changeAsAsked(database(asked.env.DB), ticket, asked.body, editBy(asked)),
    ),
  ),

  defineRoute(operations.transferTicket, CHANGE, (asked) =>
    changed(asked, asked.params.id, (ticket) => transferToReceiver(asked.env, ticket, asked.body, editBy(asked))),
  ),

  defineRoute(operations.mergeTicket, CHANGE, (asked) =>
    changed(asked, asked.params.id, async (ticket) => {
      const { version, intoId, reason } = asked.body;
      if (ticket.row.version !== version) return refuse("changed_meanwhile");
      const db = database(asked.env.DB);
      const into = await ticketInScope(db, secretsOf(asked.env).keyRing, asked.principal, intoId);
      return into.ok ? mergeTicket(db, ticket, into.value, reason, editBy(asked)) : into;
    }),
  ),

  defineRoute(operations.ticketEntries, READ, async ({ env, principal, params, query }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    const page = await listEntries(db, secretsOf(env).keyRing, params.id, query);
    return page === undefined ? refuse("not_found") : ok(page);
  }),

  defineRoute(operations.noteTicket, { permission: "ticket.note" }, async (asked) => {
    const { env, principal, params, body } = asked;
    const db = database(env.DB);
    const { keyRing } = secretsOf(env);
    const ticket = await ticketInScope(db, keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    if (body.conversationId !== undefined) {
      const joins = await canJoin(db, principal, ticket.value.row, body.conversationId);
      if (!joins.ok) return joins;
    }
    const mentions = [...new Set(body.mentions)];
    const accounts = mentions.length === 0 ? [] : await listAccounts(db);
    const seen = mentions.every((id) => {
      const account = accounts.find((one) => one.id === id);
      return account !== undefined && whyNotGiven(account, ticket.value.row.inboxId) !== "agent_out_of_scope";
    });
    if (!seen) return refuse("agent_unknown");
    const noted = await noteTicket(db, keyRing, ticket.value, { ...body, mentions }, editBy(asked));
    if (!noted.ok) return noted;
    tellSoon(asked);
    const { entry } = noted.value;
    return noted.value.repeated ? repeated({ entry }) : ok({ entry });
  }),

  defineRoute(operations.followTicket, READ, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    await followTicket(db, params.id, principal.id);
    return ok({ done: true });
  }),

  defineRoute(operations.unfollowTicket, READ, async ({ env, principal, params }) => {
    const db = database(env.DB);
    if (!(await isTicketInScope(db, principal, params.id))) return refuse("not_found");
    await unfollowTicket(db, params.id, principal.id);
    return ok({ done: true });
  }),
];

function editBy({ c, env, principal, nowMs }: Asked) {
  return { auditor: auditorOf(env, c.req.raw, principal), nowMs };
}

/** Colleagues hear of it, and customers whose tickets were resolved are asked, soon and not with the next minute. */
function tellSoon({ c, env }: Asked): void {
  c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
}

async function withTicket(
  { env, principal }: Asked,
  id: string,
  change: (ticket: OpenedTicket) => Promise<Result<boolean>>,
): Promise<Result<boolean>> {
  const ticket = await ticketInScope(database(env.DB), secretsOf(env).keyRing, principal, id);
  return ticket.ok ? change(ticket.value) : ticket;
}

async function changed(asked: Asked, id: string, change: (ticket: OpenedTicket) => Promise<Result<boolean>>) {
  const result = await withTicket(asked, id, change);
  if (result.ok && result.value) {
    hurryTickets(asked.c, asked.env, [id]);
    tellSoon(asked);
  }
  return result.ok ? ticketAnswer(database(asked.env.DB), secretsOf(asked.env).keyRing, id, asked.nowMs) : result;
}
