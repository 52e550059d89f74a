import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type AgentState, agentsThere, chooseAgent, isEligible } from "#domain/routing/rules";
import { PRESENCE_STATUSES } from "#protocol/constants";

const idle: AgentState = { agentId: "ann", status: "online", capacity: 6, load: 0, idleSinceMs: 100 };
const one = { weight: 1 };

describe("an agent", () => {
  it("is asked only while online and with room for the work", () => {
    expect(isEligible(idle, one)).toBe(true);
    for (const status of ["busy", "offline"] as const) expect(isEligible({ ...idle, status }, one)).toBe(false);
    expect(isEligible({ ...idle, load: 5 }, one)).toBe(true);
    expect(isEligible({ ...idle, load: 6 }, one)).toBe(false);
    expect(isEligible({ ...idle, load: 5 }, { weight: 2 })).toBe(false);
  });
});

describe("the choice", () => {
  it("is the least loaded, measured by what each can carry", () => {
    const half = { ...idle, agentId: "ben", capacity: 4, load: 2 };
    const third = { ...idle, agentId: "cid", capacity: 9, load: 3 };
    expect(chooseAgent([half, third], one)?.agentId).toBe("cid");
  });

  it("is the longest idle among the equally loaded", () => {
    const longer = { ...idle, agentId: "ben", idleSinceMs: 50 };
    expect(chooseAgent([idle, longer], one)?.agentId).toBe("ben");
  });

  it("is nobody when nobody is eligible", () => {
    expect(chooseAgent([], one)).toBeUndefined();
    expect(chooseAgent([{ ...idle, status: "busy" }], one)).toBeUndefined();
  });

  it("is eligible, no worse than any other, and the same in whatever order they stand", () => {
    const agent = fc.record({
      agentId: fc.string({ minLength: 1, maxLength: 3 }),
      status: fc.constantFrom(...PRESENCE_STATUSES),
      capacity: fc.integer({ min: 0, max: 5 }),
      load: fc.integer({ min: 0, max: 6 }),
      idleSinceMs: fc.nat(3),
    });
    const agents = fc.uniqueArray(agent, { selector: ({ agentId }) => agentId, maxLength: 8 });
    fc.assert(
      fc.property(agents, fc.integer({ min: 1, max: 3 }), (some, weight) => {
        const chosen = chooseAgent(some, { weight });
        const eligible = some.filter((candidate) => isEligible(candidate, { weight }));
        expect(chosen === undefined).toBe(eligible.length === 0);
        expect(chooseAgent(some.toReversed(), { weight })).toEqual(chosen);
        if (chosen === undefined) return;
        expect(eligible).toContain(chosen);
        for (const other of eligible) {
          expect(chosen.load / chosen.capacity).toBeLessThanOrEqual(other.load / other.capacity);
        }
      }),
    );
  });
});

describe("scope", () => {
  it("keeps an agent from work of inboxes that they do not see", () => {
    const scoped = { ...idle, inboxIds: ["web"] };
    expect(isEligible(scoped, { ...one, inboxId: "web" })).toBe(true);
    expect(isEligible(scoped, { ...one, inboxId: "outlet" })).toBe(false);
    expect(isEligible(idle, { ...one, inboxId: "outlet" })).toBe(true);
    expect(chooseAgent([scoped, { ...idle, agentId: "zoe", load: 3 }], { ...one, inboxId: "outlet" })?.agentId).toBe(
      "zoe",
    );
  });
});

describe("what an agent knows", () => {
  const knowing = { ...idle, skills: [{ skillId: "refunds", level: 2 }], languages: ["en"], regions: ["north"] };

  it("has to be what is asked, at the level that is asked", () => {
    const asks = (level: number) => ({ ...one, skills: [{ skillId: "refunds", level }] });
    expect([1, 2, 3].map((level) => isEligible(knowing, asks(level)))).toEqual([true, true, false]);
    expect(isEligible(idle, asks(1))).toBe(false);
    expect(isEligible(knowing, { ...one, language: "zh-CN" })).toBe(false);
    expect(isEligible(knowing, { ...one, region: "south" })).toBe(false);
    expect(isEligible(knowing, { ...one, language: "en", region: "north" })).toBe(true);
  });

  it("is any language and region where nobody said which", () => {
    expect(isEligible(idle, { ...one, language: "zh-CN", region: "south" })).toBe(true);
  });

  it("is kept for work that asks for it, unless the others are much busier", () => {
    const plain = { ...idle, agentId: "ben", idleSinceMs: 200 };
    expect(chooseAgent([knowing, plain], one)?.agentId).toBe("ben");
    expect(chooseAgent([knowing, { ...plain, load: 4 }], one)?.agentId).toBe("ann");
  });

  it("still counts when it is no longer asked", () => {
    const wanted = { ...one, skills: [{ skillId: "refunds", level: 2 }] };
    const plain = { ...idle, agentId: "ben", idleSinceMs: 0 };
    expect(chooseAgent([plain, { ...knowing, load: 3 }], one, wanted)?.agentId).toBe("ann");
  });
});

describe("the last agent", () => {
  const other = { ...idle, agentId: "ben", idleSinceMs: 0 };
  const again = { ...one, lastAgentId: "ann" };

  it("is asked first, as long as others are not much freer", () => {
    expect(chooseAgent([{ ...idle, load: 3 }, other], again)?.agentId).toBe("ann");
    expect(chooseAgent([{ ...idle, load: 4 }, other], again)?.agentId).toBe("ben");
    expect(chooseAgent([{ ...idle, status: "busy" }, other], again)?.agentId).toBe("ben");
  });

  it("is not asked who let it lie", () => {
    expect(chooseAgent([idle, other], { ...again, notAgentId: "ann" })?.agentId).toBe("ben");
    expect(chooseAgent([idle], { ...again, notAgentId: "ann" })).toBeUndefined();
  });
});

describe("who is there for customers", () => {
  it("is whoever is online for the inbox, with or without room, those with the most room first", () => {
    const agents = [
      { agentId: "full", status: "online", capacity: 2, load: 2, idleSinceMs: 1 },
      { agentId: "free", status: "online", capacity: 2, load: 0, idleSinceMs: 9 },
      { agentId: "busy", status: "busy", capacity: 2, load: 0, idleSinceMs: 1 },
      { agentId: "elsewhere", status: "online", capacity: 2, load: 0, idleSinceMs: 1, inboxIds: ["mail"] },
      { agentId: "gone", status: "offline", capacity: 2, load: 0, idleSinceMs: 1 },
    ] as const;
    expect(agentsThere(agents, "web").map(({ agentId }) => agentId)).toEqual(["free", "full"]);
  });
});
