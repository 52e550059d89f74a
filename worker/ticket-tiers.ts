/** A ticket's transfer to a line of support: a team of it is found first, then it is as a transfer to that team. */
import { teamForTicket } from "#actors/queue/support-tiers/team-of-tier";
import { database } from "#domain/database";
import { type Result, refuse } from "#domain/failures";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import type { TicketTransferBody } from "#protocol/http-tickets";
import type { Environment } from "#worker/environment";
import { transferAsAsked } from "#worker/ticket-changes";

/** @returns as {@link transferAsAsked}; refuses `tier_unserved` besides */
export async function transferToReceiver(
  env: Environment,
  ticket: OpenedTicket,
  body: TicketTransferBody,
  edit: TicketEdit,
): Promise<Result<boolean>> {
  const db = database(env.DB);
  const { supportTier } = body;
  if (supportTier === undefined) return transferAsAsked(db, ticket, body, edit);
  const { inboxId, teamId, version, assigneeId } = ticket.row;
  if (version !== body.version) return refuse("changed_meanwhile");
  const leavesAgentId = assigneeId ?? edit.auditor.id;
  const found = await teamForTicket(env, { supportTier, inboxId, teamId, leavesAgentId });
  return found === undefined ? refuse("tier_unserved") : transferAsAsked(db, ticket, { ...body, teamId: found }, edit);
}
