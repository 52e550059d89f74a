/** A ticket is given to the agent whose place was reserved for it, as any change of a ticket is made: or not at all. */
import { and, eq, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { type Result, refuse } from "#domain/failures";
import { user } from "#domain/identity/schema";
import { whyNotGiven } from "#domain/identity/scope";
import { readAccount } from "#domain/identity/store";
import { isUnopenable, type KeyRing } from "#domain/privacy/key-ring";
import { applyChange } from "#domain/tickets/change";
import type { WaitingTicket } from "#domain/tickets/handing-out/waiting";
import { openedTicket } from "#domain/tickets/record";
import { statusOnceGiven } from "#domain/tickets/rules";

export interface Giving extends Pick<WaitingTicket, "ticketId" | "version"> {
  readonly teamId: string;
  readonly agentId: string;
  /** By D1's clock nothing is written any later: then the place is somebody else's. */
  readonly leaseUntilMs: number;
}

/**
 * @returns refuses `changed_meanwhile` where somebody else was quicker, the agent may have none any more or the place lapsed,
 *   `not_found`, `key_missing` for one that nobody can change
 */
export async function giveTicket(
  db: Database,
  keyRing: KeyRing,
  { ticketId, version, teamId, agentId, leaseUntilMs }: Giving,
  nowMs: number,
): Promise<Result<boolean>> {
  const [ticket, account] = await Promise.all([opened(db, keyRing, ticketId), readAccount(db, agentId)]);
  if (!ticket.ok) return ticket;
  const { row } = ticket.value;
  if (row.version !== version || row.teamId !== teamId || row.assigneeId !== null) return refuse("changed_meanwhile");
  if (account === undefined || !account.teamIds.includes(teamId) || whyNotGiven(account, row.inboxId) !== undefined)
    return refuse("changed_meanwhile");
  // Their role, teams and inboxes are at the write what was just read.
  const isAsSeen = db
    .select({ one: sql`1` })
    .from(user)
    .where(and(eq(user.id, agentId), eq(user.accessVersion, account.accessVersion)));
  const condition = sql`(EXISTS ${isAsSeen} AND CAST(strftime('%s', 'now') AS INTEGER) * 1000 < ${leaseUntilMs})`;
  const columns = { assigneeId: agentId, status: statusOnceGiven(row.status, agentId) };
  const edit = { auditor: SYSTEM_AUDITOR, nowMs };
  return applyChange(db, ticket.value, { kind: "changed", columns, condition }, edit);
}

/** In the words of a refusal: one whose key is missing is nobody's to change. */
export async function opened(db: Database, keyRing: KeyRing, ticketId: string) {
  try {
    return await openedTicket(db, keyRing, ticketId);
  } catch (error) {
    if (isUnopenable(error)) return refuse("key_missing");
    throw error;
  }
}
