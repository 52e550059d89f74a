/**
 * Transactional outbox (https://microservices.io/patterns/data/transactional-outbox.html): what an actor owes to others
 * is written with the change that causes it and delivered afterwards, at least once.
 *
 * Rows of one lane (one target) go in order, one at a time; a lane that fails waits and does not hold up the others.
 * A marker is a row that says "tell them the newest state": while it waits, marking again costs nothing, and its
 * content is built when it is delivered.
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
    payload TEXT NOT NULL,
    not_before_ms INTEGER NOT NULL,
    attempts INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX outbox_lane ON outbox (lane, id);
`;

export interface OutboxRow {
  /** Grows with time; with the actor's id it is the idempotency key. */
  readonly id: number;
  readonly lane: string;
  readonly kind: string;
  /** JSON of ids and numbers; anything personal in it must be sealed. */
  readonly payload: string;
  readonly attempts: number;
}

/** Hands a row to its target; resolves only when the target has taken it. */
export type Deliver = (row: OutboxRow) => Promise<void>;

type StoredRow = { id: number; lane: string; kind: string; payload: string; not_before_ms: number; attempts: number };

const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;
/** Waits up to this long are kept in memory; longer ones are left to the alarm, so that the object may hibernate. */
const LONGEST_HELD_MS = 3_000;
/** The alarm stands this far behind a wait in memory: it only comes to pass if the object was lost meanwhile. */
const BACKSTOP_MS = 5_000;

export class Outbox {
  readonly #storage: DurableObjectStorage;
  readonly #timers: Timers;
  readonly #deliver: Deliver;
  /** Lanes with a delivery under way. */
  readonly #busy = new Set<string>();
  /** Markers that wait untouched, as lane and kind: marking them again needs no write. */
  readonly #waitingMarkers = new Set<string>();
  readonly #lastSentAtMs = new Map<string, number>();
  #wakeAtMs = Number.POSITIVE_INFINITY;
  #wakeHandle: ReturnType<typeof setTimeout> | undefined;
  /** Whether rows may have come since the last look; true at first, for those of before an eviction. */
  #unseen = true;

  constructor(storage: DurableObjectStorage, timers: Timers, deliver: Deliver) {
    this.#storage = storage;
    this.#timers = timers;
    this.#deliver = deliver;
  }

  /** Owes one delivery. Call it in the transaction of the change, then {@link flush} after it. */
  append(lane: string, kind: string, payload: unknown): void {
    this.#insert(lane, kind, JSON.stringify(payload), 0);
  }

  /**
   * Owes the newest state, once however often it is marked before it is delivered.
   * @param intervalMs least time between two deliveries of this marker; the first after a quiet time goes at once
   */
  mark(lane: string, kind: string, nowMs: number, intervalMs: number): void {
    const marker = markerKey(lane, kind);
    if (this.#waitingMarkers.has(marker)) return;
    const lastMs = this.#lastSentAtMs.get(marker);
    this.#insert(lane, kind, "{}", lastMs === undefined ? nowMs : Math.max(nowMs, lastMs + intervalMs));
    this.#waitingMarkers.add(marker);
  }

  /** {@link mark} for what cannot wait: goes at once, and takes a marker that is waiting along. */
  markUrgent(lane: string, kind: string, nowMs: number): void {
    const marker = markerKey(lane, kind);
    if (this.#waitingMarkers.has(marker)) {
      this.#storage.sql.exec(
        "UPDATE outbox SET not_before_ms = ? WHERE lane = ? AND kind = ? AND attempts = 0 AND not_before_ms > ?",
        nowMs,
        lane,
        kind,
        nowMs,
      );
      this.#unseen = true;
      return;
    }
    this.#insert(lane, kind, "{}", nowMs);
    this.#waitingMarkers.add(marker);
  }

  /** Forgets what memory says; call it when the transaction that marked or appended was rolled back. */
  forget(): void {
    this.#waitingMarkers.clear();
    this.#unseen = true;
  }

