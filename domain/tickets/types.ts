/** Types of tickets that the shop makes beside the built-in ones. */
import { and, asc, eq, lt, notExists, type SQL, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { labelNameKey } from "#domain/labels/rules";
import type { TicketEdit } from "#domain/tickets/record";
import { tickets, ticketTypes } from "#domain/tickets/schema";
import { MAX_TICKET_TYPES, TICKET_TYPES } from "#protocol/constants";
import {
  fieldDefinitions,
  type TicketFieldDefinition,
  type TicketType,
  type TicketTypeContent,
} from "#protocol/http-ticket-types";

export function isBuiltIn(type: string): boolean {
  return TICKET_TYPES.some((known) => known === type);
}

export async function listTicketTypes(db: Database): Promise<TicketType[]> {
  const rows = await db.select().from(ticketTypes).orderBy(asc(ticketTypes.createdAtMs), asc(ticketTypes.id));
  return rows.map(({ id, name, fields, version }) => ({ id, name, fields: fieldDefinitions.parse(fields), version }));
}

/** @returns the fields of a type, none for a built-in one; refuses `type_unknown` */
export async function fieldsOfType(db: Database, type: string): Promise<Result<readonly TicketFieldDefinition[]>> {
  if (isBuiltIn(type)) return ok([]);
  const found = (await listTicketTypes(db)).find(({ id }) => id === type);
  return found === undefined ? refuse("type_unknown") : ok(found.fields);
}

/** @returns refuses `name_taken`, `too_many` */
export async function createTicketType(
  db: Database,
  id: string,
  { name, fields }: TicketTypeContent,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<TicketType>> {
  const nameKey = labelNameKey(name);
  const hasRoom = lt(db.$count(ticketTypes), MAX_TICKET_TYPES);
  const mayBe = sql`(SELECT 1 WHERE ${and(hasRoom, isNameFree(db, nameKey, id))})`;
  const row = { id, name, nameKey, fields, version: 1, createdAtMs: nowMs };
  const [made] = await db.batch([
    db.select({ made: sql`1` }).from(mayBe),
    auditStatement(db, auditOf("ticketType.created", id, auditor), nowMs, mayBe),
    db.insert(ticketTypes).select(rowIf(ticketTypes, row, mayBe)),
  ]);
  if (made.length > 0) return ok({ id, name, fields, version: 1 });
  return refuse((await withName(db, nameKey, id)).length > 0 ? "name_taken" : "too_many");
}

/** Tickets keep the values that they have. @returns refuses `name_taken`, `changed_meanwhile`, `not_found` */
export async function changeTicketType(
  db: Database,
  id: string,
  version: number,
  { name, fields }: TicketTypeContent,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<TicketType>> {
  const nameKey = labelNameKey(name);
  const isUnchanged = and(isStill(id, version), isNameFree(db, nameKey, id));
  const changing = db.select({ id: ticketTypes.id }).from(ticketTypes).where(isUnchanged);
  const [changed] = await db.batch([
    changing,
    auditStatement(db, auditOf("ticketType.changed", id, auditor), nowMs, changing),
    db
      .update(ticketTypes)
      .set({ name, nameKey, fields, version: version + 1 })
      .where(isUnchanged),
  ]);
  if (changed.length > 0) return ok({ id, name, fields, version: version + 1 });
  const isTaken = (await withName(db, nameKey, id)).length > 0;
  return refuse(await whyNot(db, id, version, isTaken ? "name_taken" : "changed_meanwhile"));
}

/** @returns refuses `in_use` while a ticket has it, `changed_meanwhile`, `not_found` */
export async function deleteTicketType(
  db: Database,
  id: string,
  version: number,
  { auditor, nowMs }: TicketEdit,
): Promise<Result<true>> {
  const used = db.select({ one: sql`1` }).from(tickets).where(eq(tickets.type, id));
  const isUnused = and(isStill(id, version), notExists(used));
  const deleting = db.select({ id: ticketTypes.id }).from(ticketTypes).where(isUnused);
  const [deleted] = await db.batch([
    deleting,
    auditStatement(db, auditOf("ticketType.deleted", id, auditor), nowMs, deleting),
    db.delete(ticketTypes).where(isUnused),
  ]);
  return deleted.length > 0 ? ok(true) : refuse(await whyNot(db, id, version, "in_use"));
}

function auditOf(
  action: "ticketType.created" | "ticketType.changed" | "ticketType.deleted",
  id: string,
  actor: TicketEdit["auditor"],
) {
  return { actor, action, subject: { type: "ticketType", id } } as const;
}

function isStill(id: string, version: number): SQL | undefined {
  return and(eq(ticketTypes.id, id), eq(ticketTypes.version, version));
}

function withName(db: Database, nameKey: string, exceptId: string) {
  return db
    .select({ one: sql`1` })
    .from(sql`${ticketTypes} AS other`)
    .where(sql`other.name_key = ${nameKey} AND other.id <> ${exceptId}`);
}

function isNameFree(db: Database, nameKey: string, exceptId: string): SQL {
  return notExists(withName(db, nameKey, exceptId));
}

/** @param atThatVersion what it is if nobody else changed it */
async function whyNot(db: Database, id: string, version: number, atThatVersion: Failure): Promise<Failure> {
  const [now] = await db.select({ version: ticketTypes.version }).from(ticketTypes).where(eq(ticketTypes.id, id));
  if (now === undefined) return "not_found";
  return now.version === version ? atThatVersion : "changed_meanwhile";
}
