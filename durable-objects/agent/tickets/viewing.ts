/** What an agent says of the tickets that are open on their screen: handed to the team's queue, if it is a ticket that they see. */
import { queueAddress } from "#actors/addresses";
import { database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import { seesInbox } from "#domain/identity/scope";
import { ticketFacts } from "#domain/tickets/origin";
import type { Viewer } from "#domain/tickets/viewers/viewers";
import type { TicketDoing } from "#protocol/constants";

/** Looked up each time: it may be another team's by now, or no more theirs to see. @returns undefined for what they do not see */
export async function viewTicket(
  env: Cloudflare.Env,
  principal: AgentPrincipal,
  ticketId: string,
  doing: TicketDoing,
): Promise<Viewer[] | undefined> {
  const ticket = await ticketFacts(database(env.DB), ticketId);
  if (ticket === undefined || !seesInbox(principal, ticket.inboxId)) return undefined;
  return queueAddress(env, ticket.teamId).ticketViewed(ticketId, principal.id, doing);
}
