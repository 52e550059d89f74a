import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_ATTACHMENTS, MAX_DRAFT_CHARS, MAX_SYNC_LIMIT } from "#protocol/constants";
import { conversationClientFrame, feedClientFrame, feedServerFrame, transferBody } from "#protocol/frames";

const ID = "01900000-0000-7000-8000-000000000000";
const takes = (frame: unknown) => conversationClientFrame.safeParse(frame).success;
const send = { type: "message.send", clientId: "c1", contentType: "text", content: "hello" };

describe("a frame", () => {
  it("of a type that is not one of the protocol's is refused", () => {
    const bad = [{ ...send, type: "message.delete" }, { ...send, type: ["message.send"] }, { content: "x" }, [], null];
    for (const frame of [...bad, "sync", 1, { type: "__proto__" }])
      expect([frame, takes(frame)]).toEqual([frame, false]);
  });

  it("with keys that a newer client knows is taken without them", () => {
    expect(conversationClientFrame.parse({ ...send, mood: "good" })).toEqual(send);
    expect(conversationClientFrame.parse({ type: "sync", afterSeq: 1, deep: true })).toEqual({
      type: "sync",
      afterSeq: 1,
    });
  });

  it("cannot bring a prototype along", () => {
    const hostile: unknown = JSON.parse(
      `{"type":"message.send","clientId":"c1","content":"x","__proto__":{"private":true},"constructor":{"prototype":{}}}`,
    );
    const parsed = conversationClientFrame.parse(hostile);
    expect(Object.keys(parsed).sort()).toEqual(["clientId", "content", "contentType", "type"]);
    expect("private" in parsed).toBe(false);
    expect(Object.getPrototypeOf(parsed)).toBe(Object.prototype);
  });

  it("of any shape is judged without a throw", () => {
    fc.assert(
      fc.property(fc.anything({ withBigInt: true, withNullPrototype: true, maxDepth: 4 }), (anything) => {
        expect(typeof takes(anything)).toBe("boolean");
        expect(typeof feedClientFrame.safeParse(anything).success).toBe("boolean");
      }),
    );
  });
});

describe("message.send", () => {
  it("is text unless it says otherwise, and nothing else for now", () => {
    const { contentType: _, ...plain } = send;
    expect(conversationClientFrame.parse(plain)).toEqual(send);
    expect(takes({ ...send, contentType: "image" })).toBe(false);
    expect(takes({ ...send, contentType: "activity" })).toBe(false);
  });

  it("needs a clientId and content", () => {
    for (const key of ["clientId", "content"]) expect(takes({ ...send, [key]: undefined })).toBe(false);
  });

  it("answers to, and attaches, what has an id, up to the limit", () => {
    expect(takes({ ...send, replyTo: ID, attachmentIds: Array(MAX_ATTACHMENTS).fill(ID), private: true })).toBe(true);
    const bad = [
      { replyTo: "first" },
      { attachmentIds: Array(MAX_ATTACHMENTS + 1).fill(ID) },
      { attachmentIds: ["x"] },
    ];
    for (const change of [...bad, { private: "yes" }]) expect(takes({ ...send, ...change })).toBe(false);
  });
});

describe("the small frames", () => {
  it.each([
    ["message.edit", { messageId: ID, content: "x" }, [{ messageId: "m1" }, { content: "" }]],
    ["message.recall", { messageId: ID }, [{ messageId: 1 }]],
    ["delivered", { seq: 0 }, [{ seq: -1 }, { seq: "1" }, { seq: 1.5 }]],
    ["read", { seq: 1 }, [{ seq: null }]],
    ["typing", { draft: "x".repeat(MAX_DRAFT_CHARS) }, [{ draft: "x".repeat(MAX_DRAFT_CHARS + 1) }]],
    ["sync", { afterSeq: 0, limit: MAX_SYNC_LIMIT }, [{ limit: 0 }, { limit: MAX_SYNC_LIMIT + 1 }, { afterSeq: -1 }]],
    ["auth.renew", { token: "t" }, [{ token: "" }, { token: "x".repeat(4_097) }]],
    ["conversation.assign", { agentId: "a" }, [{ agentId: "" }, { agentId: "x".repeat(65) }]],
    ["conversation.snooze", { untilMs: 1 }, [{ untilMs: "tomorrow" }, { untilMs: -1 }]],
  ])("%s keeps its limits", (type, good, spoilt) => {
    expect(takes({ type, ...good })).toBe(true);
    for (const change of spoilt) expect([change, takes({ type, ...good, ...change })]).toEqual([change, false]);
  });

  it.each(["accept", "resolve", "reopen"])("conversation.%s needs nothing more", (action) => {
    expect(takes({ type: `conversation.${action}` })).toBe(true);
  });
});

describe("a transfer", () => {
  const bodies = [
    [{ agentId: "a", reason: "r" }, true],
    [{ teamId: "after-sales", reason: "r" }, true],
    [{ reason: "r" }, false],
    [{ agentId: "a", teamId: "after-sales", reason: "r" }, false],
    [{ agentId: "a" }, false],
    [{ agentId: "a", reason: "  " }, false],
    [{ teamId: "after sales", reason: "r" }, false],
    [{ agentId: "a", reason: "r", force: true }, false],
    [{ supportTier: 2, reason: "r" }, true],
    [{ supportTier: 2 }, false],
    [{ supportTier: 2, teamId: "after-sales", reason: "r" }, false],
    [{ supportTier: 2, agentId: "a", reason: "r" }, false],
    [{ supportTier: 0, reason: "r" }, false],
    [{ supportTier: 4, reason: "r" }, false],
    [{ supportTier: 1.5, reason: "r" }, false],
    [{ supportTier: "2", reason: "r" }, false],
    [{ supportTier: null, reason: "r" }, false],
  ] as const;

  it("names exactly one target and why, as a frame and over HTTP", () => {
    for (const [body, verdict] of bodies) {
      expect([body, transferBody.safeParse(body).success]).toEqual([body, verdict]);
      expect([body, takes({ type: "conversation.transfer", ...body })]).toEqual([body, verdict]);
    }
  });
});

describe("the feed", () => {
  it("is asked for the lists that nobody owns, and told one's presence", () => {
    const good = [
      { type: "subscribe", views: [] },
      { type: "subscribe", views: ["unassigned", "all"] },
      { type: "presence.set", status: "busy" },
    ];
    for (const frame of good) expect(feedClientFrame.safeParse(frame).success).toBe(true);
    const bad = [
      { type: "subscribe", views: ["mine"] },
      { type: "subscribe", views: ["all", "all", "all"] },
      { type: "subscribe" },
      { type: "presence.set", status: "away" },
      send,
    ];
    for (const frame of bad) expect([frame, feedClientFrame.safeParse(frame).success]).toEqual([frame, false]);
  });

  it("says which conversation a row is of", () => {
    expect(feedServerFrame.safeParse({ type: "conversation.removed", conversationId: ID }).success).toBe(true);
    expect(feedServerFrame.safeParse({ type: "conversation.removed" }).success).toBe(false);
  });
});
