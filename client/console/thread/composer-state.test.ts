import { expect, it } from "vitest";
import { replyBlock } from "./composer-state.ts";

const agent = ["conversation.reply", "conversation.note"];
const lead = [...agent, "conversation.assign"];

it.each([
  ["mine and open", { status: "open", assigneeId: "me" }, agent, undefined],
  ["nobody's", { status: "open" }, agent, "unassigned"],
  ["a colleague's", { status: "open", assigneeId: "bo" }, agent, "other"],
  ["a colleague's, for a supervisor", { status: "open", assigneeId: "bo" }, lead, undefined],
  ["resolved, though mine", { status: "resolved", assigneeId: "me" }, agent, "resolved"],
  ["snoozed, though mine", { status: "snoozed", assigneeId: "me" }, agent, "snoozed"],
  [
    "open and mine, for one who only reviews",
    { status: "open", assigneeId: "me" },
    ["conversation.note"],
    "permission",
  ],
  ["not told yet", undefined, agent, undefined],
] as const)("a conversation that is %s", (_, conversation, permissions, block) => {
  expect(replyBlock(conversation, "me", permissions)).toBe(block);
});
