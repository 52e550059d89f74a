/** What is kept about a contact beside their own row: from which networks they came, and who blocked them. For their rights. */
import { and, asc, eq, inArray, sql } from "drizzle-orm";
import { type Block, openBlock } from "#domain/customers/block-record";
import { blocks, contactNetworks } from "#domain/customers/schema";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";
import type { KeyRing } from "#domain/privacy/key-ring";
import { dataKeys } from "#domain/privacy/schema";

/** What a contact's row holds once nobody can be found by it. */
export const NOT_FINDABLE = { identifierKeyId: null, identifierHash: null, emailKeyId: null, emailHash: null } as const;

/**
 * Forgets both. A block of a contact goes with them, since they cannot come back; that of a network stays, and no longer
 * says whose it was nor why.
 */
export async function forgetNetworksAndBlocks(db: Database, contactIds: readonly string[]): Promise<void> {
  const theirs = inList(blocks.contactId, contactIds);
  const ids = db.select({ id: blocks.id }).from(blocks).where(theirs);
  const isKey = and(eq(dataKeys.kind, "block"), inArray(dataKeys.subjectId, ids));
  await db.batch([
    db.delete(contactNetworks).where(inList(contactNetworks.contactId, contactIds)),
    db
      .update(dataKeys)
      .set({ wrapped: sql`zeroblob(length(${dataKeys.wrapped}))` })
      .where(isKey),
    db.delete(dataKeys).where(isKey),
    db.delete(blocks).where(and(theirs, eq(blocks.kind, "contact"))),
    db.update(blocks).set({ contactId: null, sealedReason: null }).where(theirs),
  ]);
}

export async function listBlocksOfContact(db: Database, keyRing: KeyRing, contactId: string): Promise<Block[]> {
  const rows = await db
    .select({ block: blocks, keyId: dataKeys.keyId, wrapped: dataKeys.wrapped })
    .from(blocks)
    .leftJoin(dataKeys, and(eq(dataKeys.kind, "block"), eq(dataKeys.subjectId, blocks.id)))
    .where(eq(blocks.contactId, contactId))
    .orderBy(asc(blocks.createdAtMs));
  return rows.map(({ block, keyId, wrapped }) =>
    openBlock(keyRing, block, keyId === null || wrapped === null ? undefined : { keyId, wrapped }),
  );
}

export async function listNetworksOfContact(
  db: Database,
  contactId: string,
): Promise<(typeof contactNetworks.$inferSelect)[]> {
  return db
    .select()
    .from(contactNetworks)
    .where(eq(contactNetworks.contactId, contactId))
    .orderBy(asc(contactNetworks.lastSeenAtMs));
}
