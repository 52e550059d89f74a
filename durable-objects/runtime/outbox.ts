/**
 * Transactional outbox (https://microservices.io/patterns/data/transactional-outbox.html): what an actor owes to others
 * is written with the change that causes it and delivered afterwards, at least once.
 *
 * Rows of one lane (one target) go in order, one at a time; a lane that fails waits and does not hold up the others.
 * A row of a kind that only a later release knows (this one came back after it) is kept for that one, out of the way.
 * A marker is a row that says "tell them the newest state"; its content is built when it is delivered. Its row stays for
 * a little after a delivery, so that a busy actor marks it again without a write: after a crash it is merely told twice.
 */
import { backoffMs } from "#actors/runtime/backoff";
import { logFailure, logOddity } from "#actors/runtime/log";
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

/** `unknown`: this release does not know what the row asks for. */
export type Delivered = "taken" | "unknown";

/** Hands a row to its target; resolves only when the target has taken it, or when it is for another release to do so. */
export type Deliver = (row: OutboxRow) => Promise<Delivered>;

/** How soon and how often a marker is told. */
export interface Pace {
  /** Waits this long for more to come; 0 goes at once, and takes along a marker that was to wait. */
  readonly gatherMs: number;
  /** Least time between two deliveries. */
  readonly intervalMs: number;
}

/** A row as memory mirrors it. */
interface Held extends OutboxRow {
  dueAtMs: number;
  attempts: number;
  /**
   * `told`: a marker with nothing new to tell; its row is removed after a quiet time. `aside`: of an unknown kind; only
   * memory knows that, so that the release which knows the kind finds the row as it was.
   */
  state: "waiting" | "sending" | "told" | "aside";
  /** Marked while it was being sent: what was sent may be old already. */
  isMarkedAgain: boolean;
  toldAtMs: number;
  pace: Pace;
  /** No delivery of this marker before. */
  restUntilMs: number;
}

type StoredRow = {
  id: number;
  lane: string;
  kind: string;
  payload: string | null;
  due_at_ms: number;
  attempts: number;
};

const AT_ONCE: Pace = { gatherMs: 0, intervalMs: 0 };
const FIRST_RETRY_MS = 500;
const LONGEST_RETRY_MS = 300_000;
/** Waits up to this long are kept in memory; longer ones are left to the alarm, so that the object may hibernate. */
const LONGEST_HELD_MS = 20_000;
/**
 * The alarm stands this far behind a wait in memory: it only comes to pass if the object was lost meanwhile and nothing
 * else woke it. What is gathered is less urgent than an alarm is dear.
 */
