/** Markers say "tell them the newest state": once for many changes, soon for urgent ones, and never with an old state last. */
import { describe, expect, it, vi } from "vitest";
import { AT_ONCE, PACE, withOutbox, withOwnClock } from "#test/workers/outbox-bench";

withOwnClock();

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

  it("waits for a time that varies, and can be written down whatever it comes to", () =>
    withOutbox(async (bench) => {
      for (const random of [0, 1 / 3, 0.123456789, 0.999999999]) {
        vi.spyOn(Math, "random").mockReturnValue(random);
        bench.change("a");
        expect(bench.storedRows()).toBe(1);
        await bench.pass(PACE.gatherMs / 2 - 1);
        expect(bench.news()).toEqual([]);
        await bench.pass(PACE.gatherMs + 1);
        expect(bench.news()).toHaveLength(1);
        // Its row is gone, so the next one has to be written.
        await bench.pass(10_000);
        expect(bench.storedRows()).toBe(0);
      }
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
      await bench.pass(700);
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
