import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { seededRandom } from "#scripts/seed/history/random";
import { Events } from "./events.ts";
import { figuresOf, intervalOf, jainIndex } from "./figures.ts";
import { simulate } from "./simulate.ts";
import { strategies } from "./strategies.ts";
import { dayOf, TEAMS } from "./world.ts";

const AGENTS = 40;
const ARRIVALS = 800;
const LOADS = [0.7, 1.1];

describe.each(strategies(seededRandom(1)).map(({ name }, index) => ({ name, index })))(
  "a day under $name",
  ({ index }) => {
    const run = (seed: number, load: number, watch?: Parameters<typeof simulate>[3]) => {
      const strategy = strategies(seededRandom(seed))[index];
      if (strategy === undefined) throw new Error("no such strategy");
      return simulate(dayOf(seed, load, AGENTS, ARRIVALS), TEAMS, strategy, watch);
    };

    it.each(LOADS)(
      "keeps Little's law at load %s: who waits on the average is how many come times how long",
      (load) => {
        const { outcomes, waitingMs } = run(7, load);
        // Those who were put back wait a second time, which no outcome tells of.
        const firstWaitsMs = outcomes.reduce((sum, { waitMs }) => sum + waitMs, 0);
        expect(waitingMs).toBeGreaterThanOrEqual(firstWaitsMs * (1 - 1e-9));
        expect(waitingMs / firstWaitsMs).toBeLessThan(1.2);
      },
    );

    it("keeps it to the millisecond where nobody's line is cut", () => {
      const day = dayOf(7, 0.9, AGENTS, ARRIVALS);
      const agents = day.agents.map((agent) => ({ ...agent, drops: false }));
      const strategy = strategies(seededRandom(7))[index];
      if (strategy === undefined) throw new Error("no such strategy");
      const { outcomes, waitingMs } = simulate({ ...day, agents }, TEAMS, strategy);
      expect(waitingMs).toBeCloseTo(
        outcomes.reduce((sum, { waitMs }) => sum + waitMs, 0),
        0,
      );
    });

    it.each(LOADS)("gives nobody more than they can carry, and nothing to two, at load %s", (load) => {
      const holders = new Map<number, string>();
      let given = 0;
      const { outcomes, staff } = run(3, load, ({ agentId, load: loadNow, capacity, hands }) => {
        given += 1;
        expect(loadNow).toBeLessThanOrEqual(capacity);
        expect([...hands.values()].reduce((sum, { arrival }) => sum + arrival.wanted.weight, 0)).toBe(loadNow);
        for (const id of hands.keys()) holders.set(id, agentId);
      });
      expect(given).toBeGreaterThan(ARRIVALS / 2);
      // Everybody has one end, whichever it is, and nobody who gave up was taken.
      expect(new Set(outcomes.map(({ arrival }) => arrival.id)).size).toBe(outcomes.length);
      for (const { isAbandoned, arrival } of outcomes) expect(holders.has(arrival.id)).toBe(!isAbandoned);
      // At the end nobody has anything in hand.
      for (const { hands, load: loadAtEnd } of staff) expect([hands.size, loadAtEnd]).toEqual([0, 0]);
    });

    it("is the same day each time", () => {
      expect(figuresOf(run(5, 0.9))).toEqual(figuresOf(run(5, 0.9)));
    });
  },
);

describe("events", () => {
  it("happen by time, and those of one moment in the order in which they were put in", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(5)), (times) => {
        const events = new Events<number>();
        for (const [index, atMs] of times.entries()) events.put(atMs, index);
        const taken = times.map(() => events.take()?.event);
        const expected = times
          .map((atMs, index) => ({ atMs, index }))
          .sort((a, b) => a.atMs - b.atMs || a.index - b.index);
        expect(taken).toEqual(expected.map(({ index }) => index));
        expect(events.take()).toBeUndefined();
      }),
    );
  });
});

describe("figures", () => {
  it("know how even and how sure they are", () => {
    expect([jainIndex([2, 2, 2, 2]), jainIndex([1, 0, 0, 0]), jainIndex([0, 0])]).toEqual([1, 0.25, 1]);
    expect(intervalOf([3, 3, 3])).toEqual({ mean: 3, halfWidth: 0 });
    expect(intervalOf([1, 3]).halfWidth).toBeCloseTo(2.045);
  });
});
