/** Routes: refunds that are asked for in tickets, decided by a colleague and paid elsewhere. */
import { type Database, database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { moneyOf } from "#domain/refunds/amount";
import { askRefund } from "#domain/refunds/ask";
import { refundableOrders } from "#domain/refunds/orders";
import { type FoundRefund, readRefund, storedRefundsOf, toRefund } from "#domain/refunds/record";
import { changeRefundSettings, readRefundSettings } from "#domain/refunds/settings";
import { decideRefund, payRefund, withdrawRefund } from "#domain/refunds/steps";
import { refundsToDecide } from "#domain/refunds/undecided";
import type { TicketEdit } from "#domain/tickets/record";
import { storedTicket } from "#domain/tickets/record";
import { ticketKeyIfThere } from "#domain/tickets/sealed";
import { operations } from "#protocol/http";
import type { Refund } from "#protocol/http-refunds";
import { auditorOf } from "#worker/auditor";
import { defineRoute, type Route, repeated } from "#worker/define-route";
import { drainD1Outbox } from "#worker/drain-d1-outbox";
import { type AppContext, type Environment, secretsOf } from "#worker/environment";
import { isTicketInScope, ticketInScope } from "#worker/tickets";

const ASK = { permission: "refund.ask" } as const;
const APPROVE = { permission: "refund.approve" } as const;
const READ = { permission: "ticket.read" } as const;

interface Asked {
  readonly c: AppContext;
  readonly env: Environment;
  readonly principal: AgentPrincipal;
  readonly nowMs: number;
}

export const refundRoutes: readonly Route[] = [
  defineRoute(operations.listTicketRefunds, READ, async ({ env, principal, params }) => {
    const db = database(env.DB);
    const found = (await isTicketInScope(db, principal, params.id)) ? await storedTicket(db, params.id) : undefined;
    if (found === undefined) return refuse("not_found");
    const key = ticketKeyIfThere(secretsOf(env).keyRing, params.id, found.key);
    const [asked, orders] = await Promise.all([storedRefundsOf(db, params.id), refundableOrders(db, found.row)]);
    return ok({
      items: asked.map((row) => toRefund(key, row)),
      orders: orders.map(({ id, number, currency, totalMinor, leftMinor }) => ({
        ...{ id, number },
        total: moneyOf(totalMinor, currency),
        left: moneyOf(leftMinor, currency),
      })),
    });
  }),

  defineRoute(operations.askRefund, ASK, async (asked) => {
    const { env, principal, params, body } = asked;
    const db = database(env.DB);
    const ticket = await ticketInScope(db, secretsOf(env).keyRing, principal, params.id);
    if (!ticket.ok) return ticket;
    const made = await askRefund(db, ticket.value, body, editBy(asked));
    if (!made.ok) return made;
    tellSoon(asked);
    const { refund } = made.value;
    return made.value.repeated ? repeated({ refund }) : ok({ refund });
  }),

  defineRoute(operations.listRefundsToDecide, APPROVE, async ({ env, principal }) =>
    ok(await refundsToDecide(database(env.DB), secretsOf(env).keyRing, principal)),
  ),

  defineRoute(operations.decideRefund, APPROVE, (asked) =>
    stepped(asked, asked.params.id, (db, found, edit) => decideRefund(db, found, asked.body, edit)),
  ),

  defineRoute(operations.withdrawRefund, ASK, (asked) => {
    const mayApprove = isPermitted(asked.principal, "refund.approve");
    return stepped(asked, asked.params.id, (db, found, edit) =>
      withdrawRefund(db, found, { ...asked.body, mayApprove }, edit),
    );
  }),

  defineRoute(operations.payRefund, ASK, (asked) =>
    stepped(asked, asked.params.id, (db, found, edit) => payRefund(db, found, asked.body, edit)),
  ),

  defineRoute(operations.readRefundSettings, READ, async ({ env }) => ok(await readRefundSettings(database(env.DB)))),

  defineRoute(operations.changeRefundSettings, { permission: "refund.settings" }, (asked) =>
    changeRefundSettings(database(asked.env.DB), asked.body, editBy(asked)),
  ),
];

function editBy({ c, env, principal, nowMs }: Asked): TicketEdit {
  return { auditor: auditorOf(env, c.req.raw, principal), nowMs };
}

/** With the response, not with the next minute. */
function tellSoon({ c, env }: Asked): void {
  c.executionCtx.waitUntil(drainD1Outbox(env, Date.now()));
}

/** A step of a refund whose ticket this person sees. @returns refuses `not_found` for all others */
async function stepped(
  asked: Asked,
  id: string,
  step: (db: Database, found: FoundRefund, edit: TicketEdit) => Promise<Result<Refund>>,
): Promise<Result<{ refund: Refund }>> {
  const { env, principal } = asked;
  const db = database(env.DB);
  const found = await readRefund(db, secretsOf(env).keyRing, id);
  if (found === undefined || !(await isTicketInScope(db, principal, found.row.ticketId))) return refuse("not_found");
  const done = await step(db, found, editBy(asked));
  if (!done.ok) return done;
  tellSoon(asked);
  return ok({ refund: done.value });
}
