/** What a new ticket begins with, in one round trip. */
import type { Database } from "#domain/database";
import { inboxes } from "#domain/organisation/schema";
import { routingRules } from "#domain/rules/schema";
import { rulesOfRow } from "#domain/rules/store";
import type { RoutingRule } from "#protocol/http-rules";

export interface RoutingBeginnings {
  readonly rules: readonly RoutingRule[];
  /** By inbox id. */
  readonly defaultTeamIds: ReadonlyMap<string, string>;
}

export async function readBeginnings(db: Database): Promise<RoutingBeginnings> {
  const [[row], all] = await db.batch([
    db.select().from(routingRules),
    db.select({ id: inboxes.id, teamId: inboxes.defaultTeamId }).from(inboxes),
  ]);
  return { rules: rulesOfRow(row).rules, defaultTeamIds: new Map(all.map(({ id, teamId }) => [id, teamId])) };
}
