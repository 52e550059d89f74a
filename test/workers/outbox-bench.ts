/** An outbox on an actor's real storage, with a clock that tests move and targets that refuse or hang as told. */
import { afterEach, beforeEach, vi } from "vitest";
import { type Delivered, Outbox, type OutboxRow, type Pace } from "#actors/runtime/outbox";
import { Timers } from "#actors/runtime/timers";
import { blankActor, type Stub, within } from "#test/workers/blank-actor";

/** Far enough ahead that the platform's own alarm stays out of it. */
const T0_MS = Date.now() + 3_600_000;
/** Of markers in these tests. */
export const PACE: Pace = { gatherMs: 200, intervalMs: 1_000 };
export const AT_ONCE: Pace = { gatherMs: 0, intervalMs: 0 };

/** Puts the clock into the test's hands for each test of the file. @returns what was logged as an error */
export function withOwnClock(): unknown[] {
  const logged: unknown[] = [];
  beforeEach(() => {
    logged.length = 0;
    vi.spyOn(console, "error").mockImplementation((line: unknown) => logged.push(line));
    // Intervals vary at random; here by nothing.
    vi.spyOn(Math, "random").mockReturnValue(0.5);
    vi.useFakeTimers({ now: T0_MS, toFake: ["Date", "setTimeout", "clearTimeout"] });
  });
  afterEach(() => {
    vi.useRealTimers();
    vi.restoreAllMocks();
  });
  return logged;
}

/** Everybody that rows go to. */
class Targets {
  /** Every attempt, as `lane:payload`. */
  readonly heard: string[] = [];
  readonly ids: number[] = [];
  readonly refusing = new Set<string>();
  /** Kinds that this release does not know. */
  readonly unknown = new Set<string>();
  /** How often it was asked for those. */
  unknownAsked = 0;
  mostAtOnce = 0;
  /** What a marker would tell now. */
  state = 0;
  readonly #held = new Map<string, () => void>();
  readonly #talking = new Map<string, number>();

  readonly deliver = async (row: OutboxRow): Promise<Delivered> => {
    if (this.unknown.has(row.kind)) {
      this.unknownAsked += 1;
      return "unknown";
    }
    const talking = (this.#talking.get(row.lane) ?? 0) + 1;
    this.#talking.set(row.lane, talking);
    this.mostAtOnce = Math.max(this.mostAtOnce, talking);
    this.heard.push(`${row.lane}:${row.payload === undefined ? this.state : JSON.parse(row.payload)}`);
    this.ids.push(row.id);
    if (this.#held.has(row.lane)) await new Promise<void>((resolve) => this.#held.set(row.lane, resolve));
    this.#talking.set(row.lane, talking - 1);
    if (this.refusing.has(row.lane)) throw new Error("王小明 is not in");
    return "taken";
  };

  /** From now on deliveries of this lane hang until {@link letGo}. */
  hold(lane: string): void {
    this.#held.set(lane, () => undefined);
  }

  letGo(lane: string): void {
    this.#held.get(lane)?.();
    this.#held.delete(lane);
  }

  /** What was heard since the last look. */
  news(): string[] {
    return this.heard.splice(0);
  }
}

export class Bench extends Targets {
  readonly storage: DurableObjectStorage;
  readonly timers: Timers;
  readonly outbox: Outbox;

  constructor(storage: DurableObjectStorage) {
    super();
    this.storage = storage;
    this.timers = new Timers(storage);
    this.outbox = new Outbox(storage, this.timers, this.deliver);
  }

  append(lane: string, ...payloads: number[]): void {
    this.appendOf("news", lane, ...payloads);
  }

  appendOf(kind: string, lane: string, ...payloads: number[]): void {
    this.storage.transactionSync(() => {
      for (const payload of payloads) this.outbox.append(lane, kind, payload, Date.now());
    });
    this.outbox.flush(Date.now());
  }

  /** A change that a marker tells of. */
  change(...lanes: string[]): void {
    this.state += 1;
    for (const lane of lanes) this.outbox.mark(lane, "summary", Date.now(), PACE);
    this.outbox.flush(Date.now());
  }

  storedRows(): number {
    return this.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM outbox").one().n;
  }

  pass(ms: number): Promise<unknown> {
    return vi.advanceTimersByTimeAsync(ms);
  }

  alarmAtMs(): Promise<number | null> {
    return this.storage.getAlarm();
  }

  /** The alarm comes, as an actor takes it. */
  async ring(): Promise<void> {
    await this.storage.deleteAlarm();
    await this.timers.runDue(Date.now(), async () => undefined);
    await this.outbox.drain();
  }

  /** Time passes up to the alarm, which comes. */
  async nextAlarm(): Promise<void> {
    vi.setSystemTime((await this.alarmAtMs()) ?? 0);
    await this.ring();
  }
}

export function withOutbox(body: (bench: Bench) => Promise<void>, stub: Stub = blankActor()): Promise<void> {
  return within(stub, async ({ storage }) => {
    const bench = new Bench(storage);
    await bench.timers.initialise();
    await body(bench);
  });
}
