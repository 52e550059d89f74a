/** What an actor owes to others: delivered at least once, in order for each, whoever else is slow or gone. */
import { describe, expect, it, vi } from "vitest";
import { PACE, withOutbox, withOwnClock } from "#test/workers/outbox-bench";

const logged = withOwnClock();

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

  it("behind one that failed do not keep the object busy until it is tried again", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1, 2);
      await bench.pass(0);
      const drain = vi.spyOn(bench.outbox, "drain");
      await bench.pass(499);
      expect(drain).not.toHaveBeenCalled();
    }));

  it("are never given up: after long trouble they are tried every five minutes", () =>
    withOutbox(async (bench) => {
      bench.refusing.add("a");
      bench.append("a", 1);
      await bench.pass(0);
      for (let alarm = 0; alarm < 40; alarm += 1) await bench.nextAlarm();
      bench.news();
      const beganAtMs = Date.now();
      for (let alarm = 0; alarm < 40; alarm += 1) await bench.nextAlarm();
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
