/** Named timers over one alarm: what runs when, what is tried again, and where the alarm stands meanwhile. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type TimerHandler, Timers } from "#actors/runtime/timers";
import { blankActor, within } from "#test/workers/blank-actor";

/** Far enough ahead that the platform's own alarm stays out of it. */
const T0_MS = Date.now() + 3_600_000;
const FIRST_RETRY_MS = 1_000;

const logged: unknown[] = [];
beforeEach(() => {
  logged.length = 0;
  vi.spyOn(console, "error").mockImplementation((line: unknown) => logged.push(line));
});
afterEach(() => vi.restoreAllMocks());

interface Bench {
  readonly timers: Timers;
  readonly storage: DurableObjectStorage;
  readonly ran: string[];
  /** How often the alarm was moved. */
  readonly moves: () => number;
  readonly alarmAtMs: () => Promise<number | null>;
  /** The alarm comes: every due timer is noted, and does what the handler says. */
  readonly ring: (nowMs: number, handle?: TimerHandler) => Promise<void>;
}

function withTimers(body: (bench: Bench) => Promise<void>): Promise<void> {
  return within(blankActor(), async ({ storage }) => body(await benchOn(storage)));
}

async function benchOn(storage: DurableObjectStorage): Promise<Bench> {
  const timers = new Timers(storage);
  await timers.initialise();
  const setAlarm = vi.spyOn(storage, "setAlarm");
  const ran: string[] = [];
  return {
    timers,
    storage,
    ran,
    moves: () => setAlarm.mock.calls.length,
    alarmAtMs: () => storage.getAlarm(),
    ring: async (nowMs, handle) => {
      await storage.deleteAlarm();
      await timers.runDue(nowMs, async (name) => {
        ran.push(name);
        return handle?.(name);
      });
    },
  };
}

async function fail(): Promise<never> {
  throw new Error("handler broke");
}

describe("timers", () => {
  it("of several names each run at their own time, the earliest first, and then no more", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs }) => {
      timers.schedule("c", T0_MS + 30);
      timers.schedule("a", T0_MS + 10);
      timers.schedule("b", T0_MS + 20);
      expect(await alarmAtMs()).toBe(T0_MS + 10);
      await ring(T0_MS + 9);
      expect(ran).toEqual([]);
      await ring(T0_MS + 20);
      expect(ran).toEqual(["a", "b"]);
      expect(await alarmAtMs()).toBe(T0_MS + 30);
      await ring(T0_MS + 30);
      await ring(T0_MS + 99);
      expect(ran).toEqual(["a", "b", "c"]);
      expect(await alarmAtMs()).toBeNull();
    }));

  it("can be moved to an earlier time, which moves the alarm", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs, moves }) => {
      timers.schedule("a", T0_MS + 50);
      timers.schedule("a", T0_MS + 10);
      expect([await alarmAtMs(), moves()]).toEqual([T0_MS + 10, 2]);
      await ring(T0_MS + 10);
      await ring(T0_MS + 50);
      expect(ran).toEqual(["a"]);
    }));

  it("can be moved to a later time: the alarm stays, finds nothing and is set anew", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs, moves }) => {
      timers.schedule("a", T0_MS + 10);
      timers.schedule("a", T0_MS + 50);
      timers.schedule("b", T0_MS + 60);
      expect([await alarmAtMs(), moves(), timers.dueAtMs("a")]).toEqual([T0_MS + 10, 1, T0_MS + 50]);
      await ring(T0_MS + 10);
      expect([ran, await alarmAtMs()]).toEqual([[], T0_MS + 50]);
      await ring(T0_MS + 50);
      expect(ran).toEqual(["a"]);
    }));

  it("that were cancelled never run", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs }) => {
      timers.schedule("a", T0_MS + 10);
      timers.schedule("b", T0_MS + 10);
      timers.cancel("a");
      timers.cancel("unheard of");
      expect(timers.dueAtMs("a")).toBeUndefined();
      await ring(T0_MS + 10);
      expect([ran, await alarmAtMs()]).toEqual([["b"], null]);
    }));

  it("run again when their handler says so", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs }) => {
      timers.schedule("tick", T0_MS);
      await ring(T0_MS, async () => T0_MS + 100);
      expect(await alarmAtMs()).toBe(T0_MS + 100);
      await ring(T0_MS + 100);
      await ring(T0_MS + 200);
      expect(ran).toEqual(["tick", "tick"]);
    }));
});

