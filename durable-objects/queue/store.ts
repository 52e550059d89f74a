/** The SQL of a QueueActor: who waits, in which order, and what is known of the team's agents. */
import { z } from "zod";
import type { AgentAvailability } from "#actors/contracts";
import { toHundredths, toPlaces } from "#domain/routing/weights/weights";
import { PRESENCE_STATUSES } from "#protocol/constants";

export interface NewEntry {
  readonly conversationId: string;
  /** Absent if an earlier release wrote it down. */
  readonly inboxId?: string | undefined;
  readonly epoch: number;
  readonly waitingSinceMs: number;
  /** What it asks besides, as far as it is known. */
  readonly asks?: Asks | undefined;
  /** How much earlier than they came they stand. */
  readonly headStartMs?: number | undefined;
  /** When it came into this queue. */
  readonly arrivedAtMs?: number | undefined;
}

export type Asks = z.infer<typeof asksOf>;

/** Order of the queue: by band, then by where they stand in time, then by conversation. */
export interface Entry extends NewEntry {
  readonly band: number;
  readonly standsAtMs: number;
}

type EntryRow = {
  conversation_id: string;
  epoch: number;
  waiting_since_ms: number;
  band: number;
  stands_at_ms: number;
  inbox_id: string | null;
  asks: string;
  head_start_ms: number;
  arrived_at_ms: number | null;
};
type AgentRow = {
  agent_id: string;
  status: string;
  capacity: number;
  load: number;
  load_hundredths: number | null;
  tickets: number;
  idle_since_ms: number;
  inbox_ids: string | null;
  abilities: string;
  version: number;
};

/** Of those who were put back: before everybody else, whoever has waited longest first. */
const HEAD_BAND = 0;
/** Of the others: as they came, pressing ones as if they had come earlier. */
const TAIL_BAND = 1;
const IN_ORDER = "ORDER BY band, stands_at_ms, conversation_id";

const status = z.enum(PRESENCE_STATUSES);
const inboxIds = z.array(z.string());
const asksOf = z.object({
  language: z.string().optional(),
  lastAgentId: z.string().optional(),
  notAgentId: z.string().optional(),
  skills: z
    .array(z.object({ skillId: z.string(), level: z.number() }))
    .readonly()
    .optional(),
});
const abilitiesOf = z.object({
  skills: z.array(z.object({ skillId: z.string(), level: z.number() })).optional(),
  languages: z.array(z.string()).optional(),
  regions: z.array(z.string()).optional(),
});

