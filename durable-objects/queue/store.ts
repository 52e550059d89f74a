/** The SQL of a QueueActor: who waits, in which order, and what is known of the team's agents. */
import { z } from "zod";
import type { AgentAvailability } from "#actors/contracts";
import type { AgentState } from "#domain/routing/rules";
import { PRESENCE_STATUSES } from "#protocol/constants";

export interface Entry {
  readonly conversationId: string;
  readonly epoch: number;
  /** Order of the queue: the smaller goes first. */
  readonly rank: number;
  readonly weight: number;
  readonly waitingSinceMs: number;
}

/** An agent as they told of themselves last. */
export interface QueueAgent extends AgentState {
  readonly version: number;
}

type EntryRow = { conversation_id: string; epoch: number; rank: number; weight: number; waiting_since_ms: number };
type AgentRow = {
  agent_id: string;
  status: string;
  capacity: number;
  load: number;
  idle_since_ms: number;
  version: number;
};

const status = z.enum(PRESENCE_STATUSES);

export class QueueStore {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  entry(conversationId: string): Entry | undefined {
    return this.#entries("WHERE conversation_id = ?", conversationId)[0];
  }

  /** The first that stands behind this rank. */
  next(afterRank: number): Entry | undefined {
    return this.#entries("WHERE rank > ? ORDER BY rank LIMIT 1", afterRank)[0];
  }

  first(limit: number): Entry[] {
    return this.#entries("ORDER BY rank LIMIT ?", limit);
  }

  /** From 1. */
  positionOf(entry: Entry): number {
    return this.#sql.exec<{ n: number }>("SELECT count(*) AS n FROM entries WHERE rank <= ?", entry.rank).one().n;
  }

  /** Puts it at the end, or before everybody; what stood there of an older epoch is replaced. */
  insert(entry: Omit<Entry, "rank">, atHead: boolean): void {
    this.remove(entry.conversationId);
    const rank = atHead ? "coalesce(min(rank), 1) - 1" : "coalesce(max(rank), 0) + 1";
    this.#sql.exec(
      `INSERT INTO entries (conversation_id, epoch, rank, weight, waiting_since_ms)
       SELECT ?, ?, ${rank}, ?, ? FROM entries`,
      entry.conversationId,
      entry.epoch,
      entry.weight,
      entry.waitingSinceMs,
    );
  }

  /** @returns whether it was there */
  remove(conversationId: string): boolean {
    return this.#sql.exec("DELETE FROM entries WHERE conversation_id = ?", conversationId).rowsWritten > 0;
  }

  agents(): QueueAgent[] {
    return this.#sql
      .exec<AgentRow>("SELECT * FROM agents")
      .toArray()
      .map((row) => ({
        agentId: row.agent_id,
        status: status.parse(row.status),
        capacity: row.capacity,
        load: row.load,
        idleSinceMs: row.idle_since_ms,
        version: row.version,
      }));
  }

  /** Keeps the newest. */
  saveAgent(agent: AgentAvailability): void {
    this.#sql.exec(
      `INSERT INTO agents (agent_id, status, capacity, load, idle_since_ms, version) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (agent_id) DO UPDATE SET status = excluded.status, capacity = excluded.capacity, load = excluded.load,
         idle_since_ms = excluded.idle_since_ms, version = excluded.version WHERE version < excluded.version`,
      agent.agentId,
      agent.status,
      agent.capacity,
      agent.load,
      agent.idleSinceMs,
      agent.version,
    );
  }

  /** What the agent's own refusal taught, until they tell more; if they did so meanwhile, that is the newer word. */
  setFull({ agentId, version }: QueueAgent): void {
    this.#sql.exec("UPDATE agents SET load = capacity WHERE agent_id = ? AND version = ?", agentId, version);
  }

  setOffline({ agentId, version }: QueueAgent): void {
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
        epoch: row.epoch,
        rank: row.rank,
        weight: row.weight,
        waitingSinceMs: row.waiting_since_ms,
      }));
  }
}
