/**
 * Named timers over the one alarm that a Durable Object has. A timer runs at least once at or after its time; one that
 * fails stays and is tried again. The alarm is only ever moved to an earlier time, because each move is a sync to disk:
 * an alarm that comes too early finds nothing due and is set anew.
 */
import { backoffMs } from "#actors/runtime/backoff";

/** Migration text of the table that {@link Timers} needs; put it into the actor's list. */
export const TIMERS_MIGRATION = `
  CREATE TABLE timers (
    name TEXT PRIMARY KEY,
    due_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX timers_due ON timers (due_at_ms);
`;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

/** Runs one timer. It may be called more than once for one time, so it must be idempotent. */
export type TimerHandler = (name: string, dueAtMs: number) => Promise<void> | void;

export class Timers {
  readonly #storage: DurableObjectStorage;
  /** Where the platform's alarm stands; undefined when there is none. */
  #alarmAtMs: number | undefined;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Reads where the alarm stands; call it once under `blockConcurrencyWhile`. */
  async initialise(): Promise<void> {
    this.#alarmAtMs = (await this.#storage.getAlarm()) ?? undefined;
  }

  /** Sets the timer, in place of an earlier one of that name. Takes part in the current transaction. */
  schedule(name: string, dueAtMs: number): void {
    this.#storage.sql.exec(
      `INSERT INTO timers (name, due_at_ms) VALUES (?, ?)
       ON CONFLICT (name) DO UPDATE SET due_at_ms = excluded.due_at_ms, attempts = 0`,
      name,
      dueAtMs,
    );
    this.wakeBy(dueAtMs);
  }

  cancel(name: string): void {
    this.#storage.sql.exec("DELETE FROM timers WHERE name = ?", name);
  }

  /** When the timer is due, or undefined if there is none of that name. */
  dueAtMs(name: string): number | undefined {
    return this.#storage.sql
      .exec<{ due_at_ms: number }>("SELECT due_at_ms FROM timers WHERE name = ?", name)
      .toArray()[0]?.due_at_ms;
  }

  /** Makes sure that the alarm comes at this time or before; for work that is kept elsewhere than in a timer. */
  wakeBy(atMs: number): void {
    if (this.#alarmAtMs !== undefined && this.#alarmAtMs <= atMs) return;
    this.#alarmAtMs = atMs;
    // Not awaited: it joins the pending writes, and the output gate waits for them.
    void this.#storage.setAlarm(atMs);
  }

  /** The alarm has fired and is gone; what is due runs, then the alarm is set for the rest. Never throws for a handler. */
  async runDue(nowMs: number, handle: TimerHandler): Promise<void> {
    this.#alarmAtMs = undefined;
    const due = this.#storage.sql
      .exec<{ name: string; due_at_ms: number }>(
        "SELECT name, due_at_ms FROM timers WHERE due_at_ms <= ? ORDER BY due_at_ms, name",
        nowMs,
      )
      .toArray();
    for (const { name, due_at_ms: dueAtMs } of due) await this.#run(name, dueAtMs, nowMs, handle);
    this.rearm();
  }

  /** Sets the alarm for the earliest timer, if there is one. */
  rearm(): void {
    const earliest = this.#storage.sql
      .exec<{ due_at_ms: number }>("SELECT due_at_ms FROM timers ORDER BY due_at_ms LIMIT 1")
      .toArray()[0];
    if (earliest !== undefined) this.wakeBy(earliest.due_at_ms);
  }

  async #run(name: string, dueAtMs: number, nowMs: number, handle: TimerHandler): Promise<void> {
    try {
      await handle(name, dueAtMs);
      // A handler may have set its own next time: only the one that ran is deleted.
      this.#storage.sql.exec("DELETE FROM timers WHERE name = ? AND due_at_ms = ?", name, dueAtMs);
    } catch (error) {
      console.error(JSON.stringify({ event: "timer_failed", timer: name, error: errorName(error) }));
      const row = this.#storage.sql
        .exec<{ attempts: number }>("SELECT attempts FROM timers WHERE name = ? AND due_at_ms = ?", name, dueAtMs)
        .toArray()[0];
      if (row === undefined) return;
      this.#storage.sql.exec(
        "UPDATE timers SET due_at_ms = ?, attempts = attempts + 1 WHERE name = ?",
        nowMs + backoffMs(row.attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS),
        name,
      );
    }
  }
}

/** The class of an error, never its message: messages may quote data. */
export function errorName(error: unknown): string {
  return error instanceof Error ? error.name : "unknown";
}
