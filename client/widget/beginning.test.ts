import { beforeEach, describe, expect, it, vi } from "vitest";
import { ApiError } from "#client/lib/api.ts";
import { entries } from "#client/lib/entries.ts";
import { type OutboxStorage, outboxStorage } from "#client/lib/outbox-storage.ts";
import { memoryStore } from "#client/lib/storage.ts";
import { FakePlatform, settle } from "#client/lib/testing/fake-platform.ts";
import { CONVERSATION_ID, messageOf } from "#client/lib/testing/messages.ts";
import { Beginning, type BeginningOptions } from "./beginning.ts";

let platform: FakePlatform;
let storage: OutboxStorage;
const post = vi.fn<BeginningOptions["post"]>();
const begun = vi.fn();
const emptied = vi.fn();

beforeEach(() => {
  platform = new FakePlatform();
  storage = outboxStorage(memoryStore(), "edgedesk:web");
  post.mockReset().mockImplementation(async () => ({ conversationId: CONVERSATION_ID, message: messageOf(1) }));
  begun.mockReset();
  emptied.mockReset();
});

function begin(key?: string): Beginning {
  const beginning = new Beginning({ storage, platform, post, begun, emptied }, key);
  beginning.start();
  return beginning;
}
const states = (beginning: Beginning) => entries(beginning.get().log).map(({ state }) => state);
const unavailable = new ApiError("unavailable", 503, "");

describe("beginning a conversation", () => {
  it("posts the first message and hands the rest over under the conversation's own id", async () => {
    const beginning = begin();
    beginning.send("first");
    beginning.send("second");
    expect(states(beginning)).toEqual(["sending", "sending"]);
    await settle();
    expect(post.mock.calls.map(([item]) => item.content)).toEqual(["first"]);
    expect(storage.conversations()).toEqual([CONVERSATION_ID]);
    expect(storage.load(CONVERSATION_ID).map(({ content }) => content)).toEqual(["second"]);
    expect(begun).toHaveBeenCalledOnce();
  });

  it("survives a reload before the answer and posts the same client id again", async () => {
    post.mockImplementationOnce(() => new Promise(() => undefined));
    const before = begin();
    before.send("first");
    before.send("second");
    before.stop();
    const [key] = storage.conversations();
    const after = begin(key);
    expect(entries(after.get().log).map((entry) => entry.kind === "outgoing" && entry.item.content)).toEqual([
      "first",
      "second",
    ]);
    await settle();
    const [first, again] = post.mock.calls.map(([item]) => item.clientId);
    expect(again).toBe(first);
    expect(storage.load(CONVERSATION_ID)).toHaveLength(1);
  });

  it("loses nothing when it is interrupted while it hands over", async () => {
    const remove = vi.spyOn(storage, "remove").mockImplementation(() => undefined);
    const beginning = begin();
    beginning.send("first");
    beginning.send("second");
    const [key] = storage.conversations();
    await settle();
    remove.mockRestore();
    begin(key);
    await settle();
    expect(storage.load(CONVERSATION_ID).map(({ content }) => content)).toEqual(["second"]);
    expect(storage.conversations()).toEqual([CONVERSATION_ID]);
  });

  it("waits and tries again while nobody answers, and at once when the network is back", async () => {
    post.mockRejectedValueOnce(unavailable).mockRejectedValueOnce(new ApiError("unavailable", 0, ""));
    const beginning = begin();
    beginning.send("first");
    await settle();
    expect(beginning.get().link).toMatchObject({ phase: "waiting", retryAtMs: platform.time + 1_000 });
    expect(states(beginning)).toEqual(["queued"]);
    platform.advance(1_000);
    await settle();
    platform.network("online");
    await settle();
    expect(post).toHaveBeenCalledTimes(3);
    expect(begun).toHaveBeenCalledOnce();
    expect([platform.timers, platform.listeners]).toEqual([0, 0]);
  });

  it("marks what was refused for good, also over a reload, until the visitor tries again or drops it", async () => {
    post.mockRejectedValueOnce(new ApiError("forbidden", 403, ""));
    const beginning = begin();
    beginning.send("first");
    await settle();
    expect(states(beginning)).toEqual(["failed"]);
    beginning.stop();
    const [key] = storage.conversations();
    const after = begin(key);
    const [failed] = entries(after.get().log);
    expect(failed?.state).toBe("failed");
    after.retry(failed?.key ?? "");
    await settle();
    expect(begun).toHaveBeenCalledOnce();
  });

  it("is empty again when everything was dropped", async () => {
    post.mockRejectedValueOnce(new ApiError("forbidden", 403, ""));
    const beginning = begin();
    beginning.send("first");
    await settle();
    beginning.discard(entries(beginning.get().log)[0]?.key ?? "");
    expect([beginning.isEmpty, storage.conversations()]).toEqual([true, []]);
    expect(emptied).toHaveBeenCalledOnce();
  });
});
