/** Who the next is to be told of a ticket, by name where it is one person. */
import type { Database } from "#domain/database";
import { listAccounts } from "#domain/identity/store";
import { toldAt } from "#domain/sla/escalation";
import type { StoredTicket } from "#domain/tickets/record";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { Kept } from "#worker/kept";

/** Pages of tickets ask every few seconds, and staff changes in weeks. */
const staff = new Kept(30_000, listAccounts);

/** As staff stands, and whoever has the ticket now; where there is nobody to be told nothing is said. */
export async function withNames(
  db: Database,
  { inboxId, teamId, assigneeId }: Pick<StoredTicket, "inboxId" | "teamId" | "assigneeId">,
  { escalates, ...clocks }: TicketClocks,
  nowMs: number,
): Promise<TicketClocks> {
  if (escalates === undefined) return clocks;
  const whose = { inboxId, teamId, assigneeId: assigneeId ?? undefined };
  const [toId, ...others] = toldAt(escalates.to, whose, await staff.now(db, nowMs));
  if (toId === undefined) return clocks;
  return { ...clocks, escalates: { ...escalates, ...(others.length === 0 ? { toId } : {}) } };
}
