/** What an actor owes to others: delivered at least once, in order for each, whoever else is slow or gone. */
import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { Outbox, type OutboxRow, type Pace } from "#actors/runtime/outbox";
import { Timers } from "#actors/runtime/timers";
import { blankActor, type Stub, within } from "#test/workers/blank-actor";

/** Far enough ahead that the platform's own alarm stays out of it. */
const T0_MS = Date.now() + 3_600_000;
const PACE: Pace = { gatherMs: 200, intervalMs: 1_000 };
const AT_ONCE: Pace = { gatherMs: 0, intervalMs: 0 };
/** No wait in memory is without an alarm that comes at most this much later. */
const LATEST_BACKSTOP_MS = 60_000;

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

/** Everybody that rows go to. */
class Targets {
  /** Every attempt, as `lane:payload`. */
  readonly heard: string[] = [];
  readonly ids: number[] = [];
  readonly refusing = new Set<string>();
  mostAtOnce = 0;
  /** What a marker would tell now. */
  state = 0;
  readonly #held = new Map<string, () => void>();
  readonly #talking = new Map<string, number>();

  readonly deliver = async (row: OutboxRow): Promise<void> => {
    const talking = (this.#talking.get(row.lane) ?? 0) + 1;
    this.#talking.set(row.lane, talking);
    this.mostAtOnce = Math.max(this.mostAtOnce, talking);
    this.heard.push(`${row.lane}:${row.payload === undefined ? this.state : JSON.parse(row.payload)}`);
    this.ids.push(row.id);
    if (this.#held.has(row.lane)) await new Promise<void>((resolve) => this.#held.set(row.lane, resolve));
    this.#talking.set(row.lane, talking - 1);
    if (this.refusing.has(row.lane)) throw new Error("王小明 is not in");
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

class Bench extends Targets {
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
    this.storage.transactionSync(() => {
      for (const payload of payloads) this.outbox.append(lane, "news", payload, Date.now());
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
}

/** Time passes up to the alarm, which comes. */
async function nextAlarm(bench: Bench): Promise<void> {
  vi.setSystemTime((await bench.alarmAtMs()) ?? 0);
  await bench.ring();
}

function withOutbox(body: (bench: Bench) => Promise<void>, stub: Stub = blankActor()): Promise<void> {
  return within(stub, async ({ storage }) => {
    const bench = new Bench(storage);
    await bench.timers.initialise();
    await body(bench);
  });
}

describe("rows of one lane", () => {
  it("go in order, one at a time, and are gone once taken", () =>
    withOutbox(async (bench) => {
      bench.append("a", 1, 2);
      bench.append("a", 3);
      await bench.pass(0);
      expect([bench.news(), bench.mostAtOnce, bench.outbox.size()]).toEqual([["a:1", "a:2", "a:3"], 1, 0]);
    }));

  it("that come while one is under way wait for it", () =>
    withOutbox(async (bench) => {
      bench.hold("a");
      bench.append("a", 1);
      await bench.pass(0);
      bench.append("a", 2, 3);
      await bench.pass(10_000);
      expect(bench.news()).toEqual(["a:1"]);
      bench.letGo("a");
      await bench.pass(0);
      expect([bench.news(), bench.mostAtOnce]).toEqual([["a:2", "a:3"], 1]);
    }));

  it("wait when their target fails, and are tried again in order, each time later", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1, 2);
      await bench.pass(0);
      expect(bench.news()).toEqual(["a:1"]);
      await bench.pass(499);
      expect(bench.news()).toEqual([]);
      await bench.pass(1);
      await bench.pass(1_000);
      expect(bench.news()).toEqual(["a:1", "a:1"]);
      bench.refusing.clear();
      await bench.pass(2_000);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:1", "a:2"], 0]);
    }));

  it("are never given up: after long trouble they are tried every five minutes", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1);
      await bench.pass(0);
      for (let alarm = 0; alarm < 40; alarm += 1) await nextAlarm(bench);
      bench.news();
      const beganAtMs = Date.now();
      for (let alarm = 0; alarm < 40; alarm += 1) await nextAlarm(bench);
      expect(bench.news().length).toBe(Math.round((Date.now() - beganAtMs) / 300_000));
      expect(bench.outbox.size()).toBe(1);
    }));

  it("that fail are logged by their kind, without what they held or what was said", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 4711);
      await bench.pass(0);
      const facts = { level: "error", event: "delivery_failed", error: "Error", kind: "news", attempts: 0 };
      expect(logged.map((line) => JSON.parse(String(line)))).toEqual([facts]);
    }));
});

