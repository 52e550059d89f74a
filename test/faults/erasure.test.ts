/**
 * Erasure against real processes: under load with all of them killed in its midst, and against a backup that still has
 * what was erased. Nothing of the erased is left, and nothing of anybody else is lost.
 */
import { cpSync, existsSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { afterEach, beforeEach, expect, test } from "vitest";
import { Writer } from "#test/faults/writer";
import { searchAtRest } from "#test/harness/at-rest";
import {
  type Customer,
  credentialHeaders,
  history,
  listConversations,
  openCustomerSession,
  signIn,
  startConversation,
} from "#test/harness/people";
import { eraseContact, passMinute, readRequest } from "#test/harness/rights";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";

const DONE_WITHIN_MS = 120_000;
/** Conversations that are begun side by side. */
const AT_ONCE = 10;

let instance: Awaited<ReturnType<typeof newInstance>>;
let server: RunningServer;

beforeEach(async () => {
  instance = await newInstance();
  server = await startServer(instance);
});
afterEach(async () => {
  await server?.killGroup();
  instance?.remove();
});

async function statusOf(conversationId: string, credential: { cookie: string } | { token: string }): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/conversations/${conversationId}/messages`, {
    headers: credentialHeaders(credential),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** @param count conversations of one customer */
async function customerWith(count: number, text: string): Promise<{ customer: Customer; conversationIds: string[] }> {
  const customer = await openCustomerSession(server);
  const conversationIds: string[] = [];
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, index) => from + index);
    const begun = await Promise.all(
      numbers.map((number) => startConversation(server, customer, `first-${number}`, `${text} ${number}`)),
    );
    conversationIds.push(...begun.map(({ conversationId }) => conversationId));
  }
  return { customer, conversationIds };
}

async function done(requestId: string, admin: { cookie: string }): Promise<void> {
  await expect
    .poll(async () => (await readRequest(server, admin, requestId)).status, { timeout: DONE_WITHIN_MS, interval: 100 })
    .toBe("done");
}

test("under load, through kill -9 in its midst: all of the erased goes, nothing else does", async () => {
  const CONVERSATIONS = 400;
  const admin = await signIn(server, "admin");
  const agent = await signIn(server, "agent");
  // Many: whatever the machine, the end is not there before the kill.
  const erased = await customerWith(CONVERSATIONS, "to be erased");
  const others: Writer[] = [];
  for (let number = 0; number < 3; number += 1) {
    const { customer, conversationIds } = await customerWith(1, "stays");
    const [conversationId = ""] = conversationIds;
    others.push(
      new Writer(`customer${number}`, conversationId, customer),
      new Writer(`agent${number}`, conversationId, agent),
    );
  }
  // One of the erased conversations goes on while it is erased.
  const [ongoing = ""] = erased.conversationIds;
  const doomed = new Writer("doomed", ongoing, erased.customer);
  await Promise.all([...others, doomed].map((writer) => writer.connect(server)));
  for (const writer of [...others, doomed]) writer.write();
  await wait(500);

  const { id } = await eraseContact(server, admin, erased.customer.contactId);
  await expect
    .poll(async () => (await readRequest(server, admin, id)).status, { timeout: 60_000, interval: 5 })
    .toBe("running");
  await server.killGroup();

  server = await startServer(instance);
  const half = await readRequest(server, admin, id);
  // Killed in its midst, or the test shows little.
  expect([half.status, half.progress.done < half.progress.total]).toEqual(["running", true]);
  await Promise.all(others.map((writer) => writer.connect(server)));
  const startedAtMs = Date.now();
  await expect
    .poll(
      async () => {
        // The job was lost with the processes; whoever left it is waited for half a minute, then another goes on.
        await passMinute(server);
        return (await readRequest(server, admin, id)).status;
      },
      { timeout: DONE_WITHIN_MS, interval: 1_000 },
    )
    .toBe("done");
  console.info(`erased ${CONVERSATIONS} conversations ${Date.now() - startedAtMs} ms after the crash`);

  for (const writer of others) writer.pause();
  await expect
    .poll(() => others.filter((writer) => writer.unacknowledgedCount > 0).map(({ name }) => name), {
      timeout: DONE_WITHIN_MS,
    })
    .toEqual([]);
  for (const writer of others) expect([writer.name, writer.violations]).toEqual([writer.name, []]);
  for (const [index, writer] of others.entries()) {
    const conversationId = others[index]?.conversationId ?? "";
    const texts = (await history(server, conversationId, agent)).map(({ content }) => content);
    expect(texts.filter((text) => text.startsWith(`${writer.name} `))).toEqual(writer.sent);
  }
  for (const conversationId of erased.conversationIds) expect(await statusOf(conversationId, admin)).toBe(404);
  const listed = await listConversations(server, "all", admin);
  expect(listed.map(({ conversation }) => conversation.id).sort()).toEqual(
    [...new Set(others.map((writer) => writer.conversationId))].sort(),
  );
  await Promise.all(others.map((writer) => writer.close()));
});

/** What a backup of the data holds; the ledger is kept apart, and is never restored. */
const BACKED_UP = ["d1", "do"];

test("a backup from before an erasure, restored, shows nothing of it once the ledger is applied", async () => {
  const MARK = "peregrine-游隼";
  const admin = await signIn(server, "admin");
  const erased = await customerWith(5, MARK);
  const kept = await customerWith(1, "stays");
  await expect.poll(() => listConversations(server, "all", admin), { timeout: DONE_WITHIN_MS }).toHaveLength(6);
  await server.killGroup();
  const data = join(instance.stateDir, "data/v3");
  const backup = join(instance.stateDir, "backup");
  for (const part of BACKED_UP) {
    expect([part, existsSync(join(data, part)) && readdirSync(join(data, part)).length > 0]).toEqual([part, true]);
    cpSync(join(data, part), join(backup, part), { recursive: true });
  }

  server = await startServer(instance);
  const { id } = await eraseContact(server, admin, erased.customer.contactId);
  await done(id, admin);
  await passMinute(server);
  await server.killGroup();

  for (const part of BACKED_UP) {
    rmSync(join(data, part), { recursive: true });
    cpSync(join(backup, part), join(data, part), { recursive: true });
  }
  rmSync(backup, { recursive: true });
  server = await startServer(instance);
  // What the backup had is back, or the test shows little.
  expect(await statusOf(erased.conversationIds[0] ?? "", admin)).toBe(200);
  const restoredAtMs = Date.now();
  await expect
    .poll(
      async () => {
        await passMinute(server);
        const statuses = await Promise.all(erased.conversationIds.map((each) => statusOf(each, admin)));
        return new Set(statuses);
      },
      { timeout: DONE_WITHIN_MS, interval: 1_000 },
    )
    .toEqual(new Set([404]));
  await done(id, admin);
  console.info(`the ledger was applied ${Date.now() - restoredAtMs} ms after the restored instance was ready`);
  expect(await statusOf(kept.conversationIds[0] ?? "", admin)).toBe(200);
  const listed = await listConversations(server, "all", admin);
  expect(listed.map(({ conversation }) => conversation.id)).toEqual(kept.conversationIds);
  // The customer's own token speaks for nobody any more.
  expect(await statusOf(erased.conversationIds[0] ?? "", { token: erased.customer.token })).toBe(404);
  const renewed = await fetch(`${server.url}/api/v1/widget/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${erased.customer.token}` },
    body: JSON.stringify({ inboxId: server.demo.inboxId }),
  });
  expect(renewed.status).toBe(401);
  await server.killGroup();
  expect(searchAtRest(instance.stateDir, [MARK]).found).toEqual([]);
});
