/** A customer who writes has answered: tickets of the conversation that waited for them are to be worked on again. */
import { and, eq, notExists, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { isUnopenable, type KeyRing } from "#domain/privacy/key-ring";
import { applyChange } from "#domain/tickets/change";
import { ticketsOfConversation } from "#domain/tickets/joining/links";
import { openedTicket } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";

/** Of changes that others make meanwhile; after so many the news is told again later. */
const ATTEMPTS = 3;

/**
 * Told twice it changes nothing more: a ticket that began to wait after the message goes on waiting. One whose key is missing
 * stays as it is, as nobody can change it.
 * @param wroteAtMs when the customer's last message was written
 * @returns the tickets that are open again by this
 */
export async function customerWrote(
  db: Database,
  keyRing: KeyRing,
  { conversationId, wroteAtMs }: { readonly conversationId: string; readonly wroteAtMs: number },
  nowMs: number,
): Promise<string[]> {
  const opened: string[] = [];
  for (const { id } of await waitingFor(db, conversationId, wroteAtMs))
    if (await goOn(db, keyRing, id, nowMs)) opened.push(id);
  return opened;
}

function waitingFor(db: Database, conversationId: string, wroteAtMs: number) {
  const beganLater = sql`(SELECT 1 FROM ticket_entries AS entry, json_each(entry.changes) AS change
    WHERE entry.ticket_id = ${tickets.id} AND entry.at_ms > ${wroteAtMs}
      AND json_extract(change.value, '$.field') = 'status' AND json_extract(change.value, '$.to') = 'waiting_customer')`;
  const isOf = sql`${tickets.id} IN ${ticketsOfConversation(conversationId)}`;
  return db
    .select({ id: tickets.id })
    .from(tickets)
    .where(and(isOf, eq(tickets.status, "waiting_customer"), notExists(beganLater)));
}

async function goOn(db: Database, keyRing: KeyRing, id: string, nowMs: number): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ticket = await openedIfThere(db, keyRing, id);
    if (ticket?.row.status !== "waiting_customer") return false;
    const edit = { auditor: SYSTEM_AUDITOR, nowMs };
    const changed = await applyChange(db, ticket, { kind: "changed", columns: { status: "open" } }, edit);
    if (changed.ok) return true;
  }
  throw new Error("the ticket was changed again and again");
}

async function openedIfThere(db: Database, keyRing: KeyRing, id: string) {
  try {
    const ticket = await openedTicket(db, keyRing, id);
    return ticket.ok ? ticket.value : undefined;
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}