describe("lanes", () => {
  it("do not wait for one whose target fails", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1);
      bench.append("b", 1, 2);
      await bench.pass(0);
      expect(bench.news()).toEqual(["a:1", "b:1", "b:2"]);
      bench.append("b", 3);
      await bench.pass(0);
      expect(bench.news()).toEqual(["b:3"]);
    }));

  it("do not wait for one whose target hangs, with what they gather either", () =>
    withOutbox(async (bench) => {
      bench.hold("a");
      bench.hold("b");
      bench.change("a", "b");
      await bench.pass(PACE.gatherMs);
      expect(bench.news()).toEqual(["a:1", "b:1"]);
      // Marked while both are under way; b's comes through, a's hangs on.
      bench.change("a", "b");
      bench.letGo("b");
      await bench.pass(PACE.intervalMs);
      expect(bench.news()).toEqual(["b:2"]);
    }));
});

describe("a marker", () => {
  it("is told once for all that is gathered, then once an interval, with the newest state", () =>
    withOutbox(async (bench) => {
      for (let change = 0; change < 10; change += 1) bench.change("a");
      await bench.pass(PACE.gatherMs - 1);
      expect([bench.news(), bench.outbox.size()]).toEqual([[], 1]);
      await bench.pass(1);
      expect(bench.news()).toEqual(["a:10"]);
      for (let change = 0; change < 100; change += 1) bench.change("a");
      await bench.pass(PACE.intervalMs - 1);
      expect([bench.news(), bench.outbox.size()]).toEqual([[], 1]);
      await bench.pass(1);
      expect(bench.news()).toEqual(["a:110"]);
    }));

  it("is written once while the actor is busy, and gone after a quiet time", () =>
    withOutbox(async (bench) => {
      for (let second = 0; second < 10; second += 1) {
        bench.change("a");
        await bench.pass(1_000);
      }
      expect(new Set(bench.ids).size).toBe(1);
      expect([bench.outbox.size(), bench.storedRows()]).toEqual([0, 1]);
      await bench.pass(10_000);
      expect(bench.storedRows()).toBe(0);
      bench.news();
      bench.change("a");
      await bench.pass(PACE.gatherMs);
      expect([bench.news(), bench.storedRows()]).toEqual([["a:11"], 1]);
    }));

  it("is told again for a change that came while it was being told", () =>
    withOutbox(async (bench) => {
      bench.hold("a");
      bench.change("a");
      await bench.pass(PACE.gatherMs);
      bench.change("a");
      expect(bench.outbox.size()).toBe(1);
      bench.letGo("a");
      await bench.pass(PACE.intervalMs);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:1", "a:2"], 0]);
    }));

  it("of an urgent change goes at once, and takes along what was to wait", () =>
    withOutbox(async (bench) => {
      bench.change("a");
      bench.state += 1;
      bench.outbox.mark("a", "summary", Date.now(), AT_ONCE);
      bench.outbox.flush(Date.now());
      await bench.pass(0);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:2"], 0]);
      // Told a moment ago, or being told just now: urgent is urgent.
      bench.hold("a");
      for (let urgent = 0; urgent < 2; urgent += 1) {
        bench.state += 1;
        bench.outbox.mark("a", "summary", Date.now(), AT_ONCE);
        bench.outbox.flush(Date.now());
        await bench.pass(0);
      }
      bench.letGo("a");
      await bench.pass(0);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:3", "a:4"], 0]);
    }));

  it("costs one row while its target is away, however much changes and however long", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      for (let minute = 0; minute < 30; minute += 1) {
        bench.change("a");
        await bench.pass(60_000);
        await bench.ring();
      }
      expect([bench.outbox.size(), bench.storedRows()]).toEqual([1, 1]);
      bench.refusing.clear();
      bench.news();
      await bench.pass(300_000);
      await bench.ring();
      expect([bench.news().at(-1), bench.outbox.size()]).toEqual(["a:30", 0]);
    }));

  it("of another kind or lane is another marker", () =>
    withOutbox(async (bench) => {
      for (const kind of ["x", "y", "x"]) bench.outbox.mark("a", kind, Date.now(), PACE);
      bench.outbox.mark("b", "x", Date.now(), PACE);
      expect(bench.outbox.size()).toBe(3);
    }));
});

describe("a target that takes long to answer", () => {
  it("is told less often", () =>
    withOutbox(async (bench) => {
      bench.hold("a");
      bench.change("a");
      await bench.pass(PACE.gatherMs);
      await bench.pass(500);
      bench.letGo("a");
      await bench.pass(0);
      bench.news();
      bench.change("a");
      await bench.pass(5 * PACE.intervalMs);
      expect(bench.news()).toEqual([]);
      await bench.pass(10_000);
      expect(bench.news()).toEqual(["a:2"]);
    }));
});

