/** A `clientId` makes one message, however late it comes again: found in memory, in its table, and after an eviction. */
import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { ClientIdStore } from "#actors/conversation/messages/client-id-store";
import { MOVED_TOGETHER } from "#actors/conversation/messages/client-ids";
import { conversationMigrations } from "#actors/conversation/migrations";
import { migrate } from "#actors/runtime/migrations";
import { begin, nextClientId } from "#test/workers/begin";
import { type ConversationLine, customerLine } from "#test/workers/line";
import { openShop } from "#test/workers/shop";

beforeAll(openShop);

const stubOf = (conversationId: string) => env.CONVERSATION.getByName(conversationId);

async function synced(conversationId: string, token: string): Promise<ConversationLine> {
  const line = await customerLine(conversationId, token);
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

async function say(line: ConversationLine, clientId: string, content: string) {
  const from = line.frames.length;
  line.send({ type: "message.send", clientId, contentType: "text", content });
  return (await line.next("message.created", (frame) => frame.message.clientId === clientId, from)).message;
}

async function messageCount(conversationId: string): Promise<number> {
  return runInDurableObject(
    stubOf(conversationId),
    (_, state) =>
      state.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM messages WHERE content_type = 'text'").one().n,
  );
}

async function movedCount(conversationId: string): Promise<number> {
  return runInDurableObject(
    stubOf(conversationId),
    (_, state) => state.storage.sql.exec<{ n: number }>("SELECT count(*) AS n FROM client_ids").one().n,
  );
}

describe("a message that is sent again", () => {
  it("is the first one, before and after its id was moved and the actor was evicted", async () => {
    const { conversationId, token } = await begin();
    let line = await synced(conversationId, token);
    const sent = new Map<string, { id: string; seq: number }>();
    for (let index = 0; index < MOVED_TOGETHER + 6; index += 1) {
      const clientId = nextClientId();
      const { id, seq } = await say(line, clientId, `said ${index}`);
      sent.set(clientId, { id, seq });
    }
    expect(await movedCount(conversationId)).toBe(MOVED_TOGETHER);
    const count = await messageCount(conversationId);
    const [[oldest] = [], [newest] = []] = [[...sent][0], [...sent].at(-1)];
    for (const isEvicted of [false, true]) {
      if (isEvicted) {
        await evictDurableObject(stubOf(conversationId), { webSockets: "close" });
        line = await synced(conversationId, token);
      }
      for (const clientId of [oldest, newest]) {
        const again = await say(line, clientId ?? "", "said again, and not to be shown");
        expect(again).toMatchObject(sent.get(clientId ?? "") ?? {});
        expect(again.content).not.toContain("again");
      }
    }
    expect(await messageCount(conversationId)).toBe(count);
  });

  it("is one's own: two people may use the same id", async () => {
    const first = await begin();
    const line = await synced(first.conversationId, first.token);
    const other = await begin();
    const otherLine = await synced(other.conversationId, other.token);
    const a = await say(line, "the-same", "one");
    const b = await say(otherLine, "the-same", "two");
    expect([a.content, b.content]).toEqual(["one", "two"]);
  });

  it("is made once though storing it failed while the ids were moved", async () => {
    const { conversationId, token } = await begin();
    const line = await synced(conversationId, token);
    // The conversation's first message has an id too.
    for (let index = 1; index < MOVED_TOGETHER - 1; index += 1) await say(line, nextClientId(), "more");
    vi.spyOn(ClientIdStore.prototype, "moveClientIds").mockImplementationOnce(() => {
      throw new Error("disk is full");
    });
    const clientId = nextClientId();
    const before = await messageCount(conversationId);
    line.send({ type: "message.send", clientId, contentType: "text", content: "the last before" });
    expect(await line.next("error")).toMatchObject({ code: "unavailable", clientId });
    expect(await messageCount(conversationId)).toBe(before);
    await say(line, clientId, "the last before");
    expect(await messageCount(conversationId)).toBe(before + 1);
    expect(await movedCount(conversationId)).toBe(MOVED_TOGETHER);
  });
});

describe("a conversation of the time before", () => {
  it("keeps its ids when its tables are brought up to date", async () => {
    const stub = stubOf("of the time before");
    const found = await runInDurableObject(stub, (_, state) => {
      migrate(state.storage, conversationMigrations.slice(0, 3));
      const { sql } = state.storage;
      sql.exec(
        `INSERT INTO conversation (one, conversation_id, inbox_id, contact_id, team_id, status, epoch, at_head, changed_seq,
           created_at_ms, key_id, wrapped_key) VALUES (1, 'c', 'web', 'p', 't', 'open', 0, 0, 0, 0, 'k', x'00')`,
      );
      for (const seq of [1, 2]) {
        sql.exec(
          `INSERT INTO messages (seq, changed_seq, id, sender_id, client_id, content_type, revision, private, created_at_ms)
           VALUES (?, ?, ?, 'p', ?, 'text', 1, 0, 0)`,
          seq,
          seq,
          `id-${seq}`,
          `client-${seq}`,
        );
      }
      migrate(state.storage, conversationMigrations);
      const store = new ClientIdStore(sql);
      return [store.movedClientId("p", "client-2"), store.movedClientId("p", "none"), store.newestClientIds()];
    });
    expect(found).toEqual([2, undefined, []]);
  });
});
