/** The search for files that no row tells of: of an upload that was cut off, or a removal that was. */
import { and, eq } from "drizzle-orm";
import { attachmentOfObject } from "#domain/attachments/ports";
import { attachmentSweeps, attachments } from "#domain/attachments/schema";
import type { Database } from "#domain/database";
import { inList } from "#domain/in-list";

/** The row of an upload comes within seconds of its file. */
export const ORPHAN_AFTER_MS = 24 * 60 * 60 * 1_000;
const ROW_ID = 1;

export interface SeenObject {
  readonly name: string;
  readonly writtenAtMs: number;
}

/** @returns those that are old enough and that no attachment is kept of */
export async function orphansAmong(db: Database, seen: readonly SeenObject[], nowMs: number): Promise<string[]> {
  const old = seen.filter(({ writtenAtMs }) => writtenAtMs < nowMs - ORPHAN_AFTER_MS).map(({ name }) => name);
  if (old.length === 0) return [];
  const rows = await db
    .select({ id: attachments.id })
    .from(attachments)
    .where(and(inList(attachments.id, old.map(attachmentOfObject)), eq(attachments.state, "kept")));
  const kept = new Set(rows.map(({ id }) => id));
  return old.filter((name) => !kept.has(attachmentOfObject(name)));
}

/** @returns after which object to go on; empty for the first */
export async function sweepPosition(db: Database): Promise<string> {
  const [row] = await db.select().from(attachmentSweeps).where(eq(attachmentSweeps.id, ROW_ID));
  return row?.afterKey ?? "";
}

export async function sweptUpTo(db: Database, afterKey: string): Promise<void> {
  await db
    .insert(attachmentSweeps)
    .values({ id: ROW_ID, afterKey })
    .onConflictDoUpdate({ target: attachmentSweeps.id, set: { afterKey } });
}
