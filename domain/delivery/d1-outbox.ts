/** Effects that D1's own changes owe to actors: written with the change, drained after it, swept by cron. */

import { asc, eq, lte, type SQLWrapper, sql } from "drizzle-orm";
import { z } from "zod";
import type { Database } from "#domain/database";
import { d1Outbox } from "#domain/delivery/schema";
import { rowIf } from "#domain/insert-select";
import { ALERT_CAUSES, ESCALATION_LEVELS, TICKET_DUE_KINDS } from "#protocol/constants";
import { newId } from "#protocol/ids";
import { REFUND_STATUSES } from "#protocol/refunds";

const effect = z.discriminatedUnion("kind", [
  /** Sockets of this session have to close. */
  z.object({ kind: z.literal("session.ended"), payload: z.object({ agentId: z.string(), sessionId: z.string() }) }),
  /** Role, teams or inboxes of this agent changed: their sockets have to come back with what they may do now. */
  z.object({
    kind: z.literal("access.changed"),
    payload: z.object({
      agentId: z.string(),
      /** What was decided before this version holds no longer; absent: only that something changed. */
      accessVersion: z.int().optional(),
    }),
  }),
  /** The agent chose something else for themselves: their actor looks it up. */
  z.object({ kind: z.literal("preferences.changed"), payload: z.object({ agentId: z.string() }) }),
  /** What the agent knows was set anew: their actor looks it up. */
  z.object({ kind: z.literal("abilities.changed"), payload: z.object({ agentId: z.string() }) }),
  /** Something that the agent promised was promised, moved or kept: their actor looks up what is due next. */
  z.object({ kind: z.literal("followups.changed"), payload: z.object({ agentId: z.string() }) }),
  /** How the team hands out its work was set anew: its queue looks it up. */
  z.object({ kind: z.literal("routing.changed"), payload: z.object({ teamId: z.string() }) }),
  /** A ticket of this team was made or changed, or is another team's now: its queue looks it up. */
  z.object({
    kind: z.literal("ticket.changed"),
    payload: z.object({ ticketId: z.string(), teamId: z.string(), version: z.int() }),
  }),
  /** A ticket is overdue, or about to be: whoever its level means is told. */
  z.object({
    kind: z.literal("ticket.alerted"),
    payload: z.object({
      ticketId: z.string(),
      /** The same for the same news. */
      key: z.string(),
      cause: z.enum(ALERT_CAUSES),
      kind: z.enum(TICKET_DUE_KINDS),
      dueAtMs: z.int(),
      to: z.enum(ESCALATION_LEVELS),
    }),
  }),
  /** A refund waits for a decision, or something became of it: whoever may approve it, or asked for it, is told. */
  z.object({
    kind: z.literal("refund.told"),
    payload: z.object({
      ticketId: z.string(),
      refundId: z.string(),
      status: z.enum(REFUND_STATUSES),
      askedBy: z.string(),
      atMs: z.int(),
    }),
  }),
  /** A line of a ticket's time line that is told to whoever has or follows the ticket. */
  z.object({ kind: z.literal("ticket.told"), payload: z.object({ ticketId: z.string(), entryId: z.string() }) }),
  /** A guest's conversations are the verified contact's now. */
  z.object({
    kind: z.literal("contact.joined"),
    payload: z.object({ from: z.string(), to: z.string(), after: z.string().optional() }),
  }),
  /** A ticket was resolved: the customer of its conversation is asked whether it is settled. */
  z.object({ kind: z.literal("ticket.resolved"), payload: z.object({ conversationId: z.string() }) }),
  /** This contact's sockets have to close. `after`: the conversations up to this one have been told. */
  z.object({
    kind: z.literal("contact.blocked"),
    payload: z.object({ contactId: z.string(), after: z.string().optional() }),
  }),
  /** Sockets of customers from this network have to close. `after`: the contacts up to this one have been looked at. */
  z.object({
    kind: z.literal("network.blocked"),
    payload: z.object({ tags: z.array(z.string()), after: z.string().optional() }),
  }),
]);
/** Ids, versions and numbers only: these rows rest unencrypted. */
export type D1Effect = z.infer<typeof effect>;

