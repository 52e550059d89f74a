/** Saved views in D1. Each belongs to one agent, and nobody else reads or changes it. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { savedViews } from "#domain/views/schema";
import { MAX_SAVED_VIEWS } from "#protocol/constants";
import { listFilters, type SavedView, type SavedViewBody } from "#protocol/http-views";

function toView({ id, name, view, filters }: typeof savedViews.$inferSelect): SavedView {
  // One that a later release knows more of is shown as far as this one does.
  return { id, name, view, filters: listFilters.catch({}).parse(JSON.parse(filters)) };
}

/** In the agent's own order. */
export async function listViews(db: Database, agentId: string): Promise<SavedView[]> {
  const rows = await db
    .select()
    .from(savedViews)
    .where(eq(savedViews.agentId, agentId))
    .orderBy(asc(savedViews.place), asc(savedViews.id));
  return rows.map(toView);
}

/** Keeps one more, after the others; refuses one above {@link MAX_SAVED_VIEWS}. @param id of the new view */
export async function createView(
  db: Database,
  agentId: string,
  id: string,
  { name, view, filters }: SavedViewBody,
  nowMs: number,
): Promise<Result<SavedView>> {
  const own = eq(savedViews.agentId, agentId);
  const isRoom = sql`(SELECT 1 WHERE ${db.$count(savedViews, own)} < ${MAX_SAVED_VIEWS})`;
  const place = sql`(SELECT coalesce(max(place), -1) + 1 FROM saved_views WHERE agent_id = ${agentId})`;
  const row = { id, agentId, name, view, filters: JSON.stringify(filters), place, createdAtMs: nowMs };
  const [made] = await db
    .insert(savedViews)
    .select(rowIf(savedViews, row, isRoom))
    .returning();
  return made === undefined ? refuse("too_many_views") : ok(toView(made));
}

export async function changeView(
  db: Database,
  agentId: string,
  id: string,
  { name, view, filters }: SavedViewBody,
): Promise<Result<SavedView>> {
  const [changed] = await db
    .update(savedViews)
    .set({ name, view, filters: JSON.stringify(filters) })
    .where(isOwn(agentId, id))
    .returning();
  return changed === undefined ? refuse("not_found") : ok(toView(changed));
}

/** @returns whether there was one */
export async function deleteView(db: Database, agentId: string, id: string): Promise<boolean> {
  const gone = await db.delete(savedViews).where(isOwn(agentId, id)).returning({ id: savedViews.id });
  return gone.length > 0;
}

/** Those named come first, in this order; the others after them as they were. */
export async function orderViews(db: Database, agentId: string, ids: readonly string[]): Promise<SavedView[]> {
  const wanted = sql`(SELECT key FROM json_each(${JSON.stringify(ids)}) WHERE value = ${savedViews.id})`;
  await db
    .update(savedViews)
    .set({ place: sql`coalesce(${wanted}, ${savedViews.place} + ${MAX_SAVED_VIEWS})` })
    .where(eq(savedViews.agentId, agentId));
  return listViews(db, agentId);
}

function isOwn(agentId: string, id: string) {
  return and(eq(savedViews.agentId, agentId), eq(savedViews.id, id));
}
