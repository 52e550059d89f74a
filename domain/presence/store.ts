/** Writes of the log of presence. */
import { z } from "zod";
import type { Database } from "#domain/database";
import { LOGGED_REASONS, presenceLog } from "#domain/presence/schema";
import { PRESENCE_STATUSES } from "#protocol/constants";

/** From when on an agent was what. */
export const presenceRecord = z.object({
  id: z.string(),
  agentId: z.string(),
  status: z.enum(PRESENCE_STATUSES),
  reason: z.enum(LOGGED_REASONS).optional(),
  fromMs: z.int(),
});
export type PresenceRecord = z.infer<typeof presenceRecord>;

/** Idempotent: a record keeps the id that it was given with the change. */
export async function recordPresence(db: Database, record: PresenceRecord): Promise<void> {
  await db.insert(presenceLog).values(record).onConflictDoNothing();
}
