/**
 * The real server, under load from both sides of several conversations, loses all of its processes at once (`kill -9` of the
 * group) and starts again, as often as CRASH_ROUNDS says (`npm run test:crash`: ten times).
 */
import { setTimeout as wait } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ConversationRow } from "#protocol/vocabulary";
import { Writer } from "#test/faults/writer";
import {
  type Credential,
  history,
  listConversations,
  openCustomerSession,
  signIn,
  startConversation,
} from "#test/harness/people";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";
import { connectFeed } from "#test/harness/wire-client";

const ROUNDS = Number(process.env.CRASH_ROUNDS ?? 2);
/** As many as one agent takes. */
const CONVERSATIONS = 6;
const LOAD_MS = 1_500;
const LOADED_WITHIN_MS = 30_000;
const SETTLE_WITHIN_MS = 60_000;

interface Pair {
  readonly conversationId: string;
  readonly customer: Writer;
  readonly agent: Writer;
}

async function feedSeqs<Value>(
  server: RunningServer,
  agent: Credential,
  read: (rows: readonly ConversationRow[]) => Value,
): Promise<Value> {
  const feed = await connectFeed(server, agent);
  const { rows } = await feed.hear("feed.snapshot");
  await feed.close();
  return read(rows);
}

describe("a crash under load", () => {
  let instance: Awaited<ReturnType<typeof newInstance>>;
  let server: RunningServer;
  const pairs: Pair[] = [];

  beforeAll(async () => {
    instance = await newInstance();
    server = await startServer(instance);
  });

  afterAll(async () => {
    await server?.killGroup();
    instance?.remove();
  });

  test(`keeps every message, once and in order, through ${ROUNDS} crashes`, {
    timeout: (1 + ROUNDS) * 200_000,
  }, async () => {
    const agentCookie = await signIn(server, "agent");
    for (let number = 0; number < CONVERSATIONS; number += 1) {
      const session = await openCustomerSession(server);
      const { conversationId } = await startConversation(server, session, `first-${number}`, `问题 ${number}`);
      pairs.push({
        conversationId,
        customer: new Writer(`customer${number}`, conversationId, session),
        agent: new Writer(`agent${number}`, conversationId, agentCookie),
      });
    }
    const writers = pairs.flatMap(({ customer, agent }) => [customer, agent]);
    const connectAll = () => Promise.all(writers.map((writer) => writer.connect(server)));

    await connectAll();
    for (const { agent } of pairs) agent.accept();
    for (const writer of writers) writer.write();
    let lostAcknowledgements = 0;
    for (let round = 0; round < ROUNDS; round += 1) {
      const before = writers.map((writer) => writer.acknowledged.size);
      await wait(LOAD_MS);
      const silent = () =>
        writers.filter(({ acknowledged }, index) => acknowledged.size <= (before[index] ?? 0)).map(({ name }) => name);
      await expect.poll(silent, { timeout: LOADED_WITHIN_MS, message: `wrote nothing in round ${round}` }).toEqual([]);
      await server.killGroup();
      lostAcknowledgements += writers.reduce((sum, writer) => sum + writer.unacknowledgedCount, 0);
      server = await startServer(instance);
      await connectAll();
    }
    // Without a message under way at a crash, the test would have shown little.
    expect(lostAcknowledgements).toBeGreaterThan(0);

    await wait(LOAD_MS);
    for (const writer of writers) writer.pause();
    await expect
      .poll(() => writers.filter((writer) => writer.unacknowledgedCount > 0).map(({ name }) => name), {
        timeout: SETTLE_WITHIN_MS,
      })
      .toEqual([]);

    for (const { conversationId, customer, agent } of pairs) {
      const stored = (await history(server, conversationId, agentCookie)).filter(
        ({ contentType }) => contentType === "text",
      );
      const contents = stored.map(({ content }) => content);
      expect(stored.map(({ seq }) => seq)).toEqual(stored.map(({ seq }) => seq).toSorted((a, b) => a - b));
      for (const writer of [customer, agent]) {
        expect(writer.violations, writer.name).toEqual([]);
        // Once, and in the order in which they were sent.
        expect(contents.filter((content) => content.startsWith(`${writer.name} `))).toEqual(writer.sent);
        // With the number and id that were acknowledged, whichever side of a crash that was.
        const acknowledged = stored.filter(({ content }) => writer.acknowledged.has(content));
        expect(acknowledged).toEqual([...writer.acknowledged.values()].toSorted((a, b) => a.seq - b.seq));
        // Each side heard all of it, its own and the other's, in the one order.
        expect([...writer.heard.values()].filter(({ contentType }) => contentType === "text")).toEqual(stored);
      }
    }

    // What is owed to others survives a crash too: the index in D1 and the agent's feed come to the last change of each.
    const lastSeqs = (rows: readonly ConversationRow[]) =>
      Object.fromEntries(rows.map(({ conversation }) => [conversation.id, conversation.lastSeq]));
    const expected = Object.fromEntries(pairs.map(({ conversationId, agent }) => [conversationId, agent.lastSeq]));
    await expect
      .poll(async () => lastSeqs(await listConversations(server, "mine", agentCookie)), { timeout: SETTLE_WITHIN_MS })
      .toEqual(expected);
    await expect.poll(() => feedSeqs(server, agentCookie, lastSeqs), { timeout: SETTLE_WITHIN_MS }).toEqual(expected);
    await Promise.all(writers.map((writer) => writer.close()));
  });
});
