/** An actor may be lost at any moment: the alarm brings back what it owed. */
import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { blankActor, type Stub } from "#test/workers/blank-actor";
import { type Bench, PACE, withOutbox, withOwnClock } from "#test/workers/outbox-bench";

withOwnClock();

/** No wait in memory is without an alarm that comes at most this much later. */
const LATEST_BACKSTOP_MS = 60_000;

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
      for (let alarm = 0; alarm < 20; alarm += 1) await bench.nextAlarm();
      expect(vi.getTimerCount()).toBe(0);
      bench.refusing.clear();
      bench.news();
      for (let alarm = 0; alarm < 2; alarm += 1) await bench.nextAlarm();
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:1"], 0]);
    }));
});
