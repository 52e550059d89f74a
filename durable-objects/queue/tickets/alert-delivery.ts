/** Hands the alert of a ticket to the feeds of those whom its level means, as ticket and staff stand at this moment. */
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { listAccounts } from "#domain/identity/store";
import { toldAt } from "#domain/sla/escalation";
import { ticketFacts } from "#domain/tickets/origin";
import { isFinished } from "#domain/tickets/rules";
import type { TicketAlert } from "#domain/tickets/sla/effects";

/** Idempotent. A ticket that is finished or no more calls for nobody. */
export async function deliverTicketAlert(env: Cloudflare.Env, alert: TicketAlert): Promise<void> {
  const db = database(env.DB);
  const ticket = await ticketFacts(db, alert.ticketId);
  if (ticket === undefined || isFinished(ticket.status)) return;
  const { number, inboxId, teamId, assigneeId } = ticket;
  const told = toldAt(alert.to, { inboxId, teamId, assigneeId: assigneeId ?? undefined }, await listAccounts(db));
  await Promise.all(told.map((agentId) => agentAddress(env, agentId).ticketAlerted({ ...alert, number, inboxId })));
}
