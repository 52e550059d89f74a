import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { isEligible } from "#domain/routing/rules";
import {
  chooseForTicket,
  isMoreAvailable,
  relaxedForTicket,
  type TicketHandler,
  ticketStandsAt,
} from "#domain/routing/tickets";
import { PRESENCE_STATUSES, type Priority } from "#protocol/constants";

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const ann: TicketHandler = {
  ...{ agentId: "ann", status: "online", capacity: 6, load: 0, idleSinceMs: 100, tickets: 0 },
};
const light = { weight: 0 };

describe("a ticket that waits", () => {
  it("stands by when it came, with a head start of an hour where a customer has a minute's", () => {
    const at = (madeAtMs: number, priority: Priority) => ticketStandsAt({ madeAtMs, priority });
    expect(at(0, "urgent")).toBe(at(-2 * HOUR_MS, "normal"));
    expect(at(0, "high")).toBe(at(-HOUR_MS, "normal"));
    expect(at(0, "low")).toBeGreaterThan(at(1, "normal"));
    // Nobody starves: whatever is pressing and comes later than that stands behind.
    expect(at(0, "low")).toBeLessThan(at(3 * HOUR_MS, "urgent"));
  });

  it("asks for less by the hour, not by the minute", () => {
    const wanted = { weight: 0, skills: [{ skillId: "refunds", level: 1 }], language: "en" };
    const policy = { relaxAfterMs: MINUTE_MS };
    expect(relaxedForTicket(wanted, 59 * MINUTE_MS, policy).skills).toHaveLength(1);
    expect(relaxedForTicket(wanted, HOUR_MS, policy).skills).toHaveLength(0);
    expect(relaxedForTicket(wanted, 2 * HOUR_MS, policy).language).toBeUndefined();
  });
});

describe("whoever tells of themselves", () => {
  it.each([
    [undefined, ann, true],
    [{ ...ann, status: "busy" }, ann, true],
    [ann, ann, false],
    [ann, { ...ann, idleSinceMs: 200 }, false],
    [ann, { ...ann, load: 1 }, false],
    [ann, { ...ann, tickets: 1 }, false],
    [ann, { ...ann, capacity: 5 }, false],
    [{ ...ann, load: 1 }, ann, true],
    [{ ...ann, tickets: 1 }, ann, true],
    [ann, { ...ann, capacity: 7 }, true],
    [{ ...ann, inboxIds: ["web"] }, ann, true],
    [ann, { ...ann, skills: [{ skillId: "refunds", level: 1 }] }, true],
    [{ ...ann, load: 1 }, { ...ann, status: "offline" }, false],
  ] as const)(
    "may be given what they could not be before only if they have more: %j, then %j",
    (before, after, isMore) => {
      expect(isMoreAvailable(before, after)).toBe(isMore);
    },
  );
});

describe("whoever gets it", () => {
  it("is the least loaded by places or by tickets, whatever fills them more", () => {
    const busy = { ...ann, agentId: "ben", load: 3 };
    const full = { ...ann, agentId: "cid", tickets: 8 };
    expect(chooseForTicket([busy, full], light, light, 10)?.agentId).toBe("ben");
    expect(chooseForTicket([busy, full, ann], light, light, 10)?.agentId).toBe("ann");
  });

  it("is nobody who has as many as anybody is given, nor who has no place for it", () => {
    expect(chooseForTicket([{ ...ann, tickets: 10 }], light, light, 10)).toBeUndefined();
    expect(chooseForTicket([{ ...ann, load: 5.5 }], { weight: 0.5 }, { weight: 0.5 }, 10)?.agentId).toBe("ann");
    expect(chooseForTicket([{ ...ann, load: 5.6 }], { weight: 0.5 }, { weight: 0.5 }, 10)).toBeUndefined();
  });

  it("is whoever had the customer last, unless they are much busier", () => {
    const asked = { weight: 0, lastAgentId: "ben" };
    const ben = { ...ann, agentId: "ben", tickets: 4 };
    expect(chooseForTicket([ann, ben], asked, asked, 10)?.agentId).toBe("ben");
    expect(chooseForTicket([ann, { ...ben, tickets: 6 }], asked, asked, 10)?.agentId).toBe("ann");
  });

  it("is always eligible, and somebody wherever anybody is", () => {
    const agent = fc.record({
      agentId: fc.string({ minLength: 1, maxLength: 3 }),
      status: fc.constantFrom(...PRESENCE_STATUSES),
      capacity: fc.integer({ min: 1, max: 5 }),
      load: fc.integer({ min: 0, max: 600 }).map((hundredths) => hundredths / 100),
      idleSinceMs: fc.nat(3),
      tickets: fc.nat(4),
    });
    const agents = fc.uniqueArray(agent, { selector: ({ agentId }) => agentId, maxLength: 8 });
    fc.assert(
      fc.property(agents, fc.constantFrom(0, 0.25, 1, 3), fc.integer({ min: 1, max: 4 }), (some, weight, atMost) => {
        const eligible = some.filter((one) => isEligible(one, { weight }) && one.tickets < atMost);
        const chosen = chooseForTicket(some, { weight }, { weight }, atMost);
        expect(chosen === undefined).toBe(eligible.length === 0);
        if (chosen !== undefined) expect(eligible).toContain(chosen);
      }),
    );
  });
});
