import { expect, it } from "vitest";
import type { AgentSummary } from "#protocol/http";
import { canTake } from "./receivers.ts";

const agent: AgentSummary = { id: "a", name: "Ann", role: "agent", teamIds: [], takesWork: true, status: "online" };
const conversation = { inboxId: "web" };

it("offers a conversation to those who answer customers and see its inbox", () => {
  expect(canTake(agent, conversation)).toBe(true);
  expect(canTake({ ...agent, inboxIds: ["web"] }, conversation)).toBe(true);
  expect(canTake({ ...agent, inboxIds: ["outlet"] }, conversation)).toBe(false);
  expect(canTake({ ...agent, takesWork: false }, conversation)).toBe(false);
});
