/** Which types of tickets customers are offered. */

import { sql } from "drizzle-orm";
import type { AuditActor } from "#domain/audit/actions";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { offeredTicketTypes } from "#domain/tickets/customers/schema";
import { isBuiltIn, listTicketTypes } from "#domain/tickets/types";
import { TICKET_TYPES } from "#protocol/constants";
import type { OfferedTypes } from "#protocol/http-widget-tickets";

/** Built-in types are offered unless somebody took them off; the shop's own ones once somebody has put them on. */
export async function typesWithOffers(db: Database): Promise<OfferedTypes["items"]> {
  const [own, said] = await Promise.all([listTicketTypes(db), db.select().from(offeredTicketTypes)]);
  const isOffered = new Map(said.map((row) => [row.typeId, row.isOffered]));
  return [
    ...TICKET_TYPES.map((id) => ({ id, offered: isOffered.get(id) ?? true })),
    ...own.map(({ id, name }) => ({ id, name, offered: isOffered.get(id) ?? false })),
  ];
}

export async function isOfferedType(db: Database, type: string): Promise<boolean> {
  return (await typesWithOffers(db)).some(({ id, offered }) => id === type && offered);
}

/** @returns refuses `type_unknown` */
export async function offerType(
  db: Database,
  { typeId, offered }: { readonly typeId: string; readonly offered: boolean },
  auditor: AuditActor,
  nowMs: number,
): Promise<Result<true>> {
  const isKnown = isBuiltIn(typeId) || (await listTicketTypes(db)).some(({ id }) => id === typeId);
  if (!isKnown) return refuse("type_unknown");
  const subject = { type: "ticketType", id: typeId } as const;
  const entry = { actor: auditor, action: "ticketType.offered", subject, detail: { offered } } as const;
  await db.batch([
    auditStatement(db, entry, nowMs, sql`(SELECT 1)`),
    db
      .insert(offeredTicketTypes)
      .values({ typeId, isOffered: offered })
      .onConflictDoUpdate({ target: offeredTicketTypes.typeId, set: { isOffered: offered } }),
  ]);
  return ok(true);
}
