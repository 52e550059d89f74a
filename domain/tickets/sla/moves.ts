/** What of a ticket's time line its service level goes by. Pure. */
import type { TicketMove } from "#domain/tickets/sla/course";
import { TICKET_STATUSES, type TicketStatus } from "#protocol/constants";
import type { FieldChange } from "#protocol/http-tickets";

/** An entry of the time line that tells of a change, in the order of versions. */
export interface ChangeEntry {
  readonly byId: string;
  readonly atMs: number;
  readonly changes: readonly FieldChange[];
}

interface Standing {
  readonly status: TicketStatus;
  readonly dueAtMs: number | null;
  readonly contactId: string | null;
}

/**
 * What the ticket was after each of these entries.
 * @param now as it is after the last of them
 */
export function movesOf(entries: readonly ChangeEntry[], now: Standing): TicketMove[] {
  const moves: TicketMove[] = [];
  let status = now.status;
  let promisedMs = now.dueAtMs ?? undefined;
  // From the end: each tells what it was before.
  for (const { byId, atMs, changes } of entries.toReversed()) {
    moves.unshift({ atMs, isByPerson: byId !== SYSTEM && byId !== now.contactId, status, promisedMs });
    for (const { field, from } of changes) {
      if (field === "status") status = TICKET_STATUSES.find((known) => known === from) ?? status;
      if (field === "dueAtMs") promisedMs = from === undefined ? undefined : Number(from);
    }
  }
  return moves.map((move, index) => ({ ...move, atMs: Math.max(move.atMs, moves[index - 1]?.atMs ?? 0) }));
}

/** Rules, and what the clock brings about. */
const SYSTEM = "system";