describe("a change that is rolled back", () => {
  it("owes nothing, and leaves the next one as much as it would have had", () =>
    withOutbox(async (bench) => {
      const broken = () =>
        bench.storage.transactionSync(() => {
          bench.outbox.append("a", "news", 1, Date.now());
          bench.outbox.mark("b", "summary", Date.now(), PACE);
          throw new Error("the change broke");
        });
      expect(broken).toThrow("the change broke");
      bench.outbox.forget();
      bench.outbox.flush(Date.now());
      await bench.pass(10_000);
      expect([bench.news(), bench.storedRows()]).toEqual([[], 0]);
      bench.change("b");
      await bench.pass(PACE.gatherMs);
      expect(bench.news()).toEqual(["b:1"]);
    }));

  it("takes nothing from what was owed before", () =>
    withOutbox(async (bench) => {
      bench.hold("a");
      bench.append("a", 1, 2);
      bench.change("b");
      await bench.pass(0);
      bench.outbox.forget();
      bench.outbox.flush(Date.now());
      bench.letGo("a");
      await bench.pass(PACE.intervalMs);
      expect([bench.news().sort(), bench.outbox.size()]).toEqual([["a:1", "a:2", "b:1"], 0]);
    }));
});

describe("a crash", () => {
  const crash = (stub: Stub, before: (bench: Bench) => Promise<void>, after: (bench: Bench) => Promise<void>) =>
    withOutbox(before, stub)
      .then(() => evictDurableObject(stub))
      .then(() => withOutbox(after, stub));

  /** That the alarm would bring back what is owed, were the object lost now. */
  async function expectBackstop(bench: Bench): Promise<void> {
    const inMs = ((await bench.alarmAtMs()) ?? Number.POSITIVE_INFINITY) - Date.now();
    expect(inMs).toBeLessThanOrEqual(LATEST_BACKSTOP_MS + PACE.intervalMs);
  }

  it("loses nothing that was owed", async () => {
    await crash(
      blankActor(),
      async (bench) => {
        bench.append("a", 1, 2);
        bench.change("b");
        await expectBackstop(bench);
        // It is lost before it delivered anything. (This sets the clock back, too.)
        vi.clearAllTimers();
      },
      async (bench) => {
        await bench.ring();
        await bench.pass(PACE.gatherMs);
        expect([bench.news().sort(), bench.outbox.size()]).toEqual([["a:1", "a:2", "b:0"], 0]);
      },
    );
  });

  it("loses no change of a marker that was told before and kept its row", async () => {
    await crash(
      blankActor(),
      async (bench) => {
        bench.change("a");
        await bench.pass(PACE.gatherMs);
        await bench.storage.deleteAlarm();
        bench.timers.forget();
        bench.change("a");
        await expectBackstop(bench);
        vi.clearAllTimers();
      },
      async (bench) => {
        await bench.pass(PACE.gatherMs);
        await bench.ring();
        expect([bench.news(), bench.outbox.size()]).toEqual([["a:0"], 0]);
      },
    );
  });

  it("during a delivery delivers that row again, under the same id", async () => {
    let first: number | undefined;
    await crash(
      blankActor(),
      async (bench) => {
        bench.hold("a");
        bench.append("a", 1);
        await bench.pass(0);
        [first] = bench.ids;
        vi.clearAllTimers();
      },
      async (bench) => {
        await bench.ring();
        expect([bench.news(), bench.ids]).toEqual([["a:1"], [first]]);
      },
    );
  });

  it.each([
    ["rows", false],
    ["markers", true],
  ] as const)("is provided for however long a delivery of %s takes", (_name, isMarker) =>
    withOutbox(async (bench) => {
      bench.hold("a");
      if (isMarker) bench.change("a");
      else bench.append("a", 1);
      await bench.pass(PACE.gatherMs);
      // The alarm that stood behind it has come and found it under way.
      await bench.ring();
      expect(bench.news()).toEqual(["a:1"]);
      await expectBackstop(bench);
      bench.letGo("a");
      await bench.pass(0);
      expect(bench.outbox.size()).toBe(0);
    }),
  );

  it("while a long wait lasts changes nothing: that wait is the alarm's, and the object may sleep", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1);
      await bench.pass(0);
      for (let alarm = 0; alarm < 20; alarm += 1) await nextAlarm(bench);
      expect(vi.getTimerCount()).toBe(0);
      bench.refusing.clear();
      bench.news();
      for (let alarm = 0; alarm < 2; alarm += 1) await nextAlarm(bench);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:1"], 0]);
    }));
});
