/**
 * Named timers over the one alarm that a Durable Object has. A timer runs at least once at or after its time; one that
 * fails stays and is tried again. The alarm is only ever moved to an earlier time, because each move is a sync to disk:
 * an alarm that comes too early finds nothing due and is set anew.
 */
import { backoffMs } from "#actors/runtime/backoff";
import { logFailure } from "#actors/runtime/log";

/** Migration text of the table that {@link Timers} needs; put it into the actor's list. */
export const TIMERS_MIGRATION = `
  CREATE TABLE timers (
    name TEXT PRIMARY KEY,
    due_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0,
    set_id INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX timers_due ON timers (due_at_ms);
`;

const FIRST_RETRY_MS = 1_000;
const LONGEST_RETRY_MS = 300_000;

/**
 * Runs one timer. It may be called more than once for one time, so it must be idempotent.
 * @returns when it shall run again, unless it was set anew meanwhile; nothing: it is done
 */
export type TimerHandler = (name: string) => Promise<number | undefined>;

type TimerRow = { name: string; due_at_ms: number; attempts: number; set_id: number };

export class Timers {
  readonly #storage: DurableObjectStorage;
  /** Where the platform's alarm stands; undefined when there is none. */
  #alarmAtMs: number | undefined;
  /** Tells one setting of a timer from another; from the clock, so that it never repeats one of an earlier life. */
  #lastSetId = Date.now();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Reads where the alarm stands; call it once under `blockConcurrencyWhile`. */
  async initialise(): Promise<void> {
    this.#alarmAtMs = (await this.#storage.getAlarm()) ?? undefined;
    // The platform gives up an alarm that failed six times, during a bad deploy say; what it was for is still to be done.
    if (this.#alarmAtMs === undefined && this.#hasTable()) this.#wakeForNext();
  }

  /** Sets the timer, in place of an earlier one of that name. Takes part in the current transaction. */
  schedule(name: string, dueAtMs: number): void {
    this.#lastSetId += 1;
    this.#storage.sql.exec(
      `INSERT INTO timers (name, due_at_ms, set_id) VALUES (?, ?, ?)
       ON CONFLICT (name) DO UPDATE SET due_at_ms = excluded.due_at_ms, attempts = 0, set_id = excluded.set_id`,
      name,
      dueAtMs,
      this.#lastSetId,
    );
    this.wakeBy(dueAtMs);
  }

  /** The transaction that scheduled was rolled back, and with it wherever it put the alarm: sets it for what is there. */
  forget(): void {
    this.#alarmAtMs = undefined;
    this.#wakeForNext();
  }

  cancel(name: string): void {
    this.#storage.sql.exec("DELETE FROM timers WHERE name = ?", name);
  }

  /** When the timer is due, or undefined if there is none of that name. */
  dueAtMs(name: string): number | undefined {
    return this.#storage.sql.exec<TimerRow>("SELECT * FROM timers WHERE name = ?", name).toArray()[0]?.due_at_ms;
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
      .exec<TimerRow>("SELECT * FROM timers WHERE due_at_ms <= ? ORDER BY due_at_ms, name", nowMs)
      .toArray();
    // While one runs, another may have been cancelled or set anew.
    for (const timer of due) if (this.#isStillSet(timer)) await this.#run(timer, nowMs, handle);
    this.#wakeForNext();
  }

  /** An actor that was never used has none, and sets nothing. */
  #hasTable(): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'timers'").toArray().length > 0;
  }

  #isStillSet({ name, set_id: setId }: TimerRow): boolean {
    return (
      this.#storage.sql.exec("SELECT 1 FROM timers WHERE name = ? AND set_id = ?", name, setId).toArray().length > 0
    );
  }

  #wakeForNext(): void {
    const [next] = this.#storage.sql.exec<TimerRow>("SELECT * FROM timers ORDER BY due_at_ms LIMIT 1").toArray();
    if (next !== undefined) this.wakeBy(next.due_at_ms);
  }

  async #run({ name, attempts, set_id: setId }: TimerRow, nowMs: number, handle: TimerHandler): Promise<void> {
    try {
      const againAtMs = await handle(name);
      if (againAtMs === undefined) {
        this.#storage.sql.exec("DELETE FROM timers WHERE name = ? AND set_id = ?", name, setId);
      } else {
        this.#postpone(name, setId, againAtMs, 0);
      }
    } catch (error) {
      logFailure("timer_failed", error, { timer: name, attempts });
      this.#postpone(name, setId, nowMs + backoffMs(attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS), attempts + 1);
    }
  }

  #postpone(name: string, setId: number, dueAtMs: number, attempts: number): void {
    this.#storage.sql.exec(
      "UPDATE timers SET due_at_ms = ?, attempts = ? WHERE name = ? AND set_id = ?",
      dueAtMs,
      attempts,
      name,
      setId,
    );
  }
}
