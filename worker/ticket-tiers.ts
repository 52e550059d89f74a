/** A ticket's transfer to a line of support: a team of it is found first, then it is as a transfer to that team. */
import { TicketsToLines } from "#actors/queue/support-tiers/tickets-to-lines";
import { database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { wasHandedToLine } from "#domain/tickets/handed-on/repeated";
import type { OpenedTicket, TicketEdit } from "#domain/tickets/record";
import type { TicketTransferBody } from "#protocol/http-tickets";
import type { SupportTier } from "#protocol/support-tiers";
import type { Environment } from "#worker/environment";
import { transferAsAsked } from "#worker/ticket-changes";

/**
 * @param lines of the request, where it hands on more than one
 * @returns as {@link transferAsAsked}; refuses `tier_unserved` besides. What took place already is not done again: its answer was lost
 */
export async function transferToReceiver(
  env: Environment,
  ticket: OpenedTicket,
  body: TicketTransferBody,
  edit: TicketEdit,
  lines = new TicketsToLines(env),
): Promise<Result<boolean>> {
  const db = database(env.DB);
  const { supportTier, version } = body;
  if (supportTier === undefined) return transferAsAsked(db, ticket, body, edit);
  const moved = await toLine(env, ticket, { ...body, supportTier }, edit, lines);
  if (moved.ok || moved.failure !== "changed_meanwhile") return moved;
  const asked = { ticketId: ticket.row.id, fromVersion: version, byId: edit.auditor.id, supportTier };
  return (await wasHandedToLine(db, asked)) ? ok(false) : moved;
}

async function toLine(
  env: Environment,
  ticket: OpenedTicket,
  body: TicketTransferBody & { readonly supportTier: SupportTier },
  edit: TicketEdit,
  lines: TicketsToLines,
): Promise<Result<boolean>> {
  const { supportTier } = body;
  const { inboxId, teamId, version, assigneeId } = ticket.row;
  if (version !== body.version) return refuse("changed_meanwhile");
  const leavesAgentId = assigneeId ?? edit.auditor.id;
  const found = await lines.teamFor({ supportTier, inboxId, teamId, leavesAgentId });
  if (found === undefined) return refuse("tier_unserved");
  return transferAsAsked(database(env.DB), ticket, { ...body, teamId: found }, edit);
}
