/** What somebody has of tickets, and what becomes of it when they leave. */
import { and, desc, eq, sql } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import type { Database } from "#domain/database";
import { type Colleague, takesWork } from "#domain/identity/scope";
import { inList } from "#domain/in-list";
import type { KeyRing } from "#domain/privacy/key-ring";
import { maySee } from "#domain/routing/rules";
import { listHandingOut } from "#domain/routing/store";
import { readWorkWeights } from "#domain/routing/weights/store";
import { ticketWeight } from "#domain/routing/weights/weights";
import { applyChange } from "#domain/tickets/change";
import { opened } from "#domain/tickets/handing-out/give";
import { tickets } from "#domain/tickets/schema";

/** Somebody with more is not given any more, whatever each weighs. */
const MAX_COUNTED = 500;
const BY_SYSTEM = "system";

export interface TicketInHand {
  readonly ticketId: string;
  readonly version: number;
  /** In places, if it is new to them. */
  readonly weight: number;
}

export interface InHand {
  /** Those that are not finished, whoever gave them. */
  readonly theirs: readonly TicketInHand[];
  /** Of the others that were asked about: at which version each is; one that is no more is not in it. */
  readonly versions: ReadonlyMap<string, number>;
}

/** @param about tickets that are, or were, about to be theirs */
export async function ticketsInHand(db: Database, agentId: string, about: readonly string[]): Promise<InHand> {
  const { id, version } = tickets;
  const asked = db.select({ id, version }).from(tickets).where(inList(tickets.id, about));
  // In one batch: what is not theirs is at a version at which it was not.
  const [[rows, known], { weights }] = await Promise.all([
    db.batch([unfinishedOf(db, agentId), asked]),
    readWorkWeights(db),
  ]);
  return {
    theirs: rows.map((row) => ({ ticketId: row.id, version: row.version, weight: ticketWeight(weights, row.type) })),
    versions: new Map(known.map((row) => [row.id, row.version])),
  };
}

/**
 * They are not at work any more, have left a team that hands its tickets out or see an inbox no more: what is unfinished
 * there waits again for somebody else. What colleagues gave to somebody who is at work stays theirs. Idempotent.
 * @returns which tickets of which teams
 */
export async function putBackTicketsOf(
  db: Database,
  keyRing: KeyRing,
  person: Colleague & { readonly id: string; readonly teamIds: readonly string[] },
  nowMs: number,
): Promise<{ ticketId: string; teamId: string }[]> {
  const handingOut = await listHandingOut(db);
  const isAtWork = takesWork(person);
  const theirs = (await unfinishedOf(db, person.id)).filter(({ teamId }) => handingOut.has(teamId));
  const wouldGetIt = (teamId: string, inboxId: string) => person.teamIds.includes(teamId) && maySee(person, inboxId);
  const back = theirs.filter(
    ({ teamId, inboxId, givenBy }) => !isAtWork || (givenBy === BY_SYSTEM && !wouldGetIt(teamId, inboxId)),
  );
  for (const { id } of back) await putBack(db, keyRing, id, person.id, nowMs);
  return back.map(({ id: ticketId, teamId }) => ({ ticketId, teamId }));
}

/** Of changes that others make meanwhile; after so many the news of who left is told again later. */
const ATTEMPTS = 3;

async function putBack(db: Database, keyRing: KeyRing, id: string, agentId: string, nowMs: number): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ticket = await opened(db, keyRing, id);
    if (!ticket.ok || ticket.value.row.assigneeId !== agentId) return;
    const edit = { auditor: SYSTEM_AUDITOR, nowMs };
    const changed = await applyChange(db, ticket.value, { kind: "changed", columns: { assigneeId: null } }, edit);
    if (changed.ok) return;
  }
  throw new Error("the ticket was changed again and again");
}

function unfinishedOf(db: Database, agentId: string) {
  const { id, version, type, teamId, inboxId } = tickets;
  const givenBy = sql<
    string | null
  >`(SELECT entry.by_id FROM ticket_entries AS entry, json_each(entry.changes) AS change
    WHERE entry.ticket_id = tickets.id AND json_extract(change.value, '$.field') = 'assigneeId'
    ORDER BY entry.id DESC LIMIT 1)`;
  return (
    db
      .select({ id, version, type, teamId, inboxId, givenBy })
      .from(tickets)
      // As the partial index of what is unfinished has it.
      .where(and(eq(tickets.assigneeId, agentId), sql`${tickets.status} NOT IN ('resolved', 'closed')`))
      .orderBy(desc(tickets.updatedAtMs), desc(tickets.id))
      .limit(MAX_COUNTED)
  );
}
