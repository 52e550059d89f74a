/** A transfer to a line of support that is asked for again, as its answer was lost. */
import { and, eq } from "drizzle-orm";
import type { Database } from "#domain/database";
import { storedChanges } from "#domain/tickets/entries";
import { ticketEntries } from "#domain/tickets/schema";
import type { SupportTier } from "#protocol/support-tiers";

export interface HandedToLine {
  readonly ticketId: string;
  /** That it was handed on from: of one version there is one change, so nobody is taken for somebody else. */
  readonly fromVersion: number;
  readonly byId: string;
  readonly supportTier: SupportTier;
}

/** Whatever became of the ticket since. */
export async function wasHandedToLine(
  db: Database,
  { ticketId, fromVersion, byId, supportTier }: HandedToLine,
): Promise<boolean> {
  const rows = await db
    .select({ changes: ticketEntries.changes })
    .from(ticketEntries)
    .where(
      and(
        eq(ticketEntries.ticketId, ticketId),
        eq(ticketEntries.kind, "transferred"),
        eq(ticketEntries.byId, byId),
        eq(ticketEntries.version, fromVersion + 1),
      ),
    );
  const changes = rows.flatMap((row) => storedChanges.parse(row.changes));
  return changes.some(({ field, to }) => field === "supportTier" && to === String(supportTier));
}
