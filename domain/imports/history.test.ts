import { describe, expect, it } from "vitest";
import { type ConversationHistory, checkHistory, waitingSinceMs } from "./history.ts";

const lin = { id: "lin", name: "Lin Yue" };
const told: ConversationHistory = {
  inboxId: "web",
  teamId: "support",
  contactId: "01900000-0000-7000-8000-000000000000",
  contactVerified: true,
  status: "open",
  assigneeId: lin.id,
  agents: [lin],
  messages: [
    { by: "contact", atMs: 1_000, content: "Hello" },
    { by: "agent", atMs: 2_000, agentId: lin.id, content: "Hello!", private: false },
  ],
  read: { contact: 2, agents: {} },
};

describe("a history", () => {
  it("that agrees with itself is taken", () => {
    expect(checkHistory(told).ok).toBe(true);
  });

  it.each<[string, Partial<ConversationHistory>]>([
    ["begins with somebody else than the customer", { messages: told.messages.slice(1) }],
    ["goes back in time", { messages: told.messages.map((line) => ({ ...line, atMs: line.by === "agent" ? 1 : 5 })) }],
    ["lets somebody speak who is not in it", { agents: [] }],
    ["belongs to somebody who is not in it", { assigneeId: "tom" }],
    ["sleeps without an end", { status: "snoozed" }],
    ["has an end of its sleep and is awake", { snoozedUntilMs: 9_000 }],
    ["sleeps and is nobody's", { status: "snoozed", snoozedUntilMs: 9_000, assigneeId: undefined }],
  ])("that %s is not", (_, change) => {
    expect(checkHistory({ ...told, ...change }).ok).toBe(false);
  });
});

describe("the customer waits", () => {
  it("for nothing while the shop had the last word", () => {
    expect(waitingSinceMs(told)).toBeUndefined();
  });

  it("since the first of the messages that nobody has answered; a note is no answer", () => {
    const messages: ConversationHistory["messages"] = [
      ...told.messages,
      { by: "contact", atMs: 3_000, content: "One more thing" },
      { by: "agent", atMs: 4_000, agentId: lin.id, content: "Ask the workshop", private: true },
      { by: "contact", atMs: 5_000, content: "?" },
    ];
    expect(waitingSinceMs({ messages })).toBe(3_000);
  });
});
