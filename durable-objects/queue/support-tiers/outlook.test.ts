import { describe, expect, it } from "vitest";
import type { AgentAvailability } from "#actors/contracts";
import { outlookNow } from "#actors/queue/support-tiers/outlook";
import { MIN_INTERVALS } from "#domain/routing/expected-wait";

const lena: AgentAvailability = {
  agentId: "lena",
  status: "online",
  capacity: 2,
  load: 2,
  idleSinceMs: 0,
  version: 1,
};
const MINUTE_MS = 60_000;
const outlook = (
  agents: AgentAvailability[],
  { counts = { atHead: 0, waiting: 0 }, intervals = MIN_INTERVALS } = {},
  inboxId = "web",
  leavesAgentId?: string,
) =>
  outlookNow(
    {
      store: { agents: () => agents, counts: () => counts },
      pace: { intervalsMs: () => Array.from({ length: intervals }, () => MINUTE_MS) },
    },
    { inboxId, leavesAgentId },
    0,
  );

describe("what a line has for who is transferred into it", () => {
  it("is a wait behind those at its head, and no others", () => {
    const counts = { atHead: 2, waiting: 9 };
    expect(outlook([lena], { counts })).toEqual({ isSomebodyIn: true, waiting: 9, expectedWaitMs: 3 * MINUTE_MS });
  });

  it("is somebody who is online and sees the inbox, free or not", () => {
    expect(outlook([lena]).isSomebodyIn).toBe(true);
    expect(outlook([{ ...lena, inboxIds: ["outlet"] }]).isSomebodyIn).toBe(false);
    expect(outlook([{ ...lena, status: "busy" }]).isSomebodyIn).toBe(false);
    expect(outlook([])).toEqual({ isSomebodyIn: false, waiting: 0, expectedWaitMs: undefined });
  });

  it("is not who hands it on, though others are", () => {
    expect(outlook([lena], {}, "web", "lena")).toEqual({ isSomebodyIn: false, waiting: 0, expectedWaitMs: undefined });
    expect(outlook([lena, { ...lena, agentId: "omar" }], {}, "web", "lena").isSomebodyIn).toBe(true);
  });

  it("claims no wait of which too little is known, or with nobody in", () => {
    expect(outlook([lena], { intervals: MIN_INTERVALS - 1 }).expectedWaitMs).toBeUndefined();
    expect(outlook([{ ...lena, status: "offline" }]).expectedWaitMs).toBeUndefined();
  });
});
