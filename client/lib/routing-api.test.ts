import { describe, expect, it } from "vitest";
import { routingSettings } from "#protocol/http-routing";
import { attempt } from "./decoder.ts";
import { routingAnswer } from "./routing-api.ts";

const EMPTY = { skills: [], teams: [], agents: [] };
const REFUNDS = { skillId: "refunds", level: 3 };
const ROUTING = {
  needs: [{ inboxId: "web", skills: [REFUNDS], region: "North" }],
  relaxAfterMs: 60_000,
  overflow: { teamId: "after-sales", afterMs: 180_000 },
  maxWaiting: 50,
  maxWaitMs: 600_000,
  takeBackAfterMs: 120_000,
  isSticky: false,
  ticketsHandedOut: { atMost: 10 },
  manualUntilMs: 1_800_000_000_000,
};

describe("how work is handed out", () => {
  it.each([
    EMPTY,
    { ...EMPTY, skills: [{ id: "refunds", names: { en: "Refunds", "zh-CN": "退款" }, version: 1 }] },
    { ...EMPTY, skills: [{ id: "refunds", names: { en: "Refunds" }, version: 1 }] },
    { ...EMPTY, teams: [{ teamId: "support", routing: ROUTING, version: 2 }] },
    { ...EMPTY, teams: [{ teamId: "support", routing: { needs: [], isSticky: true }, version: 1 }] },
    { ...EMPTY, teams: [{ teamId: "support", routing: { ...ROUTING, maxWaiting: "many" }, version: 1 }] },
    { ...EMPTY, agents: [{ agentId: "ann", abilities: { skills: [REFUNDS], languages: ["en"] }, version: 1 }] },
    { ...EMPTY, agents: [{ agentId: "ann", abilities: { skills: [], languages: ["fr"] }, version: 1 }] },
    {},
  ])("is taken as the contract has it: %j", (input) => {
    expect(attempt(routingAnswer, input)).toEqual(routingSettings.safeParse(input).data);
  });
});
