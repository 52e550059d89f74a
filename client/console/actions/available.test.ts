import { describe, expect, it } from "vitest";
import { availableActions } from "./available.ts";

const agent = ["accept", "transfer", "snooze", "resolve", "reopen"].map((action) => `conversation.${action}`);
const lead = [...agent, "conversation.assign", "conversation.handleAny"];

function offered(conversation: Parameters<typeof availableActions>[0], permissions: string[]): string[] {
  const actions = availableActions(conversation, "me", permissions);
  return Object.entries(actions).flatMap(([action, available]) => (available ? [action] : []));
}

describe("an agent is offered", () => {
  it("taking, transferring and resolving what waits", () => {
    expect(offered({ status: "open" }, agent)).toEqual(["accept", "transfer", "resolve"]);
  });
  it("everything but taking for what is theirs", () => {
    expect(offered({ status: "open", assigneeId: "me" }, agent)).toEqual(["transfer", "snooze", "resolve"]);
  });
  it("nothing with a colleague's", () => {
    expect(offered({ status: "open", assigneeId: "bo" }, agent)).toEqual([]);
  });
  it("only reopening what is resolved, and resolving what sleeps", () => {
    expect(offered({ status: "resolved", assigneeId: "me" }, agent)).toEqual(["reopen"]);
    expect(offered({ status: "snoozed", assigneeId: "me" }, agent)).toEqual(["resolve", "reopen"]);
  });
});

it("lets those who lead handle a colleague's conversation and hand it out", () => {
  expect(offered({ status: "open", assigneeId: "bo" }, lead)).toEqual(["assign", "transfer", "snooze", "resolve"]);
});

it("offers a reviewer nothing", () => {
  expect(offered({ status: "open" }, ["conversation.read", "conversation.note"])).toEqual([]);
});
