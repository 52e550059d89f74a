/**
 * Transactional outbox (https://microservices.io/patterns/data/transactional-outbox.html): what an actor owes to others
 * is written with the change that causes it and delivered afterwards, at least once.
 *
 * Rows of one lane (one target) go in order, one at a time; a lane that fails waits and does not hold up the others.
 * A marker is a row that says "tell them the newest state"; its content is built when it is delivered. Its row stays for
 * a little after a delivery, so that a busy actor marks it again without a write: after a crash it is merely told twice.
 */
import { backoffMs } from "#actors/runtime/backoff";
import { logFailure } from "#actors/runtime/log";
import type { Timers } from "#actors/runtime/timers";

/** Migration text of the table that {@link Outbox} needs; put it into the actor's list. */
export const OUTBOX_MIGRATION = `
  CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    lane TEXT NOT NULL,
    kind TEXT NOT NULL,
    payload TEXT,
    due_at_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
`;

export interface OutboxRow {
  /** Grows with time; with the actor's id it is the idempotency key. */
  readonly id: number;
  readonly lane: string;
  readonly kind: string;
  /** JSON of ids and numbers, anything personal in it sealed; absent for a marker. */
  readonly payload: string | undefined;
}

/** Hands a row to its target; resolves only when the target has taken it. */
export type Deliver = (row: OutboxRow) => Promise<void>;

/** A row as memory mirrors it. */
interface Held extends OutboxRow {
  dueAtMs: number;
  attempts: number;
  /** `told`: a marker with nothing new to tell; its row is removed after a quiet time. */
  state: "waiting" | "sending" | "told";
  /** Marked while it was being sent: what was sent may be old already. */
  isMarkedAgain: boolean;
  toldAtMs: number;
  intervalMs: number;
}

type StoredRow = {
  id: number;
  lane: string;
  kind: string;
  payload: string | null;
  due_at_ms: number;
  attempts: number;
};

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;
/** Waits up to this long are kept in memory; longer ones are left to the alarm, so that the object may hibernate. */
const LONGEST_HELD_MS = 5_000;
/** The alarm stands this far behind a wait in memory: it only comes to pass if the object was lost meanwhile. */
const BACKSTOP_MS = 10_000;
const REMOVE_TOLD_AFTER_MS = 3_000;

export class Outbox {
  readonly #storage: DurableObjectStorage;
  readonly #timers: Timers;
  readonly #deliver: Deliver;
  readonly #busyLanes = new Set<string>();
  /** By id, in order; read from storage on first use after waking. */
  #rows: Map<number, Held> | undefined;
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #wakeHandle: ReturnType<typeof setTimeout> | undefined;

  constructor(storage: DurableObjectStorage, timers: Timers, deliver: Deliver) {
    this.#storage = storage;
    this.#timers = timers;
    this.#deliver = deliver;
  }

  /** Owes one delivery. Call it in the transaction of the change, then {@link flush} after it. */
  append(lane: string, kind: string, payload: unknown, nowMs: number): void {
    this.#insert(lane, kind, JSON.stringify(payload), nowMs, 0);
  }

  /**
   * Owes the newest state, once however often it is marked before it is delivered.
   * @param intervalMs least time between two deliveries; 0 goes at once, and takes along a marker that was to wait
   */
  mark(lane: string, kind: string, nowMs: number, intervalMs: number): void {
    const held = this.#marker(lane, kind);
    if (held === undefined) {
      this.#insert(lane, kind, undefined, nowMs, intervalMs);
    } else if (held.state === "sending") {
      held.isMarkedAgain = true;
      held.intervalMs = Math.min(held.intervalMs, intervalMs);
    } else if (held.state === "told") {
      held.state = "waiting";
      held.intervalMs = intervalMs;
      held.dueAtMs = Math.max(nowMs, held.toldAtMs + intervalMs);
    } else if (intervalMs === 0 && held.attempts === 0) {
      held.dueAtMs = Math.min(held.dueAtMs, nowMs);
    }
  }

  /** Forgets what memory says of storage; call it when the transaction that marked or appended was rolled back. */
  forget(): void {
    this.#rows = undefined;
  }