const BACKSTOP_MS = 5_000;
const GATHERED_BACKSTOP_MS = 60_000;
const REMOVE_TOLD_AFTER_MS = 3_000;
/** A target that takes long to answer has much to do: it is told this many times its delay apart. */
const REST_PER_DELAY = 20;
/** No delay: a target may gather what it writes for a moment before it answers. */
const PROMPT_ANSWER_MS = 250;
const LONGEST_REST_MS = 15_000;
/** Waits vary by so much, so that actors which began together neither speak all at once nor stay together. */
const GATHER_JITTER = 0.5;
const INTERVAL_JITTER = 0.2;

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
    this.#insert(lane, kind, JSON.stringify(payload), nowMs, AT_ONCE);
  }

  /** Owes the newest state, once however often it is marked before it is delivered. Within the change's transaction. */
  mark(lane: string, kind: string, nowMs: number, pace: Pace): void {
    const held = this.#marker(lane, kind);
    if (held === undefined) {
      this.#insert(lane, kind, undefined, nowMs + spread(pace.gatherMs, GATHER_JITTER), pace);
    } else if (held.state === "sending") {
      if (!held.isMarkedAgain || pace.gatherMs === 0) held.pace = pace;
      held.isMarkedAgain = true;
    } else if (held.state === "told") {
      held.state = "waiting";
      held.pace = pace;
      held.dueAtMs = dueAtMs(held, nowMs);
    } else if (pace.gatherMs === 0 && held.attempts === 0) {
      held.dueAtMs = Math.min(held.dueAtMs, nowMs);
    }
  }

  /** Whether to {@link mark} this would write nothing. */
  isMarked(lane: string, kind: string): boolean {
    return this.#marker(lane, kind) !== undefined;
  }

  /** Forgets what memory says of storage; call it when the transaction that marked or appended was rolled back. */
  forget(): void {
    this.#rows = undefined;
  }

  /** Whoever is owed something, or was told a moment ago. */
  lanes(): string[] {
    return [...new Set([...this.#known().values()].map((row) => row.lane))];
  }

  /** How many deliveries are owed. */
  size(): number {
    return [...this.#known().values()].filter((row) => row.state !== "told").length;
  }

  /** Makes sure that what is owed will be delivered, soon and after a crash too. Call it after each change. */
  flush(nowMs: number): void {
    let next = Number.POSITIVE_INFINITY;
    const lanesSeen = new Set<string>();
    for (const row of this.#known().values()) {
      if (row.state === "told") {
        next = Math.min(next, row.toldAtMs + REMOVE_TOLD_AFTER_MS);
        continue;
      }
      const backstopMs = row.pace.gatherMs === 0 ? BACKSTOP_MS : GATHERED_BACKSTOP_MS;
      if (this.#busyLanes.has(row.lane)) {
        // Looked after by what is under way, unless the object is lost before that ends.
        this.#timers.wakeBy(nowMs + backstopMs);
        continue;
      }
      if (row.state === "waiting") {
        // Whoever stands behind another goes after it, and has no time of its own.
        if (lanesSeen.has(row.lane)) continue;
        lanesSeen.add(row.lane);
      }
      next = Math.min(next, row.dueAtMs);
      const isHeld = row.dueAtMs <= nowMs + LONGEST_HELD_MS;
      this.#timers.wakeBy(isHeld ? row.dueAtMs + backstopMs : row.dueAtMs);
    }
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
    this.#bringBack(Date.now());
    const lanes = new Set([...this.#known().values()].map((row) => row.lane));
    const deliveries = [...lanes].filter((lane) => !this.#busyLanes.has(lane)).map((lane) => this.#drainLane(lane));
    // What is held back for later shall not wait for a target that is slow.
    this.flush(Date.now());
    await Promise.all(deliveries);
  }

  #insert(lane: string, kind: string, payload: string | undefined, dueAtMs: number, pace: Pace): void {
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
    rows.set(id, toHeld({ id, lane, kind, payload: payload ?? null, due_at_ms: dueAtMs, attempts: 0 }, pace));
  }

  async #drainLane(lane: string): Promise<void> {
    this.#busyLanes.add(lane);
    try {
      for (let row = this.#head(lane); row !== undefined && row.dueAtMs <= Date.now(); row = this.#head(lane)) {
        if (!(await this.#send(row))) return;
      }
    } finally {
      this.#busyLanes.delete(lane);
      this.flush(Date.now());
    }
  }

  async #send(row: Held): Promise<boolean> {
    row.state = "sending";
    row.isMarkedAgain = false;
    const beganAtMs = Date.now();
    try {
      const delivered = await this.#deliver(row);
      if (delivered === "taken") this.#taken(row, beganAtMs, Date.now());
      else this.#setAside(row, Date.now());
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

  #taken(row: Held, beganAtMs: number, nowMs: number): void {
    if (row.payload !== undefined) {
      this.#rows?.delete(row.id);
      this.#storage.sql.exec("DELETE FROM outbox WHERE id = ?", row.id);
      return;
    }
    const delayMs = Math.max(0, nowMs - beganAtMs - PROMPT_ANSWER_MS);
    const restMs = Math.min(LONGEST_REST_MS, delayMs * REST_PER_DELAY);
    row.toldAtMs = nowMs;
    row.restUntilMs = nowMs + spread(Math.max(row.pace.intervalMs, restMs), INTERVAL_JITTER);
    row.attempts = 0;
    row.state = row.isMarkedAgain ? "waiting" : "told";
    row.dueAtMs = dueAtMs(row, nowMs);
  }

  /** Not written down: whichever release wakes the object next asks anew. The alarm sees to it that it does wake. */
  #setAside(row: Held, nowMs: number): void {
    logOddity("delivery_unknown", { kind: row.kind });
    row.state = "aside";
    row.dueAtMs = nowMs + LONGEST_RETRY_MS;
  }

  #bringBack(nowMs: number): void {
    for (const row of this.#known().values()) if (row.state === "aside" && row.dueAtMs <= nowMs) row.state = "waiting";
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
        .map((row) => [row.id, toHeld(row, AT_ONCE)]),
    );
    return this.#rows;
  }
}

function dueAtMs({ pace, restUntilMs }: Held, nowMs: number): number {
  return pace.gatherMs === 0 ? nowMs : Math.max(nowMs + spread(pace.gatherMs, GATHER_JITTER), restUntilMs);
}

/** @returns the wait, up to `jitter` of it shorter or longer, in whole milliseconds: the table takes no others */
function spread(waitMs: number, jitter: number): number {
  return Math.round(waitMs * (1 - jitter + 2 * jitter * Math.random()));
}

function toHeld(row: StoredRow, pace: Pace): Held {
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
    pace,
    restUntilMs: 0,
  };
}
