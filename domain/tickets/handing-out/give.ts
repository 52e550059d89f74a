/** A ticket is given to the agent whose place was reserved for it, as any change of a ticket is made: or not at all. */
import { and, eq, isNull, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { type Result, refuse } from "#domain/failures";
import { user } from "#domain/identity/schema";
import { listHas } from "#domain/in-list";
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
  const ticket = await opened(db, keyRing, ticketId);
  if (!ticket.ok) return ticket;
  const { row } = ticket.value;
  if (row.version !== version || row.teamId !== teamId || row.assigneeId !== null) return refuse("changed_meanwhile");
  const ofTeam = db
    .select({ one: sql`1` })
    .from(user)
    .where(and(eq(user.id, agentId), isNull(user.suspendedAtMs), listHas(user.teamIds, teamId)));
  const condition = sql`(EXISTS ${ofTeam} AND CAST(strftime('%s', 'now') AS INTEGER) * 1000 < ${leaseUntilMs})`;
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
