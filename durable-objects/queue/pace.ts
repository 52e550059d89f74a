/**
 * At what pace this queue was handed out lately, while somebody waited and an agent was online: a line that was empty, or
 * that nobody was there for, tells nothing of how fast it moves.
 */
import { KEPT_INTERVALS, STALE_AFTER_MS } from "#domain/routing/expected-wait";

export class Pace {
  readonly #sql: SqlStorage;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /** Somebody got theirs. */
  handedOut(nowMs: number): void {
    const { since_ms: sinceMs } = this.#sql
      .exec<{ since_ms: number | null }>("SELECT max(since_ms) AS since_ms FROM pace")
      .one();
    if (sinceMs !== null) {
      this.#sql.exec("INSERT INTO hand_outs (at_ms, interval_ms) VALUES (?, ?)", nowMs, Math.max(0, nowMs - sinceMs));
      this.#sql.exec(
        "DELETE FROM hand_outs WHERE id <= (SELECT id FROM hand_outs ORDER BY id DESC LIMIT 1 OFFSET ?)",
        KEPT_INTERVALS,
      );
    }
    this.#sql.exec("INSERT OR REPLACE INTO pace (one, since_ms) VALUES (1, ?)", nowMs);
  }

  /** Nobody waits, or nobody is there: what comes next is measured anew. */
  interrupt(): void {
    this.#sql.exec("DELETE FROM pace");
  }

  intervalsMs(nowMs: number): number[] {
    return this.#sql
      .exec<{ interval_ms: number }>("SELECT interval_ms FROM hand_outs WHERE at_ms > ?", nowMs - STALE_AFTER_MS)
      .toArray()
      .map((row) => row.interval_ms);
  }
}
