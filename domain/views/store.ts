/** Saved views in D1. Each belongs to one agent, and nobody else reads or changes it. */
import { and, asc, eq, sql } from "drizzle-orm";
import type { Database } from "#domain/database";
import { ok, type Result, refuse } from "#domain/failures";
import { rowIf } from "#domain/insert-select";
import { savedViews } from "#domain/views/schema";
import { MAX_SAVED_VIEWS, type ViewSubject } from "#protocol/constants";
import {
  conversationView,
  listFilters,
  type SavedView,
  type SavedViewBody,
  ticketView,
  ticketViewFilters,
} from "#protocol/http-views";

/** One that a later release knows more of is shown as far as this one does. @returns undefined where that is not at all */
function toView({ id, name, subject, view, filters }: typeof savedViews.$inferSelect): SavedView | undefined {
  const kept: unknown = JSON.parse(filters);
  if (subject === "conversations")
    return conversationView.safeParse({ id, name, view, filters: listFilters.catch({}).parse(kept) }).data;
  return ticketView.safeParse({ id, name, subject, view, filters: ticketViewFilters.catch({}).parse(kept) }).data;
}

/** In the agent's own order. */
export async function listViews(db: Database, agentId: string, subject: ViewSubject): Promise<SavedView[]> {
  const rows = await db
    .select()
    .from(savedViews)
    .where(areOf(agentId, subject))
    .orderBy(asc(savedViews.place), asc(savedViews.id));
  return rows.map(toView).filter((view) => view !== undefined);
}

/** Keeps one more, after the others; refuses one above {@link MAX_SAVED_VIEWS} of its subject. @param id of the new view */
export async function createView(
  db: Database,
  agentId: string,
  id: string,
  { name, subject = "conversations", view, filters }: SavedViewBody,
  nowMs: number,
): Promise<Result<SavedView>> {
  const own = areOf(agentId, subject);
  const isRoom = sql`(SELECT 1 WHERE ${db.$count(savedViews, own)} < ${MAX_SAVED_VIEWS})`;
  const place = sql`(SELECT coalesce(max(place), -1) + 1 FROM saved_views
    WHERE agent_id = ${agentId} AND subject = ${subject})`;
  const row = { id, agentId, name, subject, view, filters: JSON.stringify(filters), place, createdAtMs: nowMs };
  const [made] = await db
    .insert(savedViews)
    .select(rowIf(savedViews, row, isRoom))
    .returning();
  const kept = made && toView(made);
  return kept === undefined ? refuse("too_many_views") : ok(kept);
}

/** @returns refuses `not_found` for one that is of something else, too */
export async function changeView(
  db: Database,
  agentId: string,
  id: string,
  { name, subject = "conversations", view, filters }: SavedViewBody,
): Promise<Result<SavedView>> {
  const [changed] = await db
    .update(savedViews)
    .set({ name, view, filters: JSON.stringify(filters) })
    .where(and(isOwn(agentId, id), eq(savedViews.subject, subject)))
    .returning();
  const kept = changed && toView(changed);
  return kept === undefined ? refuse("not_found") : ok(kept);
}

/** @returns whether there was one */
export async function deleteView(db: Database, agentId: string, id: string): Promise<boolean> {
  const gone = await db.delete(savedViews).where(isOwn(agentId, id)).returning({ id: savedViews.id });
  return gone.length > 0;
}

/** Those named come first, in this order; the others after them as they were. */
export async function orderViews(
  db: Database,
  agentId: string,
  subject: ViewSubject,
  ids: readonly string[],
): Promise<SavedView[]> {
  const wanted = sql`(SELECT key FROM json_each(${JSON.stringify(ids)}) WHERE value = ${savedViews.id})`;
  await db
    .update(savedViews)
    .set({ place: sql`coalesce(${wanted}, ${savedViews.place} + ${MAX_SAVED_VIEWS})` })
    .where(areOf(agentId, subject));
  return listViews(db, agentId, subject);
}

function areOf(agentId: string, subject: ViewSubject) {
  return and(eq(savedViews.agentId, agentId), eq(savedViews.subject, subject));
}

function isOwn(agentId: string, id: string) {
  return and(eq(savedViews.agentId, agentId), eq(savedViews.id, id));
}
