/**
 * The real server, whose key ring is given a new key in front, under load, and killed (`kill -9` of the group) while it
 * moves everything over: no message is lost, and in the end nothing names the old key, which then may go.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { type KeyRingStatus, keysAnswer } from "#protocol/http-keys";
import { Writer } from "#test/faults/writer";
import { history, openCustomerSession, signIn, startConversation } from "#test/harness/people";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

/** Those that are written in while it goes on, and enough others for a rotation to be caught in the middle of. */
const BUSY = 3;
const QUIET = 60;
const SETTLE_WITHIN_MS = 60_000;
const BEGUN_WITHIN_MS = 60_000;
const ROTATED_WITHIN_MS = 120_000;

let instance: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;

beforeAll(async () => {
  instance = await newInstance();
  server = await startServer(instance);
});
afterAll(async () => {
  await server?.killGroup();
  instance?.remove();
});

/** Changes the secret as an operator does, between two starts. */
function changeRing(change: (ring: string) => string): void {
  const file = join(instance.stateDir, "secrets.env");
  const text = readFileSync(file, "utf8");
  writeFileSync(
    file,
    text.replace(
      /^(KEY_RING|BLIND_INDEX_KEYS)="(.*)"$/gm,
      (_line, name: string, ring: string) => `${name}="${change(ring)}"`,
    ),
  );
}

/** What cron does each minute, sooner. */
async function aMinutePasses(): Promise<void> {
  await fetch(`${server.url}/cdn-cgi/handler/scheduled?${new URLSearchParams({ cron: "* * * * *" })}`);
}

async function rings(cookie: string): Promise<readonly KeyRingStatus[]> {
  const answer = await fetch(`${server.url}/api/v1/admin/keys`, { headers: { cookie } });
  return keysAnswer.parse(await answer.json()).items;
}

test("loses nothing and leaves nothing on the old key, though the server is killed in the middle", async () => {
  const admin = await signIn(server, "admin");
  const agentCookie = await signIn(server, "agent");
  const pairs: { conversationId: string; customer: Writer; agent: Writer }[] = [];
  for (let number = 0; number < BUSY; number += 1) {
    const session = await openCustomerSession(server);
    const { conversationId } = await startConversation(server, session, `first-${number}`, `问题 ${number}`);
    const customer = new Writer(`customer${number}`, conversationId, session);
    pairs.push({ conversationId, customer, agent: new Writer(`agent${number}`, conversationId, agentCookie) });
  }
  const quiet = await openCustomerSession(server);
  const begin = (number: number) => startConversation(server, quiet, `quiet-${number}`, `quiet ${number}`);
  await Promise.all(Array.from({ length: QUIET }, (_, number) => begin(number)));
  const writers = pairs.flatMap(({ customer, agent }) => [customer, agent]);
  const connectAll = () => Promise.all(writers.map((writer) => writer.connect(server)));
  await connectAll();
  for (const { agent } of pairs) agent.accept();
  for (const writer of writers) writer.write();

  await server.killGroup();
  changeRing((ring) => `k2=${Buffer.alloc(32, 42).toString("base64")},${ring}`);
  server = await startServer(instance);
  await connectAll();
  await aMinutePasses();
  // In the middle of it, wherever that is.
  const dataRing = async () => (await rings(admin.cookie)).find(({ ring }) => ring === "data");
  await expect
    .poll(async () => (await dataRing())?.rotation?.done ?? 0, { timeout: BEGUN_WITHIN_MS, interval: 20 })
    .toBeGreaterThan(0);
  await server.killGroup();
  server = await startServer(instance);
  await connectAll();

  const isThrough = async () => {
    await aMinutePasses();
    const found = await rings(admin.cookie);
    return found.map(({ keys }) => keys.filter(({ mayRemove }) => mayRemove).map(({ id }) => id));
  };
  await expect.poll(isThrough, { timeout: ROTATED_WITHIN_MS, interval: 1_000 }).toEqual([["k1"], ["k1"]]);

  for (const writer of writers) writer.pause();
  const unsettled = () => writers.filter((writer) => writer.unacknowledgedCount > 0).map(({ name }) => name);
  await expect.poll(unsettled, { timeout: SETTLE_WITHIN_MS }).toEqual([]);
  await Promise.all(writers.map((writer) => writer.close()));

  // The old key is gone for good: all that was said is there.
  await server.killGroup();
  changeRing((ring) => ring.split(",")[0] ?? "");
  server = await startServer(instance);
  for (const { conversationId, customer, agent } of pairs) {
    const stored = (await history(server, conversationId, agentCookie)).filter(
      ({ contentType }) => contentType === "text",
    );
    for (const writer of [customer, agent]) {
      expect(writer.violations, writer.name).toEqual([]);
      const own = stored.map(({ content }) => content).filter((content) => content.startsWith(`${writer.name} `));
      expect(own).toEqual(writer.sent);
    }
  }
  for (const { keys } of await rings(admin.cookie))
    expect(keys.map(({ id, state }) => [id, state])).toEqual([["k2", "current"]]);
});
