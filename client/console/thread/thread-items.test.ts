import { expect, it } from "vitest";
import type { Entry } from "#client/lib/entries.ts";
import type { Message } from "#protocol/vocabulary";
import { lastOwnKey, textOf, threadItems } from "./thread-items.ts";

const me = { id: "me", name: "Lena" };

function sent(seq: number, own: boolean, more: Partial<Message> = {}, change?: { content?: string }): Entry {
  const message: Message = {
    id: `m${seq}`,
    seq,
    changedSeq: seq,
    conversationId: "c",
    sender: { type: own ? "agent" : "contact", id: own ? "me" : "ann", name: own ? "Lena" : "Ann" },
    contentType: "text",
    content: `text ${seq}`,
    attachments: [],
    createdAt: "2026-03-10T02:00:00.000Z",
    ...more,
  };
  return {
    kind: "message",
    key: message.id,
    message,
    own,
    ...(change && { change: { messageId: message.id, ...change } }),
  };
}
const waiting: Entry = {
  kind: "outgoing",
  key: "k1",
  item: { clientId: "k1", contentType: "text", content: "on its way", createdAtMs: 5, private: true },
  own: true,
  state: "queued",
};

it("shows what is on its way as the reader's own, a note as a note", () => {
  const [item] = threadItems([waiting], me);
  expect(item).toMatchObject({ sender: { type: "agent", id: "me", name: "Lena" }, private: true, own: true });
  expect(item && textOf(item)).toBe("on its way");
});

it("shows an edit before the server has answered, and nothing of what was recalled", () => {
  const recalled = { content: "", recalledAt: "2026-03-10T02:01:00.000Z" };
  const items = threadItems([sent(1, true, {}, { content: "better" }), sent(2, true, recalled)], me);
  expect(items.map(textOf)).toEqual(["better", undefined]);
});

it("puts the send state under the last thing that the reader said and still says", () => {
  const recalled = sent(4, true, { content: "", recalledAt: "2026-03-10T02:01:00.000Z" });
  expect(lastOwnKey(threadItems([sent(1, true), sent(2, true), sent(3, false), recalled], me))).toBe("m2");
  expect(lastOwnKey(threadItems([sent(1, true), waiting], me))).toBe("k1");
  expect(lastOwnKey(threadItems([sent(3, false)], me))).toBeUndefined();
});
