/** The customer's own list goes by what they saw happen: a note among agents neither dates nor orders it. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { conversationPage, createdConversation } from "#protocol/http";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, until } from "#test/workers/line";
import { call, loginOf, openShop, post, signIn } from "#test/workers/shop";

let agent: string;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await signIn(loginOf(logins, "agent"));
});

async function page(path: string, headers: Record<string, string>) {
  return conversationPage.parse(await (await call(path, { headers })).json());
}

const actorOf = (conversationId: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));

/** The index has heard of the conversation's last change. */
async function indexed(conversationId: string): Promise<void> {
  const lastSeq = (await actorOf(conversationId).summary())?.conversation.lastSeq;
  await until(
    async () => {
      const query = env.DB.prepare("SELECT last_seq FROM conversations WHERE id = ?").bind(conversationId);
      return (await query.first<{ last_seq: number }>())?.last_seq === lastSeq ? true : undefined;
    },
    () => "the index",
  );
}

describe("a private note", () => {
  it("moves the conversation in the agents' list and not in the customer's, whose pages go by what they saw", async () => {
    const older = await begin("older");
    const mine = { authorization: `Bearer ${older.token}` };
    const body = { clientId: nextClientId(), contentType: "text", content: "newer" };
    const created = await (await post("/api/v1/widget/conversations", body, mine)).json();
    const newer = createdConversation.parse(created);
    await indexed(newer.conversationId);

    const line = await agentLine(older.conversationId, agent);
    const write = async (content: string, isPrivate: boolean) => {
      const clientId = nextClientId();
      line.send({ type: "message.send", clientId, contentType: "text", content, private: isPrivate || undefined });
      const { message } = await line.next("message.created", (frame) => frame.message.clientId === clientId);
      await indexed(older.conversationId);
      return message;
    };
    const note = await write("he sounds angry", true);
    const idsOf = ({ items }: Awaited<ReturnType<typeof page>>) => items.map(({ conversation }) => conversation.id);
    const all = await page("/api/v1/conversations?view=all", { cookie: agent });
    expect(idsOf(all)).toEqual([older.conversationId, newer.conversationId]);
    expect(all.items[0]?.lastActivityAt).toBe(note.createdAt);

    const first = await page("/api/v1/widget/conversations?limit=1", mine);
    expect(idsOf(first)).toEqual([newer.conversationId]);
    const second = await page(`/api/v1/widget/conversations?limit=1&cursor=${first.nextCursor}`, mine);
    expect(idsOf(second)).toEqual([older.conversationId]);
    expect(second.items[0]?.lastActivityAt).toBe(older.message.createdAt);
    expect(second.nextCursor).toBeUndefined();

    // So it stays after a sleep, and an answer moves it.
    await evictDurableObject(actorOf(older.conversationId));
    const summary = await actorOf(older.conversationId).summary();
    expect(summary?.contactActivityAtMs).toBe(Date.parse(older.message.createdAt));
    const answer = await write("您好", false);
    const { items } = await page("/api/v1/widget/conversations", mine);
    expect(items.map(({ conversation, lastActivityAt }) => [conversation.id, lastActivityAt])).toEqual([
      [older.conversationId, answer.createdAt],
      [newer.conversationId, newer.message.createdAt],
    ]);
    line.close();
  });
});
