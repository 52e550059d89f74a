/** After a rollback a release meets rows that it does not know: it keeps them, and they are in nobody's way. */
import { evictDurableObject } from "cloudflare:test";
import { describe, expect, it, vi } from "vitest";
import { blankActor } from "#test/workers/blank-actor";
import { type Bench, PACE, withOutbox, withOwnClock } from "#test/workers/outbox-bench";

const logged = withOwnClock();
const RETRY_MS = 300_000;

/** What the later release owed, between rows that this one knows. */
function owed(bench: Bench): void {
  bench.append("a", 1);
  bench.appendOf("novelty", "a", 2);
  bench.append("a", 3);
  bench.append("b", 4);
}

describe("a row of an unknown kind", () => {
  it("is kept, and those behind it go on in order", () =>
    withOutbox(async (bench) => {
      bench.unknown.add("novelty");
      owed(bench);
      await bench.pass(0);
      expect(bench.news().sort()).toEqual(["a:1", "a:3", "b:4"]);
      bench.append("a", 5);
      bench.change("a");
      await bench.pass(PACE.gatherMs);
      expect(bench.news()).toEqual(["a:5", "a:1"]);
      expect([bench.outbox.size(), bench.unknownAsked]).toEqual([1, 1]);
    }));

  it("may be a marker, too, and is not told of as if it were known", () =>
    withOutbox(async (bench) => {
      bench.unknown.add("novelty");
      bench.outbox.mark("a", "novelty", Date.now(), PACE);
      bench.append("a", 1);
      await bench.pass(PACE.gatherMs + PACE.intervalMs);
      expect([bench.news(), bench.outbox.size(), bench.storedRows()]).toEqual([["a:1"], 1, 1]);
    }));

  it("is looked at again every five minutes, by the alarm, and the object sleeps meanwhile", () =>
    withOutbox(async (bench) => {
      bench.unknown.add("novelty");
      bench.appendOf("novelty", "a", 1);
      await bench.pass(0);
      for (let alarm = 0; alarm < 4; alarm += 1) await bench.nextAlarm();
      bench.unknownAsked = 0;
      const beganAtMs = Date.now();
      for (let alarm = 0; alarm < 4; alarm += 1) await bench.nextAlarm();
      expect(vi.getTimerCount()).toBe(0);
      expect(bench.unknownAsked).toBe((Date.now() - beganAtMs) / RETRY_MS);
      expect(bench.storedRows()).toBe(1);
    }));

  it("is the next release's as if nothing had been, though the clock says that it was looked at just now", async () => {
    const stub = blankActor();
    await withOutbox(async (bench) => {
      bench.unknown.add("novelty");
      bench.appendOf("novelty", "a", 1, 2);
      await bench.pass(0);
      expect(bench.news()).toEqual([]);
      vi.clearAllTimers();
    }, stub);
    await evictDurableObject(stub);
    await withOutbox(async (bench) => {
      bench.append("a", 3);
      await bench.pass(0);
      expect([bench.news(), bench.outbox.size()]).toEqual([["a:1", "a:2", "a:3"], 0]);
    }, stub);
  });

  it("is logged by its kind alone", () =>
    withOutbox(async (bench) => {
      bench.unknown.add("novelty");
      bench.appendOf("novelty", "a", 4711);
      await bench.pass(0);
      const line = { level: "warn", event: "delivery_unknown", kind: "novelty" };
      expect(logged.map((text) => JSON.parse(String(text)))).toEqual([line]);
    }));
});