  /** How many rows are not delivered yet. */
  size(): number {
    return this.#storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM outbox").one().n;
  }

  /** Makes sure that what is owed will be delivered, soon and after a crash too. Call it after each change. */
  flush(nowMs: number): void {
    if (!this.#unseen) return;
    this.#unseen = false;
    const next = this.#nextDueAtMs();
    if (next === undefined) return;
    const waitMs = Math.max(0, next - nowMs);
    if (waitMs > LONGEST_HELD_MS) {
      this.#timers.wakeBy(next);
      return;
    }
    this.#timers.wakeBy(next + BACKSTOP_MS);
    if (next >= this.#wakeAtMs) return;
    clearTimeout(this.#wakeHandle);
    this.#wakeAtMs = next;
    this.#wakeHandle = setTimeout(() => void this.drain(), waitMs);
  }

  /** Delivers what is due, lanes side by side, and sees to the rest. Never throws for a target. */
  async drain(): Promise<void> {
    clearTimeout(this.#wakeHandle);
    this.#wakeAtMs = Number.POSITIVE_INFINITY;
    await Promise.all(this.#idleLanes().map((lane) => this.#drainLane(lane)));
    this.#unseen = true;
    this.flush(Date.now());
  }

  #insert(lane: string, kind: string, payload: string, notBeforeMs: number): void {
    this.#unseen = true;
    this.#storage.sql.exec(
      "INSERT INTO outbox (lane, kind, payload, not_before_ms) VALUES (?, ?, ?, ?)",
      lane,
      kind,
      payload,
      notBeforeMs,
    );
  }

  async #drainLane(lane: string): Promise<void> {
    this.#busy.add(lane);
    try {
      for (let row = this.#head(lane); row !== undefined; row = this.#head(lane)) {
        if (row.not_before_ms > Date.now()) return;
        if (!(await this.#deliverRow(row))) return;
      }
    } finally {
      this.#busy.delete(lane);
    }
  }

  async #deliverRow(row: StoredRow): Promise<boolean> {
    const marker = markerKey(row.lane, row.kind);
    // From here on a new change needs a new marker: this one's content is about to be read.
    this.#waitingMarkers.delete(marker);
    try {
      await this.#deliver(row);
      this.#lastSentAtMs.set(marker, Date.now());
      this.#storage.sql.exec("DELETE FROM outbox WHERE id = ?", row.id);
      return true;
    } catch (error) {
      logFailure("delivery_failed", error, { kind: row.kind, attempts: row.attempts });
      this.#storage.sql.exec(
        "UPDATE outbox SET attempts = attempts + 1, not_before_ms = ? WHERE id = ?",
        Date.now() + backoffMs(row.attempts, FIRST_RETRY_MS, LONGEST_RETRY_MS),
        row.id,
      );
      return false;
    }
  }

  #head(lane: string): StoredRow | undefined {
    return this.#storage.sql
      .exec<StoredRow>("SELECT * FROM outbox WHERE lane = ? ORDER BY id LIMIT 1", lane)
      .toArray()[0];
  }

  #idleLanes(): string[] {
    return this.#storage.sql
      .exec<{ lane: string }>("SELECT DISTINCT lane FROM outbox")
      .toArray()
      .map(({ lane }) => lane)
      .filter((lane) => !this.#busy.has(lane));
  }

  /** When the first row of an idle lane is due; a busy lane looks after itself. */
  #nextDueAtMs(): number | undefined {
    const heads = this.#storage.sql
      .exec<{ lane: string; not_before_ms: number }>(
        "SELECT lane, not_before_ms FROM outbox WHERE id IN (SELECT min(id) FROM outbox GROUP BY lane)",
      )
      .toArray()
      .filter(({ lane }) => !this.#busy.has(lane))
      .map((head) => head.not_before_ms);
    return heads.length === 0 ? undefined : Math.min(...heads);
  }
}

function markerKey(lane: string, kind: string): string {
  return `${lane}\n${kind}`;
}
