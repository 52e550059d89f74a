/**
 * Whatever else is known of a contact, for their export, beyond what it goes through itself (contact row, consents,
 * conversations). A room that keeps something about contacts puts what it holds HERE.
 */
import type { Database } from "#domain/database";
import type { KeyRing } from "#domain/privacy/key-ring";
import type { ExportRecord } from "#domain/rights/export-records";

type Holding = Extract<ExportRecord, { type: "holding" }>;

export type Collector = (db: Database, keyRing: KeyRing, contactId: string) => Promise<Holding[]>;

export const COLLECTORS: readonly Collector[] = [];

export async function holdingsOf(db: Database, keyRing: KeyRing, contactId: string): Promise<Holding[]> {
  return (await Promise.all(COLLECTORS.map((collect) => collect(db, keyRing, contactId)))).flat();
}
