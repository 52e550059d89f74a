import { expect, it } from "vitest";
import { TICKET_LOOKING_MS, TICKET_TYPING_MS } from "#protocol/constants";
import { shownViewers } from "./shown-viewers.ts";

it("shows who looks and types for as long as that was said", () => {
  const told = { viewers: [{ agentId: "tom", typing: true }], atMs: 1_000 };
  expect(shownViewers(told, 1_500)).toEqual([{ agentId: "tom", typing: true }]);
  expect(shownViewers(told, 1_000 + TICKET_TYPING_MS)).toEqual([{ agentId: "tom", typing: false }]);
  expect(shownViewers(told, 1_000 + TICKET_LOOKING_MS)).toEqual([]);
  expect([shownViewers(null, 0), shownViewers(undefined, 0)]).toEqual([[], []]);
});
