/** How much of an agent's capacity each kind of work takes, as it rests in D1. */
import { and, eq, notExists, type SQLWrapper, sql } from "drizzle-orm";
import { auditStatement } from "#domain/audit/store";
import type { Database } from "#domain/database";
import type { D1Effect } from "#domain/delivery/d1-outbox";
import { d1Outbox } from "#domain/delivery/schema";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import type { ChangeBy } from "#domain/organisation/inbox-changes";
import { teams } from "#domain/organisation/schema";
import { workWeights } from "#domain/routing/schema";
import { isBuiltIn, listTicketTypes } from "#domain/tickets/types";
import { type WeightSettings, type WorkWeights, workWeights as weightsOf } from "#protocol/http-work-weights";
import { newId } from "#protocol/ids";

const ONLY = 1;

/** @returns what every shop has at first, where nothing was set */
export async function readWorkWeights(db: Database): Promise<WeightSettings> {
  const [row] = await db.select().from(workWeights).where(eq(workWeights.id, ONLY));
  return row === undefined
    ? { weights: weightsOf.parse({}), version: 0 }
    : { weights: toWeights(row.weights), version: row.version };
}

/**
 * The queue of every team hears of it. What somebody has already keeps the weight that it was given with.
 * @returns refuses `changed_meanwhile`, `type_unknown` for tickets of a type that there is not
 */
export async function changeWorkWeights(
  db: Database,
  { weights, version }: WeightSettings,
  { auditor, nowMs }: ChangeBy,
): Promise<Result<WeightSettings>> {
  const own = new Set((await listTicketTypes(db)).map(({ id }) => id));
  if (Object.keys(weights.tickets).some((type) => !isBuiltIn(type) && !own.has(type))) return refuse("type_unknown");
  const ours = db.select({ one: sql`1` }).from(workWeights);
  const isStill =
    version === 0
      ? sql`(SELECT 1 WHERE ${notExists(ours)})`
      : ours.where(and(eq(workWeights.id, ONLY), eq(workWeights.version, version)));
  const subject = { type: "routing", id: "weights" } as const;
  const words = (kinds: object) => Object.entries(kinds).map(([kind, weight]) => `${kind}:${weight}`);
  const detail = { conversations: words(weights.conversations), tickets: words(weights.tickets) };
  const next = { id: ONLY, version: version + 1, weights };
  const [changing] = await db.batch([
    db.select({ one: sql`1` }).from(sql`(${isStill}) AS changing`),
    auditStatement(db, { actor: auditor, action: "routing.weightsChanged", subject, detail }, nowMs, isStill),
    newsForEveryTeam(db, isStill, nowMs),
    db
      .insert(workWeights)
      .select(rowIf(workWeights, next, isStill))
      .onConflictDoUpdate({ target: workWeights.id, set: next, setWhere: eq(workWeights.version, version) }),
  ]);
  return changing.length > 0 ? ok({ weights, version: version + 1 }) : refuse("changed_meanwhile");
}

/** In the change's own batch, so that a team that is made at this moment is told, or reads what is new by itself. */
function newsForEveryTeam(db: Database, condition: SQLWrapper, nowMs: number) {
  return db.insert(d1Outbox).select(
    db
      .select({
        id: sql`${newId(nowMs)} || ':' || ${teams.id}`.as("id"),
        kind: sql`${"routing.changed" satisfies D1Effect["kind"]}`.as("kind"),
        payload: sql`json_object('teamId', ${teams.id})`.as("payload"),
        createdAtMs: sql`${nowMs}`.as("created_at_ms"),
        attempts: sql`0`.as("attempts"),
        nextAttemptAtMs: sql`${nowMs}`.as("next_attempt_at_ms"),
      })
      .from(teams)
      .where(sql`EXISTS (SELECT 1 FROM (${condition}))`),
  );
}

/** What a later release kept and this one does not know is no reason to hand out nothing. */
function toWeights(stored: unknown): WorkWeights {
  return weightsOf.safeParse(stored).data ?? weightsOf.parse({});
}
