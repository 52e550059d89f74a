/**
 * Changes of a ticket. Each names the version that it was made from: of two at once the second changes nothing and is told
 * so. The time line's row and the audit row are in the change's own batch.
 */
import { and, eq, notExists, type SQL, sql } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import { alias } from "drizzle-orm/sqlite-core";
import type { AuditAction, AuditDetail } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { insertD1EffectIf } from "#domain/delivery/d1-outbox";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { refunds } from "#domain/refunds/schema";
import { entryStatement } from "#domain/tickets/entries";
import { isTold, newsEffect } from "#domain/tickets/news/owed";
import { isOpenTicket, type OpenedTicket, type StoredTicket, type TicketEdit } from "#domain/tickets/record";
import { isFinished } from "#domain/tickets/rules";
import { tickets } from "#domain/tickets/schema";
import { changeOf, maskedContent, masking, sealTicket, type TicketContent, textChanges } from "#domain/tickets/sealed";
import { ticketEffect } from "#domain/tickets/sla/effects";
import { PRIORITIES, type TicketEntryKind } from "#protocol/constants";
import type { FieldChange } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";

/** The columns that a change may set. */
export type TicketColumns = Partial<
  Pick<
    StoredTicket,
    | "type"
    | "status"
    | "priority"
    | "teamId"
    | "assigneeId"
    | "dueAtMs"
    | "parentId"
    | "mergedIntoId"
    | "closingCategory"
    | "rating"
  > & { readonly orderIds: readonly string[] }
>;

export interface TicketChange {
  readonly kind: TicketEntryKind;
  readonly columns: TicketColumns;
  readonly content?: TicketContent | undefined;
  readonly reason?: string | undefined;
  /** What there is to say beside the columns, in words that may rest in plain; what becomes of things, `besides` brings about. */
  readonly facts?: readonly FieldChange[] | undefined;
  /** What the audit row says besides. */
  readonly detail?: AuditDetail | undefined;
  /** It waits for all of its sub-tickets, and for what is to be decided of its refunds. */
  readonly waitsForSubs?: boolean | undefined;
  /** Statements of the same batch, given what selects something while the change takes place. */
  readonly besides?: ((isTakingPlace: ReturnType<typeof changingOf>) => readonly BatchItem<"sqlite">[]) | undefined;
  /** Holds besides, or somebody else changed what it is about. */
  readonly condition?: SQL | undefined;
}

const ACTION_OF: Readonly<
  Record<Exclude<TicketEntryKind, "created" | "note" | "overdue" | "escalated" | "refund">, AuditAction>
> = {
  changed: "ticket.changed",
  transferred: "ticket.transferred",
  merged: "ticket.merged",
  attached: "ticket.attached",
  detached: "ticket.detached",
  unlinked: "ticket.unlinked",
};

function changingOf(db: Database, condition: SQL | undefined) {
  return db.select({ id: tickets.id }).from(tickets).where(condition);
}

/**
 * Changes a ticket that was just read.
 * @param ticket at the version that whoever changes it saw
 * @returns whether there was anything to change; refuses `changed_meanwhile`, `subs_unfinished`, `refund_undecided`,
 *   `would_loop`, `wrong_status` for a parent that is finished
 */
export async function applyChange(
  db: Database,
  { row, key, content: before }: OpenedTicket,
  change: TicketChange & { readonly kind: keyof typeof ACTION_OF },
  { auditor, nowMs }: TicketEdit,
): Promise<Result<boolean>> {
  const { id, version } = row;
  const after = change.content === undefined ? before : maskedContent(change.content);
  const texts = textChanges(before, after);
  const columns = columnChanges(row, change.columns);
  const facts = [...(change.facts ?? []), ...columns];
  if (texts.length === 0 && facts.length === 0) return ok(false);

  const isAllowed = and(isStill(id, version), ...conditionsOf(db, row, change));
  const changing = changingOf(db, isAllowed);
  const next = version + 1;
  const reason = change.reason === undefined ? {} : { reason: masking(change.reason) };
  const sealed = { key, content: { ...reason, ...(texts.length === 0 ? {} : { changes: texts }) } };
  const entry = {
    ticketId: id,
    kind: change.kind,
    version: next,
    byId: auditor.id,
    atMs: nowMs,
    changes: facts,
  };
  const { teamId, assigneeId, status } = { ...row, ...change.columns };
  const fields = [...columns, ...texts].map(({ field }) => field);
  const detail = {
    ...{ fields, status, team: teamId, ...change.detail },
    ...(assigneeId === null ? {} : { assignee: assigneeId }),
  };
  const action = ACTION_OF[change.kind];
  const entryId = newId(nowMs);
  const [changed] = await db.batch([
    changing,
    auditStatement(db, { actor: auditor, action, subject: { type: "ticket", id }, detail }, nowMs, changing),
    entryStatement(db, entry, sealed, changing, entryId),
    ...(isTold(facts) ? [newsEffect(db, { ticketId: id, entryId }, nowMs, changing)] : []),
    ...teamsTold(row.teamId, teamId).map((told) =>
      ticketEffect(db, { ticketId: id, teamId: told, version: next }, nowMs, changing),
    ),
    ...(change.besides?.(changing) ?? []),
    ...askingOf(db, row, change, changing, nowMs),
    db
      .update(tickets)
      .set({
        ...change.columns,
        reopenings: row.reopenings + (isFinished(row.status) && !isFinished(status) ? 1 : 0),
        version: next,
        updatedAtMs: nowMs,
        sealedContent: sealTicket(key, id, next, after),
      })
      .where(isAllowed),
  ]);
  return changed.length > 0 ? ok(true) : refuse(await whyNot(db, row, change));
}