  /** How many deliveries are owed. */
  size(): number {
    return [...this.#known().values()].filter((row) => row.state !== "told").length;
  }

  /** Makes sure that what is owed will be delivered, soon and after a crash too. Call it after each change. */
  flush(nowMs: number): void {
    let next = Number.POSITIVE_INFINITY;
    let owedAtMs = Number.POSITIVE_INFINITY;
    for (const row of this.#known().values()) {
      if (row.state === "told") next = Math.min(next, row.toldAtMs + REMOVE_TOLD_AFTER_MS);
      if (row.state !== "waiting" || this.#busyLanes.has(row.lane)) continue;
      next = Math.min(next, row.dueAtMs);
      owedAtMs = Math.min(owedAtMs, row.dueAtMs);
    }
    if (owedAtMs > nowMs + LONGEST_HELD_MS && owedAtMs < Number.POSITIVE_INFINITY) this.#timers.wakeBy(owedAtMs);
    else if (owedAtMs < Number.POSITIVE_INFINITY) this.#timers.wakeBy(owedAtMs + BACKSTOP_MS);
    if (next >= this.#wakeAtMs || next > nowMs + LONGEST_HELD_MS) return;
    clearTimeout(this.#wakeHandle);
    this.#wakeAtMs = next;
    this.#wakeHandle = setTimeout(() => void this.drain(), Math.max(0, next - nowMs));
  }

  /** Delivers what is due, lanes side by side, and sees to the rest. Never throws for a target. */
  async drain(): Promise<void> {
    clearTimeout(this.#wakeHandle);
    this.#wakeAtMs = Number.POSITIVE_INFINITY;
    this.#removeTold(Date.now());
    const lanes = new Set([...this.#known().values()].map((row) => row.lane));
    const deliveries = [...lanes].filter((lane) => !this.#busyLanes.has(lane)).map((lane) => this.#drainLane(lane));
    // What is held back for later shall not wait for a target that is slow.
    this.flush(Date.now());
    await Promise.all(deliveries);
    this.flush(Date.now());
  }

  #insert(lane: string, kind: string, payload: string | undefined, dueAtMs: number, intervalMs: number): void {
    // Read first: the mirror must not come to hold the new row twice.
    const rows = this.#known();
    const { id } = this.#storage.sql
      .exec<{ id: number }>(
        "INSERT INTO outbox (lane, kind, payload, due_at_ms) VALUES (?, ?, ?, ?) RETURNING id",
        lane,
        kind,
        payload ?? null,
        dueAtMs,
      )
      .one();
    rows.set(id, toHeld({ id, lane, kind, payload: payload ?? null, due_at_ms: dueAtMs, attempts: 0 }, intervalMs));
  }

  async #drainLane(lane: string): Promise<void> {
    this.#busyLanes.add(lane);
    try {
      for (let row = this.#head(lane); row !== undefined && row.dueAtMs <= Date.now(); row = this.#head(lane)) {
        if (!(await this.#send(row))) return;
      }
    } finally {
      this.#busyLanes.delete(lane);
    }
  }

  async #send(row: Held): Promise<boolean> {
    row.state = "sending";
    row.isMarkedAgain = false;
    try {
      await this.#deliver(row);
      this.#taken(row, Date.now());
      return true;
    } catch (error) {
      logFailure("delivery_failed", error, { kind: row.kind, attempts: row.attempts });
      row.state = "waiting";
      row.dueAtMs = Date.now() + backoffMs(row.attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS);
      row.attempts += 1;
      this.#storage.sql.exec(
        "UPDATE outbox SET attempts = ?, due_at_ms = ? WHERE id = ?",
        row.attempts,
        row.dueAtMs,
        row.id,
      );
      return false;
    }
  }

  #taken(row: Held, nowMs: number): void {
    if (row.payload !== undefined) {
      this.#rows?.delete(row.id);
      this.#storage.sql.exec("DELETE FROM outbox WHERE id = ?", row.id);
      return;
    }
    row.toldAtMs = nowMs;
    row.attempts = 0;
    row.state = row.isMarkedAgain ? "waiting" : "told";
    row.dueAtMs = nowMs + row.intervalMs;
  }

  #removeTold(nowMs: number): void {
    for (const row of this.#known().values()) {
      if (row.state !== "told" || row.toldAtMs + REMOVE_TOLD_AFTER_MS > nowMs) continue;
      this.#rows?.delete(row.id);
      this.#storage.sql.exec("DELETE FROM outbox WHERE id = ?", row.id);
    }
  }

  #head(lane: string): Held | undefined {
    for (const row of this.#known().values()) if (row.lane === lane && row.state === "waiting") return row;
    return undefined;
  }

  #marker(lane: string, kind: string): Held | undefined {
    for (const row of this.#known().values()) {
      if (row.lane === lane && row.kind === kind && row.payload === undefined) return row;
    }
    return undefined;
  }

  #known(): Map<number, Held> {
    this.#rows ??= new Map(
      this.#storage.sql
        .exec<StoredRow>("SELECT * FROM outbox ORDER BY id")
        .toArray()
        .map((row) => [row.id, toHeld(row, 0)]),
    );
    return this.#rows;
  }
}

function toHeld(row: StoredRow, intervalMs: number): Held {
  return {
    id: row.id,
    lane: row.lane,
    kind: row.kind,
    payload: row.payload ?? undefined,
    dueAtMs: row.due_at_ms,
    attempts: row.attempts,
    state: "waiting",
    isMarkedAgain: false,
    toldAtMs: 0,
    intervalMs,
  };
}
