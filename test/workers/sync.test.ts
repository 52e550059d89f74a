/** Catching up, page by page: every change once, in order, whatever the size of a page, and nothing of what is private. */
import { beforeAll, expect, it } from "vitest";
import type { ConversationServerFrame } from "#protocol/frames";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, type ConversationLine, customerLine } from "#test/workers/line";
import { loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

let cookie: string;
let conversationId: string;
let token: string;

const say = (content: string, more: object = {}) => {
  return { type: "message.send", clientId: nextClientId(), contentType: "text", content, ...more };
};

async function synced(line: ConversationLine): Promise<ConversationLine> {
  line.send({ type: "sync" });
  await line.next("sync.done");
  return line;
}

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
  let first: { id: string };
  ({ conversationId, token, message: first } = await begin("m1"));
  const customer = await synced(await customerLine(conversationId, token));
  const agent = await synced(await agentLine(conversationId, cookie));
  const said = (content: string) => agent.next("message.created", ({ message }) => message.content === content);
  customer.send(say("m2"));
  await said("m2");
  // The last change of the conversation itself stands between its messages.
  const accepted = await post(`/api/v1/conversations/${conversationId}/accept`, {}, { cookie, origin: ORIGIN });
  expect(accepted.status).toBe(200);
  agent.send(say("a note", { private: true }));
  await said("a note");
  for (const content of ["m3", "m4", "m5"]) {
    customer.send(say(content));
    await said(content);
  }
  customer.send({ type: "message.edit", messageId: first.id, content: "m1, edited" });
  await agent.next("message.updated");
});

/** All of it, in pages. */
async function pages(line: ConversationLine, limit: number, afterSeq = 0): Promise<ConversationServerFrame[]> {
  const seen: ConversationServerFrame[] = [];
  for (let seq = afterSeq, hasMore = true; hasMore; ) {
    const from = line.frames.length;
    line.send({ type: "sync", afterSeq: seq, limit });
    ({ seq, hasMore } = await line.next("sync.done", () => true, from));
    const page = line.frames.slice(
      from,
      line.frames.findIndex((frame, at) => at >= from && frame.type === "sync.done"),
    );
    expect(page.filter((frame) => frame.type.startsWith("message.")).length).toBeLessThanOrEqual(limit);
    seen.push(...page);
  }
  return seen;
}

const seqs = (frames: readonly ConversationServerFrame[]) => frames.map((frame) => ("seq" in frame ? frame.seq : 0));

it.each([1, 2, 3, 4, 100])("in pages of %i an agent is told every change once, in order", async (limit) => {
  const frames = await pages(await agentLine(conversationId, cookie), limit);
  expect(seqs(frames)).toEqual(seqs(frames).toSorted((a, b) => a - b));
  expect(new Set(seqs(frames)).size).toBe(frames.length);
  const updates = frames.flatMap((frame) => (frame.type === "conversation.updated" ? [frame.conversation] : []));
  expect(updates).toMatchObject([{ status: "open", assigneeId: expect.any(String) }]);
  const contents = frames.flatMap((frame) =>
    frame.type === "message.created" || frame.type === "message.updated" ? [frame.message.content] : [],
  );
  // Activity lines are JSON.
  expect(contents.filter((content) => !content.startsWith("{"))).toEqual([
    "m2",
    "a note",
    "m3",
    "m4",
    "m5",
    "m1, edited",
  ]);
});

it.each([1, 2, 3, 100])("in pages of %i a customer is told the same without what is private", async (limit) => {
  const frames = await pages(await customerLine(conversationId, token), limit);
  expect(seqs(frames)).toEqual(seqs(frames).toSorted((a, b) => a - b));
  expect(frames.filter((frame) => frame.type === "conversation.updated")).toHaveLength(1);
  expect(JSON.stringify(frames)).not.toMatch(/a note|"private"|activity/);
});

it("from any change on tells what came after it, and nothing that was known", async () => {
  const line = await agentLine(conversationId, cookie);
  const all = await pages(line, 100);
  for (const afterSeq of seqs(all)) {
    const later = await pages(line, 2, afterSeq);
    expect(seqs(later)).toEqual(seqs(all).filter((seq) => seq > afterSeq));
  }
});

it("a message that was known before is told as changed", async () => {
  const frames = await pages(await customerLine(conversationId, token), 100, 1);
  const last = frames.at(-1);
  expect(last).toMatchObject({ type: "message.updated", message: { content: "m1, edited", seq: 1 } });
});
