/** That a line of a ticket's time line is told to whoever has or follows it: owed in the batch that writes the line. */
import type { SQLWrapper } from "drizzle-orm";
import type { Database } from "#domain/database";
import { insertNamedD1EffectIf } from "#domain/delivery/d1-outbox";
import type { FieldChange } from "#protocol/http-tickets";

/** Of a change these are told; the rest is on the ticket when one looks. */
const TOLD: ReadonlySet<string> = new Set(["status", "assigneeId", "teamId"]);

export function isTold(changes: readonly FieldChange[]): boolean {
  return changes.some(({ field }) => TOLD.has(field));
}

/**
 * Under an id behind all others: there may be much of it, and what ends sign-ins or sets clocks does not wait for it.
 * @param condition selects something if the line is written
 */
export function newsEffect(
  db: Database,
  line: { readonly ticketId: string; readonly entryId: string },
  nowMs: number,
  condition: SQLWrapper,
) {
  const { ticketId, entryId } = line;
  const owed = { kind: "ticket.told", payload: { ticketId, entryId } } as const;
  return insertNamedD1EffectIf(db, condition, { id: `told:${ticketId}:${entryId}`, owed }, nowMs);
}
