/**
 * What the customer's answer, or their silence, does to the tickets of their conversation. Each is changed by itself at
 * the version that it has, by Edgedesk; done twice it changes nothing the second time.
 */
import { and, eq, gte, isNull, or } from "drizzle-orm";
import { SYSTEM_AUDITOR } from "#domain/audit/actions";
import { raised } from "#domain/closing/standing";
import { rankOf } from "#domain/conversations/priority";
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import { applyChange, type TicketColumns } from "#domain/tickets/change";
import { openedTicket, type StoredTicket } from "#domain/tickets/record";
import { tickets } from "#domain/tickets/schema";
import { PRIORITIES } from "#protocol/constants";

export interface Settlement {
  readonly conversationId: string;
  readonly outcome: "satisfied" | "unsatisfied" | "silent";
  /** When it was first answered, or the time was over. */
  readonly settledAtMs: number;
  readonly rating?: number | undefined;
  /** In the customer's words: masked and sealed before it rests. */
  readonly comment?: string | undefined;
}

/** Somebody may change a ticket at the same moment, again and again; not for long. */
const ATTEMPTS = 5;

/**
 * @returns tickets that it was about
 * @throws Error if a ticket was changed by others all the while: whoever calls it calls again
 */
export async function settleTickets(
  db: Database,
  keyRing: KeyRing,
  settlement: Settlement,
  nowMs: number,
): Promise<string[]> {
  const ids = await concerned(db, settlement);
  for (const id of ids) await settleTicket(db, keyRing, id, settlement, nowMs);
  return ids;
}

async function concerned(db: Database, { conversationId, settledAtMs }: Settlement): Promise<string[]> {
  // What the answer settled before is rated once more.
  const isSettled = gte(tickets.updatedAtMs, settledAtMs);
  const rows = await db
    .select({ id: tickets.id })
    .from(tickets)
    .where(
      and(
        eq(tickets.conversationId, conversationId),
        isNull(tickets.mergedIntoId),
        or(eq(tickets.status, "resolved"), isSettled),
      ),
    );
  return rows.map(({ id }) => id);
}

async function settleTicket(db: Database, keyRing: KeyRing, id: string, settlement: Settlement, nowMs: number) {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const ticket = await openedTicket(db, keyRing, id);
    // It was erased.
    if (!ticket.ok) return;
    const columns = columnsAfter(ticket.value.row, settlement);
    if (columns === undefined) return;
    const change = { kind: "changed", columns, reason: settlement.comment } as const;
    const done = await applyChange(db, ticket.value, change, { auditor: SYSTEM_AUDITOR, nowMs });
    if (done.ok || done.failure === "not_found") return;
  }
  throw new Error("ticket is changed all the while");
}

/** @returns undefined for one that it does not concern */
export function columnsAfter(
  { status, priority, reopenings }: Pick<StoredTicket, "status" | "priority" | "reopenings">,
  { outcome, rating }: Pick<Settlement, "outcome" | "rating">,
): TicketColumns | undefined {
  const rated = rating === undefined ? {} : { rating };
  if (outcome !== "unsatisfied") {
    if (status === "resolved") return { status: "closed", ...rated };
    return status === "closed" ? rated : undefined;
  }
  const pressing = rankOf(raised(PRIORITIES[priority] ?? "normal"));
  if (status === "resolved") return { status: "open", priority: pressing, ...rated };
  return status === "closed" || reopenings === 0 ? undefined : rated;
}
