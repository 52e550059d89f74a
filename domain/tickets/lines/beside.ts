/** What a list tells of its tickets beside their own rows. */
import { shownNames, storedNames } from "#domain/customers/names";
import type { Database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import type { KeyRing } from "#domain/privacy/key-ring";
import { subCounts } from "#domain/tickets/lines/subs";
import type { TicketRow } from "#protocol/http-tickets";

/**
 * Whose tickets they are and how much of what is under them is done: one round trip for a page, of as many rows as the page
 * has, their customers' keys and what is under them.
 * @param rows a page of them
 */
export async function withBeside(
  db: Database,
  keyRing: KeyRing,
  principal: AgentPrincipal,
  rows: readonly TicketRow[],
): Promise<TicketRow[]> {
  if (rows.length === 0) return [];
  const contactIds = [...new Set(rows.flatMap(({ contactId }) => contactId ?? []))];
  const ids = rows.map(({ id }) => id);
  const [names, subs] = await db.batch([storedNames(db, contactIds), subCounts(db, ids)]);
  const nameOf = shownNames(keyRing, principal, names);
  const subsOf = new Map(subs.map(({ parentId, done, all }) => [parentId, { done, all }]));
  return rows.map((row) => {
    const contactName = row.contactId === undefined ? undefined : nameOf.get(row.contactId);
    const under = subsOf.get(row.id);
    return {
      ...row,
      ...(contactName === undefined ? {} : { contactName }),
      ...(under === undefined ? {} : { subs: under }),
    };
  });
}

/** For whoever wants to know how SQLite goes about it. */
export function explainedBeside(db: Database, ids: readonly string[], contactIds: readonly string[]) {
  return [storedNames(db, contactIds).toSQL(), subCounts(db, ids).toSQL()] as const;
}
