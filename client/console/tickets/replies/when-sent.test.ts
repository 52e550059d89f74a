import { expect, it } from "vitest";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import { type ConversationLog, emptyLog } from "#client/lib/conversation-log.ts";
import type { Message } from "#protocol/vocabulary";
import { hasAnsweredSince, whenSent } from "./when-sent.ts";

const ME = { type: "agent", id: "a" } as const;
const ID = "01900000-0000-7000-8000-000000000000";

function line(log: Partial<ConversationLog>) {
  let snapshot: ConversationSnapshot = of(log);
  const listeners = new Set<() => void>();
  return {
    get: () => snapshot,
    subscribe: (listener: () => void) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    becomes(next: Partial<ConversationLog>) {
      snapshot = of(next);
      for (const listener of listeners) listener();
    },
    listeners,
  };
}
function of(log: Partial<ConversationLog>): ConversationSnapshot {
  return { log: { ...emptyLog(ME), ...log }, link: { phase: "open", online: true }, older: "idle" };
}
const waiting = { clientId: "c1", content: "x", contentType: "text", createdAtMs: 1 } as const;
function message(seq: number, sender: Message["sender"], clientId: string): Message {
  const facts = {
    id: ID,
    conversationId: ID,
    seq,
    changedSeq: seq,
    clientId,
    content: "x",
    contentType: "text",
  } as const;
  return { ...facts, attachments: [], sender, createdAt: "2026-01-01T00:00:00.000Z" };
}
const mine = message(3, { ...ME, name: "A" }, "c1");
const theirs = message(4, { type: "contact", id: "c", name: "" }, "c2");

it("waits until the server has taken it, and no longer", async () => {
  const thread = line({ outbox: [waiting] });
  const sent = whenSent(thread, "c1");
  thread.becomes({ outbox: [waiting], messages: [theirs] });
  expect(thread.listeners.size).toBe(1);
  thread.becomes({ messages: [mine] });
  expect(await sent).toEqual(mine);
  expect(thread.listeners.size).toBe(0);
});

it("tells of one that was refused or given up", async () => {
  const refused = line({ outbox: [{ ...waiting, failedCode: "forbidden" }] });
  expect(await whenSent(refused, "c1")).toBeUndefined();
  expect(await whenSent(line({}), "c1")).toBeUndefined();
});

it("knows whether the customer answered meanwhile", () => {
  expect(hasAnsweredSince(line({ messages: [mine] }), 3)).toBe(false);
  expect(hasAnsweredSince(line({ messages: [mine, theirs] }), 3)).toBe(true);
});
