import { expect, it } from "vitest";
import { agentOf, parseAccount } from "#domain/identity/accounts";

const row = {
  id: "a1",
  name: "林悦",
  email: "lin@desk.example",
  role: "agent",
  teamIds: '["support"]',
  inboxIds: null,
  accessVersion: 3,
};

it("an account's row makes a principal, with all inboxes where none are named", () => {
  expect(agentOf(parseAccount(row), "s1", 5)).toEqual({
    type: "agent",
    id: "a1",
    name: "林悦",
    role: "agent",
    teamIds: ["support"],
    accessVersion: 3,
    sessionId: "s1",
    expiresAtMs: 5,
  });
  expect(agentOf(parseAccount({ ...row, inboxIds: '["web"]' }), "s1", 5).inboxIds).toEqual(["web"]);
});

it("a row that is not ours makes nobody", () => {
  for (const broken of [{ teamIds: "support" }, { teamIds: "{}" }, { inboxIds: "[1]" }, { role: "owner" }]) {
    expect(() => parseAccount({ ...row, ...broken })).toThrow();
  }
});
