/** Of which line of support a team is, as administrators set it. */
import { and, eq } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { teams } from "#domain/organisation/schema";
import { listTeams } from "#domain/organisation/store";
import type { SupportTier } from "#protocol/support-tiers";

/**
 * What waits in the team stays there: only what is transferred afterwards goes by it.
 * @param supportTierBefore as whoever changes it saw it
 * @returns refuses `changed_meanwhile`, `team_unknown`
 */
export async function changeSupportTier(
  db: Database,
  id: string,
  { supportTier, supportTierBefore }: { readonly supportTier: SupportTier; readonly supportTierBefore: SupportTier },
  { auditor, nowMs }: ChangeBy,
): Promise<Result<true>> {
  const isUnchanged = and(eq(teams.id, id), eq(teams.supportTier, supportTierBefore));
  const changing = db.select({ id: teams.id }).from(teams).where(isUnchanged);
  const subject = { type: "team", id } as const;
  const entry = { actor: auditor, action: "team.supportTierChanged", subject, detail: { supportTier } } as const;
  const [changed] = await db.batch([
    changing,
    auditStatement(db, entry, nowMs, changing),
    db.update(teams).set({ supportTier }).where(isUnchanged),
  ]);
  if (changed.length > 0) return ok(true);
  return refuse((await listTeams(db)).some((team) => team.id === id) ? "changed_meanwhile" : "team_unknown");
}
