/** A time in which a team's work is handed out by hand, set apart from the rest of how it hands out work. */
import type { Database } from "#domain/database";
import { type Result, refuse } from "#domain/failures";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { DEFAULT_POLICY } from "#domain/routing/policy";
import { changeTeamRouting, readRoutingSettings } from "#domain/routing/store";

/** Others may change the rest meanwhile, which is no reason to turn a lead away. */
const ATTEMPTS = 3;

/**
 * The rest stays as it is, and as every team has it where nothing was ever set.
 * @param untilMs undefined: offered again from now on
 * @returns refuses `changed_meanwhile` where others keep changing it
 */
export async function handOutByHand(
  db: Database,
  teamId: string,
  untilMs: number | undefined,
  by: ChangeBy,
): Promise<Result<true>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { teams } = await readRoutingSettings(db);
    const seen = teams.find((team) => team.teamId === teamId);
    const routing = { ...DEFAULT_POLICY, needs: [], ...seen?.routing, manualUntilMs: untilMs };
    const changed = await changeTeamRouting(db, teamId, { routing, version: seen?.version ?? 0 }, by);
    if (changed.ok || changed.failure !== "changed_meanwhile") return changed;
  }
  return refuse("changed_meanwhile");
}