export class QueueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  entry(conversationId: string): Entry | undefined {
    return this.#entries("WHERE conversation_id = ?", conversationId)[0];
  }

  /** The first that stands behind this one, which may be gone by now. */
  next({ band, standsAtMs, conversationId }: Entry): Entry | undefined {
    const where = "WHERE (band, stands_at_ms, conversation_id) > (?, ?, ?)";
    return this.#entries(`${where} ${IN_ORDER} LIMIT 1`, band, standsAtMs, conversationId)[0];
  }

  first(limit: number): Entry[] {
    return this.#entries(`${IN_ORDER} LIMIT ?`, limit);
  }

  /** Of those who wait: how many were put back, or transferred here, and how many there are in all. */
  counts(): { atHead: number; waiting: number } {
    const counts = "SELECT count(*) AS waiting, coalesce(sum(band = ?), 0) AS at_head FROM entries";
    const row = this.#sql.exec<{ waiting: number; at_head: number }>(counts, HEAD_BAND).one();
    return { atHead: row.at_head, waiting: row.waiting };
  }

  /** From 1. */
  positionOf({ band, standsAtMs, conversationId }: Entry): number {
    const count = "SELECT count(*) AS n FROM entries WHERE (band, stands_at_ms, conversation_id) <= (?, ?, ?)";
    return this.#sql.exec<{ n: number }>(count, band, standsAtMs, conversationId).one().n;
  }

  /**
   * Puts it at the end, or before all who were not put back; what stood there of an older epoch is replaced.
   * Several that are put back at once are told of in any order; they stand by how long they have waited.
   */
  insert(entry: NewEntry, atHead: boolean): void {
    this.remove(entry.conversationId);
    // Of no account here: an earlier release goes by it.
    const rank = atHead ? "coalesce(min(rank), 1) - 1" : "coalesce(max(rank), 0) + 1";
    this.#sql.exec(
      // What it weighs is settled when it is offered.
      `INSERT INTO entries (conversation_id, epoch, rank, weight, waiting_since_ms, band, inbox_id, asks, head_start_ms,
         arrived_at_ms) SELECT ?, ?, ${rank}, 1, ?, ?, ?, ?, ?, ? FROM entries`,
      entry.conversationId,
      entry.epoch,
      entry.waitingSinceMs,
      atHead ? HEAD_BAND : TAIL_BAND,
      entry.inboxId ?? null,
      JSON.stringify(entry.asks ?? {}),
      entry.headStartMs ?? 0,
      entry.arrivedAtMs ?? null,
    );
  }

  /** It is more, or less, pressing than before. */
  setHeadStart(conversationId: string, headStartMs: number): void {
    this.#sql.exec("UPDATE entries SET head_start_ms = ? WHERE conversation_id = ?", headStartMs, conversationId);
  }

  /** Those that came into this queue by then, the first to come first. */
  arrivedBy(atMs: number, limit: number): Entry[] {
    return this.#entries("WHERE arrived_at_ms <= ? ORDER BY arrived_at_ms LIMIT ?", atMs, limit);
  }

  /** Of those that came into this queue later than that, the first. */
  firstArrivalAfter(atMs: number): number | undefined {
    const first = "SELECT min(arrived_at_ms) AS at FROM entries WHERE arrived_at_ms > ?";
    return this.#sql.exec<{ at: number | null }>(first, atMs).one().at ?? undefined;
  }

  /** @returns whether it was there */
  remove(conversationId: string): boolean {
    return this.#sql.exec("DELETE FROM entries WHERE conversation_id = ?", conversationId).rowsWritten > 0;
  }

  /** As they told of themselves last. */
  agents(): AgentAvailability[] {
    return this.#sql
      .exec<AgentRow>("SELECT * FROM agents")
      .toArray()
      .map((row) => ({
        agentId: row.agent_id,
        status: status.parse(row.status),
        capacity: row.capacity,
        load: row.load_hundredths === null ? row.load : toPlaces(row.load_hundredths),
        tickets: row.tickets,
        idleSinceMs: row.idle_since_ms,
        inboxIds: row.inbox_ids === null ? undefined : inboxIds.parse(JSON.parse(row.inbox_ids)),
        ...abilitiesOf.parse(JSON.parse(row.abilities)),
        version: row.version,
      }));
  }

  agent(agentId: string): AgentAvailability | undefined {
    return this.agents().find((agent) => agent.agentId === agentId);
  }

  isAnybodyOnline(): boolean {
    return this.#sql.exec("SELECT 1 FROM agents WHERE status = 'online' LIMIT 1").toArray().length > 0;
  }

  /** Keeps the newest. */
  saveAgent(agent: AgentAvailability): void {
    this.#sql.exec(
      `INSERT INTO agents (agent_id, status, capacity, load, load_hundredths, tickets, idle_since_ms, inbox_ids, abilities, version)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (agent_id) DO UPDATE SET status = excluded.status, capacity = excluded.capacity, load = excluded.load,
         load_hundredths = excluded.load_hundredths, tickets = excluded.tickets, idle_since_ms = excluded.idle_since_ms, inbox_ids = excluded.inbox_ids, abilities = excluded.abilities,
         version = excluded.version
       WHERE version < excluded.version`,
      agent.agentId,
      agent.status,
      agent.capacity,
      // Whole places, for an earlier release.
      Math.ceil(agent.load),
      toHundredths(agent.exactLoad ?? agent.load),
      agent.tickets ?? 0,
      agent.idleSinceMs,
      agent.inboxIds === undefined ? null : JSON.stringify(agent.inboxIds),
      JSON.stringify({ skills: agent.skills, languages: agent.languages, regions: agent.regions }),
      agent.version,
    );
  }

  /** What the agent's own refusal taught, until they tell more; if they did so meanwhile, that is the newer word. */
  setFull({ agentId, version }: AgentAvailability): void {
    this.#sql.exec(
      "UPDATE agents SET load = capacity, load_hundredths = 100 * capacity WHERE agent_id = ? AND version = ?",
      agentId,
      version,
    );
  }

  setOffline({ agentId, version }: AgentAvailability): void {
    this.#sql.exec("UPDATE agents SET status = 'offline' WHERE agent_id = ? AND version = ?", agentId, version);
  }

  watch(agentId: string, untilMs: number): void {
    this.#sql.exec(
      "INSERT INTO watchers (agent_id, until_ms) VALUES (?, ?) ON CONFLICT (agent_id) DO UPDATE SET until_ms = excluded.until_ms",
      agentId,
      untilMs,
    );
  }

  unwatch(agentId: string): void {
    this.#sql.exec("DELETE FROM watchers WHERE agent_id = ?", agentId);
  }

  watchers(nowMs: number): string[] {
    return this.#sql
      .exec<{ agent_id: string }>("SELECT agent_id FROM watchers WHERE until_ms > ?", nowMs)
      .toArray()
      .map((row) => row.agent_id);
  }

  #entries(where: string, ...bindings: (string | number)[]): Entry[] {
    return this.#sql
      .exec<EntryRow>(`SELECT * FROM entries ${where}`, ...bindings)
      .toArray()
      .map((row) => ({
        conversationId: row.conversation_id,
        inboxId: row.inbox_id ?? undefined,
        epoch: row.epoch,
        waitingSinceMs: row.waiting_since_ms,
        asks: asksOf.parse(JSON.parse(row.asks)),
        headStartMs: row.head_start_ms,
        arrivedAtMs: row.arrived_at_ms ?? undefined,
        band: row.band,
        standsAtMs: row.stands_at_ms,
      }));
  }
}