describe("a handler that fails", () => {
  it("is tried again, each time after twice the wait, while the others run", () =>
    withTimers(async ({ timers, ran, ring, alarmAtMs }) => {
      timers.schedule("bad", T0_MS);
      timers.schedule("good", T0_MS);
      const handle: TimerHandler = (name) => (name === "bad" ? fail() : Promise.resolve(undefined));
      await ring(T0_MS, handle);
      expect(ran).toEqual(["bad", "good"]);
      let nowMs = T0_MS;
      for (const waitMs of [FIRST_RETRY_MS, 2 * FIRST_RETRY_MS, 4 * FIRST_RETRY_MS]) {
        expect(await alarmAtMs()).toBe(nowMs + waitMs);
        await ring(nowMs + waitMs - 1, handle);
        expect(await alarmAtMs()).toBe(nowMs + waitMs);
        nowMs += waitMs;
        await ring(nowMs, handle);
      }
      expect(ran).toEqual(["bad", "good", "bad", "bad", "bad"]);
    }));

  it("never waits longer than five minutes, and starts afresh once it has worked", () =>
    withTimers(async ({ timers, ring, alarmAtMs }) => {
      timers.schedule("a", T0_MS);
      for (let attempt = 0; attempt < 40; attempt += 1) await ring(timers.dueAtMs("a") ?? 0, fail);
      const lastMs = timers.dueAtMs("a") ?? 0;
      await ring(lastMs, fail);
      expect(await alarmAtMs()).toBe(lastMs + 300_000);
      await ring(lastMs + 300_000, async () => T0_MS * 2);
      await ring(T0_MS * 2, fail);
      expect(await alarmAtMs()).toBe(T0_MS * 2 + FIRST_RETRY_MS);
    }));

  it("starts afresh when the timer is set anew", () =>
    withTimers(async ({ timers, ring }) => {
      timers.schedule("a", T0_MS);
      await ring(T0_MS, fail);
      await ring(T0_MS + FIRST_RETRY_MS, fail);
      timers.schedule("a", T0_MS + 9_000);
      await ring(T0_MS + 9_000, fail);
      expect(timers.dueAtMs("a")).toBe(T0_MS + 9_000 + FIRST_RETRY_MS);
    }));

  it("is logged by name, without what it said", () =>
    withTimers(async ({ timers, ring }) => {
      timers.schedule("a", T0_MS);
      await ring(T0_MS, () => Promise.reject(new TypeError("王小明 was not found")));
      const facts = { level: "error", event: "timer_failed", error: "TypeError", timer: "a", attempts: 0 };
      expect(logged.map((line) => JSON.parse(String(line)))).toEqual([facts]);
    }));
});