export interface D1OutboxRow {
  readonly id: string;
  readonly kind: string;
  /** Absent if a later release wrote it: it waits for that one to come back, and the others do not wait for it. */
  readonly effect: D1Effect | undefined;
  /** How often it was tried before. */
  readonly attempts: number;
}

/** The insert of an effect: await it, or put it into the batch of the change it tells of. */
export function insertD1Effect(db: Database, owed: D1Effect, nowMs: number) {
  return db.insert(d1Outbox).values(rowOf(owed, nowMs));
}

function rowOf({ kind, payload }: D1Effect, nowMs: number) {
  return { id: newId(nowMs), kind, payload: JSON.stringify(payload), createdAtMs: nowMs, nextAttemptAtMs: nowMs };
}

/** As {@link insertD1Effect}, if the condition selects something: a batch does not stop at a change that did nothing. */
export function insertD1EffectIf(db: Database, condition: SQLWrapper, owed: D1Effect, nowMs: number) {
  return db.insert(d1Outbox).select(rowIf(d1Outbox, rowOf(owed, nowMs), condition));
}

/** As {@link insertD1EffectIf}, under an id of its own: rows are taken in the order of their ids, and those of time begin with a digit. */
export function insertNamedD1EffectIf(
  db: Database,
  condition: SQLWrapper,
  { id, owed }: { readonly id: string; readonly owed: D1Effect },
  nowMs: number,
) {
  return db
    .insert(d1Outbox)
    .select(rowIf(d1Outbox, { ...rowOf(owed, nowMs), id }, condition))
    .onConflictDoNothing();
}

/**
 * The news for all those whose access a batch is about to raise by one version: put it before that change.
 * @param changing selects each `agentId` with its `accessVersion` of before
 */
export function insertAccessChanges(db: Database, changing: SQLWrapper, nowMs: number) {
  const before = sql`${changing} AS changing`;
  return db.insert(d1Outbox).select(
    db
      .select({
        // Several rows of one statement: in order of time as the others are, and told apart by whom they are about.
        id: sql`${newId(nowMs)} || ':' || agent_id`.as("id"),
        kind: sql`${"access.changed" satisfies D1Effect["kind"]}`.as("kind"),
        payload: sql`json_object('agentId', agent_id, 'accessVersion', access_version + 1)`.as("payload"),
        createdAtMs: sql`${nowMs}`.as("created_at_ms"),
        attempts: sql`0`.as("attempts"),
        nextAttemptAtMs: sql`${nowMs}`.as("next_attempt_at_ms"),
      })
      .from(before),
  );
}

/** @returns the first rows whose time has come, in the order of their ids: the oldest, and after all of those what has a name */
export async function dueD1Effects(db: Database, nowMs: number, limit: number): Promise<D1OutboxRow[]> {
  const rows = await db
    .select()
    .from(d1Outbox)
    .where(lte(d1Outbox.nextAttemptAtMs, nowMs))
    .orderBy(asc(d1Outbox.id))
    .limit(limit);
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    effect: effect.safeParse({ kind: row.kind, payload: JSON.parse(row.payload) }).data,
    attempts: row.attempts,
  }));
}

/** Its target has taken it. */
export async function d1EffectTaken(db: Database, id: string): Promise<void> {
  await db.delete(d1Outbox).where(eq(d1Outbox.id, id));
}

/** It failed and is tried again, as often as it takes. */
export async function d1EffectFailed(db: Database, id: string, nextAttemptAtMs: number): Promise<void> {
  await db
    .update(d1Outbox)
    .set({ attempts: sql`${d1Outbox.attempts} + 1`, nextAttemptAtMs })
    .where(eq(d1Outbox.id, id));
}
