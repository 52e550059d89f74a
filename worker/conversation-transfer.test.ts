import { expect, it, vi } from "vitest";
import { refuse } from "#domain/failures";
import type { AgentPrincipal } from "#domain/identity/principal";
import { transferConversation } from "#worker/conversation-transfer";

const lena: AgentPrincipal = {
  ...{ type: "agent", id: "lena", name: "Lena", role: "agent", teamIds: ["care"] },
  ...{ sessionId: "s", expiresAtMs: 1 },
};
const reason = "It needs somebody who knows kilns";
const conversation = () => ({
  perform: vi.fn(async () => refuse("taken")),
  transferToTier: vi.fn(async () => refuse("tier_unserved")),
});

it("asks for a line by a method that an earlier release does not have, and so cannot take for another", async () => {
  const asked = conversation();
  expect(await transferConversation(asked, lena, { supportTier: 2, reason })).toEqual(refuse("tier_unserved"));
  expect(asked.transferToTier).toHaveBeenCalledExactlyOnceWith(lena, { supportTier: 2, reason });
  expect(asked.perform).not.toHaveBeenCalled();
});

it.each([{ teamId: "experts" }, { agentId: "omar" }])("asks for %o as ever", async (to) => {
  const asked = conversation();
  expect(await transferConversation(asked, lena, { ...to, reason })).toEqual(refuse("taken"));
  expect(asked.perform).toHaveBeenCalledExactlyOnceWith(lena, { type: "conversation.transfer", ...to, reason });
  expect(asked.transferToTier).not.toHaveBeenCalled();
});