describe("a timer that is set anew while it runs", () => {
  it.each([
    ["is done", async (): Promise<undefined> => undefined],
    ["wants another time", async () => T0_MS + 9_000],
    ["fails", fail],
  ] as const)("keeps its new time though the running one %s", (_name, end) =>
    withTimers(async ({ timers, ran, ring, alarmAtMs }) => {
      timers.schedule("a", T0_MS);
      await ring(T0_MS, async (): Promise<number | undefined> => {
        // For the very time that it had, as when the news of a change comes while it is dealt with.
        timers.schedule("a", T0_MS);
        return end();
      });
      expect([timers.dueAtMs("a"), await alarmAtMs()]).toEqual([T0_MS, T0_MS]);
      await ring(T0_MS);
      expect(ran).toEqual(["a", "a"]);
    }),
  );

  it("does not run if another that ran before it cancelled it or set it anew", () =>
    withTimers(async ({ timers, ran, ring }) => {
      for (const name of ["a", "b", "c", "d"]) timers.schedule(name, T0_MS);
      await ring(T0_MS, async (name) => {
        if (name !== "a") return undefined;
        timers.cancel("b");
        timers.schedule("c", T0_MS + 1);
        return undefined;
      });
      expect(ran).toEqual(["a", "d"]);
      await ring(T0_MS + 1);
      expect(ran).toEqual(["a", "d", "c"]);
    }));

  it("stays cancelled if it is cancelled while it runs", () =>
    withTimers(async ({ timers, ran, ring }) => {
      timers.schedule("a", T0_MS);
      await ring(T0_MS, async () => {
        timers.cancel("a");
        return T0_MS + 10;
      });
      await ring(T0_MS + 10);
      expect([ran, timers.dueAtMs("a")]).toEqual([["a"], undefined]);
    }));

  it("leaves one alarm, at the earliest of all", () =>
    withTimers(async ({ timers, ring, alarmAtMs }) => {
      timers.schedule("a", T0_MS);
      timers.schedule("later", T0_MS + 500);
      await ring(T0_MS, async () => {
        timers.schedule("b", T0_MS + 300);
        timers.wakeBy(T0_MS + 400);
        return T0_MS + 200;
      });
      expect(await alarmAtMs()).toBe(T0_MS + 200);
    }));
});

describe("a timer in a transaction", () => {
  it("goes with it when it is rolled back, alarm and all, and is in nobody's way later", () =>
    withTimers(async ({ timers, storage, alarmAtMs }) => {
      timers.schedule("kept", T0_MS + 90);
      const change = () =>
        storage.transactionSync(() => {
          timers.schedule("undone", T0_MS + 10);
          throw new Error("the change broke");
        });
      expect(change).toThrow("the change broke");
      timers.forget();
      expect([timers.dueAtMs("undone"), await alarmAtMs()]).toEqual([undefined, T0_MS + 90]);
      timers.schedule("after", T0_MS + 50);
      expect(await alarmAtMs()).toBe(T0_MS + 50);
    }));
});

describe("after an eviction", () => {
  it("timers and alarm stand where they stood", async () => {
    const stub = blankActor();
    await within(stub, async ({ storage }) => {
      const { timers } = await benchOn(storage);
      timers.schedule("a", T0_MS + 10);
      timers.schedule("b", T0_MS + 20);
    });
    await evictDurableObject(stub);
    await within(stub, async ({ storage }) => {
      const { timers, alarmAtMs, moves, ring, ran } = await benchOn(storage);
      expect([timers.dueAtMs("a"), timers.dueAtMs("b"), await alarmAtMs()]).toEqual([
        T0_MS + 10,
        T0_MS + 20,
        T0_MS + 10,
      ]);
      // It knows of the alarm: a later timer does not move it away from the earlier ones.
      timers.schedule("c", T0_MS + 30);
      expect(moves()).toBe(0);
      await ring(T0_MS + 30);
      expect(ran).toEqual(["a", "b", "c"]);
    });
  });

  it("an alarm that the platform gave up is set again", () =>
    withTimers(async ({ timers, storage }) => {
      timers.schedule("a", T0_MS + 10);
      await storage.deleteAlarm();
      await new Timers(storage).initialise();
      expect(await storage.getAlarm()).toBe(T0_MS + 10);
    }));

  it("an actor that was never used sets none", () =>
    runInDurableObject(blankActor(), async (_, { storage }) => {
      await new Timers(storage).initialise();
      expect(await storage.getAlarm()).toBeNull();
    }));
});
