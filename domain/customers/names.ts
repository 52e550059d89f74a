/** What customers are called, of many at once: of a guest who joined a customer, that customer's name. */
import { and, eq, isNotNull, isNull, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import { seesPersonal } from "#domain/conversations/masked";
import { contacts } from "#domain/customers/schema";
import { openName } from "#domain/customers/store";
import type { Database } from "#domain/database";
import { isPermitted } from "#domain/identity/permissions";
import type { AgentPrincipal } from "#domain/identity/principal";
import { inList } from "#domain/in-list";
import { isUnopenable, type KeyRing, unwrapDataKey } from "#domain/privacy/key-ring";
import { maskText } from "#domain/privacy/masking";
import { dataKeys } from "#domain/privacy/schema";

const asked = alias(contacts, "asked");

/** Names as they rest, for a batch: one row for each of these that has one. Of one who is being erased nothing is told. */
export function storedNames(db: Database, contactIds: readonly string[]) {
  return (
    db
      .select({
        // Within a batch D1 answers by the names of columns, and two of them would be one.
        askedId: sql<string>`${asked.id}`.as("asked_id"),
        ...{ id: contacts.id, revision: contacts.revision, sealed: contacts.sealedName },
        wrapped: { keyId: dataKeys.keyId, wrapped: dataKeys.wrapped },
      })
      .from(asked)
      // SQLite keeps the order of a CROSS JOIN: from those that are asked for to who they are and to their keys.
      .crossJoin(contacts)
      .crossJoin(dataKeys)
      .where(
        and(
          inList(asked.id, contactIds),
          eq(contacts.id, sql`coalesce(${asked.joinedInto}, ${asked.id})`),
          and(isNull(contacts.erasureId), isNotNull(contacts.sealedName)),
          and(eq(dataKeys.kind, "contact"), eq(dataKeys.subjectId, contacts.id)),
        ),
      )
  );
}

type StoredName = Awaited<ReturnType<typeof storedNames>>[number];

/** @returns by the id that was asked for; nothing for whoever may not look at customers, or where a key is missing */
export function shownNames(
  keyRing: KeyRing,
  principal: AgentPrincipal,
  rows: readonly StoredName[],
): ReadonlyMap<string, string> {
  if (!isPermitted(principal, "contact.read")) return new Map();
  const seesAll = seesPersonal(principal);
  const names = rows.flatMap((row): [string, string][] => {
    const name = nameIfThere(keyRing, row);
    return name === undefined ? [] : [[row.askedId, seesAll ? name : maskText(name).text]];
  });
  return new Map(names);
}

function nameIfThere(keyRing: KeyRing, { id, revision, sealed, wrapped }: StoredName): string | undefined {
  if (sealed === null) return undefined;
  try {
    return openName(unwrapDataKey(keyRing, { kind: "contact", id }, wrapped), id, revision, sealed);
  } catch (error) {
    if (isUnopenable(error)) return undefined;
    throw error;
  }
}
