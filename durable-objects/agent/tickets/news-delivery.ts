/** Hands a line of a ticket's time line to the feeds of those who are told of it, as ticket and staff stand at this moment. */
import { agentAddress } from "#actors/addresses";
import { database } from "#domain/database";
import { listAccounts } from "#domain/identity/store";
import { lineOfTicket } from "#domain/tickets/news/line";
import { toldOf } from "#domain/tickets/news/told";

/** Idempotent. A line that was erased is told to nobody. */
export async function deliverTicketNews(
  env: Cloudflare.Env,
  { ticketId, entryId }: { readonly ticketId: string; readonly entryId: string },
): Promise<void> {
  const db = database(env.DB);
  const found = await lineOfTicket(db, ticketId, entryId);
  if (found === undefined) return;
  const { line, ticket } = found;
  const { number, inboxId } = ticket;
  const news = { ticketId, entryId, number, inboxId, byId: line.byId, atMs: line.atMs };
  const told = toldOf(line, ticket, await listAccounts(db));
  await Promise.all(told.map(({ agentId, kind }) => agentAddress(env, agentId).ticketTold({ ...news, kind })));
}