/** Whoever kept its times before hears of it too. */
function teamsTold(before: string, after: string): string[] {
  return before === after ? [after] : [before, after];
}

/** Its customer is asked whether it is settled, unless it is work for colleagues. */
function askingOf(
  db: Database,
  { conversationId, parentId, status }: StoredTicket,
  { columns }: TicketChange,
  changing: ReturnType<typeof changingOf>,
  nowMs: number,
): readonly BatchItem<"sqlite">[] {
  const isAsked = columns.status === "resolved" && status !== "resolved" && parentId === null;
  if (!isAsked || conversationId === null) return [];
  return [insertD1EffectIf(db, changing, { kind: "ticket.resolved", payload: { conversationId } }, nowMs)];
}

function isStill(id: string, version: number): SQL | undefined {
  return and(eq(tickets.id, id), eq(tickets.version, version));
}

function conditionsOf(db: Database, { id }: StoredTicket, change: TicketChange): (SQL | undefined)[] {
  const { parentId } = change.columns;
  return [
    change.condition,
    change.waitsForSubs === true ? notExists(unfinishedSubs(db, id)) : undefined,
    change.waitsForSubs === true ? notExists(undecidedRefunds(db, id)) : undefined,
    typeof parentId === "string" ? and(isOpenTicket(parentId), notExists(ancestry(db, parentId, id))) : undefined,
  ];
}

function unfinishedSubs(db: Database, id: string) {
  const sub = alias(tickets, "sub");
  return db
    .select({ one: sql`1` })
    .from(sub)
    .where(and(eq(sub.parentId, id), sql`${sub.status} NOT IN ('resolved', 'closed')`));
}

function undecidedRefunds(db: Database, id: string) {
  return db
    .select({ one: sql`1` })
    .from(refunds)
    .where(and(eq(refunds.ticketId, id), eq(refunds.status, "asked")));
}

/** Selects something if `id` is `from` itself or stands anywhere above it. UNION ends even where there were a circle. */
function ancestry(db: Database, from: string, id: string) {
  const above = sql`(WITH RECURSIVE above(id) AS (
    SELECT ${from} UNION SELECT t.parent_id FROM tickets AS t JOIN above ON t.id = above.id WHERE t.parent_id IS NOT NULL
  ) SELECT id FROM above) AS line`;
  return db.select({ one: sql`1` }).from(above).where(sql`line.id = ${id}`);
}

async function whyNot(db: Database, { id, version }: StoredTicket, change: TicketChange): Promise<Failure> {
  const [now] = await db.select({ version: tickets.version }).from(tickets).where(eq(tickets.id, id));
  if (now === undefined) return "not_found";
  if (now.version !== version) return "changed_meanwhile";
  if (change.waitsForSubs === true && (await unfinishedSubs(db, id)).length > 0) return "subs_unfinished";
  if (change.waitsForSubs === true && (await undecidedRefunds(db, id)).length > 0) return "refund_undecided";
  const { parentId } = change.columns;
  if (typeof parentId !== "string") return "changed_meanwhile";
  return (await ancestry(db, parentId, id)).length > 0 ? "would_loop" : "wrong_status";
}

/** What of the row is not as it was, in words that may rest in plain. */
function columnChanges(row: StoredTicket, columns: TicketColumns): FieldChange[] {
  const after = { ...row, ...columns };
  const word = (value: string | number | null) => (value === null ? undefined : String(value));
  const plain = (
    [
      "type",
      "status",
      "teamId",
      "assigneeId",
      "dueAtMs",
      "parentId",
      "mergedIntoId",
      "closingCategory",
      "rating",
    ] as const
  ).map((field) => changeOf(field, word(row[field]), word(after[field])));
  const priority = changeOf("priority", PRIORITIES[row.priority], PRIORITIES[after.priority]);
  const orders = changeOf("orderIds", JSON.stringify(row.orderIds), JSON.stringify(after.orderIds));
  return [...plain, priority, orders].filter((change) => change !== undefined);
}
