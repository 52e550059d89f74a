import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { chooseWhoHandedOnLast } from "#domain/routing/handed-on";
import { chooseForTicket, type TicketHandler } from "#domain/routing/tickets";
import { PRESENCE_STATUSES } from "#protocol/constants";

const HOUR_MS = 3_600_000;
const MINUTELY = { relaxAfterMs: 60_000 };
const ann: TicketHandler = {
  ...{ agentId: "ann", status: "online", capacity: 6, load: 0, idleSinceMs: 100, tickets: 0 },
};
const ben = { ...ann, agentId: "ben" };
const busy = { ...ben, load: 5, tickets: 9 };
const light = { asked: { weight: 0 }, wanted: { weight: 0 }, atMost: 10 };
const byAnn = (waitedMs: number) => ({ byId: "ann", waitedMs });
const chosen = (...asked: Parameters<typeof chooseWhoHandedOnLast<TicketHandler>>) =>
  chooseWhoHandedOnLast(...asked)?.agentId;

describe("whoever handed a ticket on", () => {
  it("comes after everybody else who can have it, however busy those are and however long it waits", () => {
    expect(chosen([ann, busy], light, undefined, MINUTELY)).toBe("ann");
    for (const waitedMs of [0, HOUR_MS, 100 * HOUR_MS])
      expect(chosen([ann, busy], light, byAnn(waitedMs), MINUTELY)).toBe("ben");
  });

  it("is given it where nobody else can have it, but only after the hour in which somebody else may come", () => {
    for (const others of [[], [{ ...ben, status: "offline" as const }], [{ ...ben, tickets: 10 }]]) {
      expect(chosen([ann, ...others], light, byAnn(HOUR_MS - 1), MINUTELY)).toBeUndefined();
      expect(chosen([ann, ...others], light, byAnn(HOUR_MS), MINUTELY)).toBe("ann");
    }
    expect(chosen([ann], light, byAnn(2 * HOUR_MS - 1), { relaxAfterMs: 120_000 })).toBeUndefined();
    expect(chosen([ann], light, byAnn(2 * HOUR_MS), { relaxAfterMs: 120_000 })).toBe("ann");
  });

  it("is given it in the end by a team too that never lets go of anything, though it was theirs", () => {
    const theirs = { ...light, asked: { weight: 0, notAgentId: "ann" }, wanted: { weight: 0, notAgentId: "ann" } };
    expect(chosen([ann], theirs, byAnn(HOUR_MS - 1), {})).toBeUndefined();
    expect(chosen([ann], theirs, byAnn(HOUR_MS), {})).toBe("ann");
  });

  it("does not bring in whoever else had it last", () => {
    const bens = { ...light, asked: { weight: 0, notAgentId: "ben" } };
    expect(chosen([ben], bens, byAnn(HOUR_MS), {})).toBeUndefined();
    expect(chosen([ben, ann], bens, byAnn(HOUR_MS), {})).toBe("ann");
  });

  it("does not come first as whoever had the customer last", () => {
    const sticky = { weight: 0, lastAgentId: "ann" };
    expect(chosen([ann, busy], { ...light, asked: sticky, wanted: sticky }, byAnn(0), MINUTELY)).toBe("ben");
  });

  it("still needs room and what is asked", () => {
    expect(chosen([{ ...ann, tickets: 10 }], light, byAnn(HOUR_MS), MINUTELY)).toBeUndefined();
    const asked = { weight: 0, skills: [{ skillId: "kilns", level: 1 }] };
    expect(chosen([ann], { ...light, asked, wanted: asked }, byAnn(HOUR_MS), MINUTELY)).toBeUndefined();
  });
});

const agent = fc.record({
  agentId: fc.constantFrom("ann", "ben", "cid", "dot"),
  status: fc.constantFrom(...PRESENCE_STATUSES),
  capacity: fc.integer({ min: 1, max: 3 }),
  load: fc.integer({ min: 0, max: 300 }).map((hundredths) => hundredths / 100),
  idleSinceMs: fc.nat(3),
  tickets: fc.nat(4),
});
const agents = fc.uniqueArray(agent, { selector: ({ agentId }) => agentId });

it("whoever handed it on is chosen only where nobody else would be, and after the hour somebody is wherever anybody is", () => {
  fc.assert(
    fc.property(agents, fc.constantFrom(0, 1), fc.nat(3 * HOUR_MS), (some, weight, waitedMs) => {
      const offered = { asked: { weight }, wanted: { weight }, atMost: 4 };
      const others = some.filter(({ agentId }) => agentId !== "ann");
      const choose = (from: TicketHandler[]) => chooseForTicket(from, offered.asked, offered.wanted, 4);
      const them = chooseWhoHandedOnLast(some, offered, byAnn(waitedMs), MINUTELY);
      if (choose(others) !== undefined) expect(them).toEqual(choose(others));
      else expect(them).toEqual(waitedMs < HOUR_MS ? undefined : choose(some));
    }),
  );
});
