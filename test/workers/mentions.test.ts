/** A note names a colleague: their consoles hear of it, also later, until they have opened the conversation. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { begin, nextClientId } from "#test/workers/begin";
import { arrive, type Colleague, join } from "#test/workers/colleagues";
import { agentLine, type ConversationLine, feedLine } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";

/** Three people sign in, and each password takes its time. */
const SIGN_INS_MS = 60_000;

let agent: Colleague;
let supervisor: Colleague;
let admin: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  supervisor = await arrive(loginOf(logins, "supervisor"));
  admin = await arrive(loginOf(logins, "admin"));
}, SIGN_INS_MS);

async function lineOf(conversationId: string, by: Colleague): Promise<ConversationLine> {
  const line = await agentLine(conversationId, by.cookie);
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

function note(line: ConversationLine, mentions: string[], more: object = {}): string {
  const clientId = nextClientId();
  line.send({ type: "message.send", clientId, content: "@you look", private: true, mentions, ...more });
  return clientId;
}

describe("a colleague whom a note names", () => {
  it("hears of it at once: where it is and who wrote it, nothing of what it says", async () => {
    const { conversationId } = await begin();
    const feed = await feedLine(agent.cookie);
    await feed.next("feed.snapshot");
    const line = await lineOf(conversationId, supervisor);
    const clientId = note(line, [agent.id, agent.id, supervisor.id]);
    const { seq } = await line.next("message.created", ({ message }) => message.clientId === clientId);
    const mention = await feed.next("mention", (frame) => frame.conversationId === conversationId);
    expect(mention).toEqual({
      type: "mention",
      conversationId,
      seq,
      by: expect.objectContaining({ id: supervisor.id }),
    });
    expect(JSON.stringify(mention)).not.toContain("look");
  });

  it("hears of it when they come, until they have opened the conversation", async () => {
    const { conversationId } = await begin();
    const line = await lineOf(conversationId, admin);
    const first = await feedLine(supervisor.cookie);
    await first.next("feed.snapshot");
    first.close();
    note(line, [supervisor.id]);
    const told = async () => {
      const feed = await feedLine(supervisor.cookie);
      const { mentions = [] } = await feed.next("feed.snapshot");
      feed.close();
      return mentions.filter((mention) => mention.conversationId === conversationId).length;
    };
    await expect.poll(told).toBe(1);
    (await lineOf(conversationId, supervisor)).close();
    expect(await told()).toBe(0);
  });

  it("is told once, however often the note is sent", async () => {
    const { conversationId } = await begin();
    const feed = await feedLine(agent.cookie);
    const line = await lineOf(conversationId, supervisor);
    const clientId = note(line, [agent.id]);
    note(line, [agent.id], { clientId });
    note(line, [agent.id], { clientId });
    const last = note(line, [agent.id]);
    const { seq } = await line.next("message.created", ({ message }) => message.clientId === last);
    await feed.next("mention", (frame) => frame.seq === seq && frame.conversationId === conversationId);
    const told = feed.frames.filter((frame) => frame.type === "mention" && frame.conversationId === conversationId);
    expect(told).toHaveLength(2);
  });

  it("hears nothing of inboxes that they do not see", async () => {
    const narrow = await join(admin, { role: "agent" });
    await env.DB.prepare("UPDATE user SET inbox_ids = '[\"elsewhere\"]' WHERE id = ?").bind(narrow.id).run();
    const feed = await feedLine(narrow.cookie);
    await feed.next("feed.snapshot");
    const { conversationId } = await begin();
    const line = await lineOf(conversationId, supervisor);
    const clientId = note(line, [narrow.id, agent.id]);
    await line.next("message.created", ({ message }) => message.clientId === clientId);
    const control = await feedLine(agent.cookie);
    const isTold = () =>
      control.frames.some(
        (frame) =>
          frame.type === "mention" ||
          (frame.type === "feed.snapshot" &&
            frame.mentions?.some((mention) => mention.conversationId === conversationId)),
      );
    await expect.poll(isTold).toBe(true);
    expect(feed.frames.filter(({ type }) => type === "mention")).toEqual([]);
  });
});

it("what the customer reads names nobody", async () => {
  const { conversationId } = await begin();
  const line = await lineOf(conversationId, supervisor);
  const clientId = note(line, [agent.id], { private: false });
  expect(await line.next("error", (frame) => frame.clientId === clientId || frame.code === "bad_frame")).toMatchObject({
    code: "bad_frame",
  });
});
