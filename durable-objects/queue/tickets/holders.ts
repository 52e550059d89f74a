/** Agents who are to be told that tickets which are, or were, theirs were changed: until each of them has heard. */
import type { AgentRpc } from "#actors/contracts";
import { logFailure } from "#actors/runtime/log";
import type { Timers } from "#actors/runtime/timers";

/** Migration text. */
export const TICKET_HOLDERS_MIGRATION = `
  CREATE TABLE ticket_holders (
    mark_id INTEGER PRIMARY KEY AUTOINCREMENT,
    agent_id TEXT NOT NULL UNIQUE
  ) STRICT;
`;

export const HOLDERS_TIMER = "ticket-holders";
const RETRY_MS = 5_000;
const MAX_AT_ONCE = 100;

export class Holders {
  readonly #sql: SqlStorage;
  readonly #timers: Timers;

  constructor(sql: SqlStorage, timers: Timers) {
    this.#sql = sql;
    this.#timers = timers;
  }

  mark(agentIds: readonly string[], nowMs: number): void {
    for (const agentId of agentIds)
      this.#sql.exec("INSERT OR REPLACE INTO ticket_holders (agent_id) VALUES (?)", agentId);
    if (agentIds.length > 0) this.#timers.schedule(HOLDERS_TIMER, nowMs);
  }

  /** @returns when to come again for those who could not be reached */
  async tell(agent: (agentId: string) => Pick<AgentRpc, "ticketsChanged">): Promise<number | undefined> {
    const marks = this.#sql
      .exec<{ mark_id: number; agent_id: string }>("SELECT * FROM ticket_holders ORDER BY mark_id LIMIT ?", MAX_AT_ONCE)
      .toArray();
    let missed = 0;
    for (const { mark_id: markId, agent_id: agentId } of marks) {
      try {
        await agent(agentId).ticketsChanged();
        // Marked again meanwhile, they are told again.
        this.#sql.exec("DELETE FROM ticket_holders WHERE agent_id = ? AND mark_id = ?", agentId, markId);
      } catch (error) {
        logFailure("holder_untold", error);
        missed += 1;
      }
    }
    if (missed > 0) return Date.now() + RETRY_MS;
    return marks.length === MAX_AT_ONCE ? Date.now() : undefined;
  }
}
