/**
 * The ledger of erasures: what was erased is written down before anything is destroyed, apart from the data itself. A
 * backup still holds what was erased after it was made; whatever is restored is held against the ledger and erased again.
 */
import { z } from "zod";

/** Ids only. */
export const ledgerEntry = z.object({
  version: z.literal(1),
  /** Of the request. */
  id: z.uuid(),
  reason: z.enum(["request", "retention"]),
  inboxId: z.string(),
  contactIds: z.array(z.uuid()),
  /** In the order in which they are erased. */
  conversationIds: z.array(z.uuid()),
  writtenAtMs: z.int(),
});
export type LedgerEntry = z.infer<typeof ledgerEntry>;

/** Kept where no restored backup reaches. */
export interface Ledger {
  /** Replaces an entry of the same id. */
  write(entry: LedgerEntry): Promise<void>;
  /** @throws if there is an entry that cannot be read: an erasure is never skipped in silence */
  read(id: string): Promise<LedgerEntry | undefined>;
  /** @returns ids in order, which is that of their time */
  idsAfter(id: string | undefined, limit: number): Promise<string[]>;
}

/** An entry never loses what it named: ids that are new come behind those that it has. */
export function withSubjects(
  entry: LedgerEntry,
  contactIds: readonly string[],
  conversationIds: readonly string[],
): LedgerEntry {
  return {
    ...entry,
    contactIds: [...new Set([...entry.contactIds, ...contactIds])],
    conversationIds: [...new Set([...entry.conversationIds, ...conversationIds])],
  };
}
