/** The rows of what is attached to something that is erased. */
import { inArray, type SQLWrapper, sql } from "drizzle-orm";
import { attachments } from "#domain/attachments/schema";
import type { Database } from "#domain/database";

/** For the batch that erases their owners; overwritten first. @param ownerIds a query of theirs */
export function forgetAttachmentsStatements(db: Database, ownerIds: SQLWrapper) {
  const isTheirs = inArray(attachments.ownerId, ownerIds);
  return [
    db
      .update(attachments)
      .set({
        sealedKey: sql`zeroblob(length(${attachments.sealedKey}))`,
        sealedName: sql`zeroblob(length(${attachments.sealedName}))`,
      })
      .where(isTheirs),
    db.delete(attachments).where(isTheirs),
  ] as const;
}
