/**
 * Nothing that customers or staff write, nor who customers are, rests anywhere in plain: a real instance is led through
 * conversations, notes, exports, consents and an erasure full of marked words, stopped, and every byte that it keeps is
 * searched for them in every form: databases with their logs, actors, files, ledger, the server's own log. The mail
 * simulator's outbox is apart. Tickets and uploads come under this test with the issues that bring them.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { searchAtRest } from "#test/harness/at-rest";
import { type Customer, signIn, startConversation } from "#test/harness/people";
import { downloadExport, eraseContact, exportContact, readRequest } from "#test/harness/rights";
import { newInstance, type RunningServer, startServer } from "#test/harness/server";
import { connectConversation, connectFeed } from "#test/harness/wire-client";

/** Each is said, written or given, and is nothing that could rest by chance. */
const MARKS = {
  name: "Quillonia 欧阳翡翠",
  email: "quillonia.marked@mail.example",
  first: "My parcel 包裹在哪里 zebrafinch",
  second: "Sealing wax 蜡封 walrusdune",
  reply: "It is on its way 已经寄出 otterglyph",
  edited: "It was sent 改过的回复 pumicestar",
  recalled: "Card 撤回的卡号 lanternkelp",
  note: "He sounds angry 语气不好 marrowfern",
  reason: "Needs a chargeback 需要退款 copperlark",
  erased: "Forget me 请忘记我 thistleveil",
} as const;
/** What is found as a whole would be found by its parts too; parts find what is cut. */
const NEEDLES = Object.values(MARKS).flatMap((mark) =>
  mark.split(" ").filter((word) => word.length > 5 || /\p{Script=Han}{3}/u.test(word)),
);

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

async function post(path: string, body: unknown, headers: Record<string, string>): Promise<Response> {
  const answer = await fetch(server.url + path, {
    method: "POST",
    headers: { "content-type": "application/json", origin: server.url, ...headers },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
  return answer;
}

async function namedCustomer(): Promise<Customer> {
  const { inboxId } = server.demo;
  const body = { inboxId, name: MARKS.name, email: MARKS.email };
  const answer = await fetch(`${server.url}/api/v1/widget/sessions`, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
  });
  return (await answer.json()) as Customer;
}

test("a stopped instance holds none of the marked words, in no form", async () => {
  const [admin, agent] = [await signIn(server, "admin"), await signIn(server, "agent")];
  const customer = await namedCustomer();
  const { conversationId } = await startConversation(server, customer, "first", MARKS.first);
  const feed = await connectFeed(server, agent);
  await feed.hear("feed.snapshot");
  feed.send({ type: "subscribe", views: ["unassigned", "all"] });
  await post(`/api/v1/conversations/${conversationId}/accept`, {}, agent);
  const lines = [
    await connectConversation(server, conversationId, customer),
    await connectConversation(server, conversationId, agent),
  ] as const;
  for (const line of lines) {
    line.send({ type: "sync" });
    await line.hear("sync.done");
  }
  const [visitor, console_] = lines;
  let sent = 0;
  const say = async (line: typeof visitor, content: string, more: object = {}) => {
    sent += 1;
    const clientId = `said-${sent}`;
    line.send({ type: "message.send", clientId, contentType: "text", content, ...more });
    return (await line.hear("message.created", (frame) => frame.message.clientId === clientId)).message.id;
  };
  visitor.send({ type: "typing", draft: MARKS.second });
  await say(visitor, MARKS.second);
  const reply = await say(console_, MARKS.reply);
  console_.send({ type: "message.edit", messageId: reply, content: MARKS.edited });
  const card = await say(visitor, MARKS.recalled);
  visitor.send({ type: "message.recall", messageId: card });
  await say(console_, MARKS.note, { private: true });
  await console_.hear("message.updated", (frame) => frame.message.recalledAt !== undefined);
  // What is refused is not to be kept, nor logged.
  visitor.send({ type: "message.send", clientId: MARKS.name, contentType: "text", content: MARKS.first });
  await visitor.hear("error");
  await post(
    `/api/v1/conversations/${conversationId}/transfer`,
    { teamId: "after-sales", reason: MARKS.reason },
    agent,
  );
  await fetch(`${server.url}/api/v1/nowhere?q=${encodeURIComponent(MARKS.first)}`);

  const exported = await exportContact(server, admin, customer.contactId);
  await expect
    .poll(async () => (await readRequest(server, admin, exported.id)).status, { timeout: 60_000 })
    .toBe("done");
  // The words are really there for whoever may have them.
  const json = await downloadExport(server, admin, exported.id, "json");
  for (const mark of [MARKS.name, MARKS.email, MARKS.second, MARKS.edited, MARKS.note, MARKS.reason])
    expect(json).toContain(mark);
  expect(await downloadExport(server, admin, exported.id, "html")).toContain(MARKS.second);

  const leaving = await namedCustomer();
  await startConversation(server, leaving, "erased", MARKS.erased);
  const erasure = await eraseContact(server, admin, leaving.contactId);
  await expect
    .poll(async () => (await readRequest(server, admin, erasure.id)).status, { timeout: 60_000 })
    .toBe("done");

  // Time for projections and feed rows to be written, and for logs to be flushed.
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  for (const line of [...lines, feed]) await line.close();
  await server.killGroup();

  const search = searchAtRest(instance.stateDir, NEEDLES);
  expect(search.found).toEqual([]);
  // It has read what there is: databases, actors, objects, the log.
  expect(search.filesRead).toBeGreaterThan(10);
  for (const part of ["data/v3/d1", "data/v3/do", "data/v3/r2", "server.log"])
    expect([part, existsSync(join(instance.stateDir, part))]).toEqual([part, true]);
  const blobs = readdirSync(join(instance.stateDir, "data/v3/r2"), { recursive: true, withFileTypes: true });
  expect(blobs.filter((entry) => entry.isFile()).length).toBeGreaterThan(2);

  // And it would have found them: one planted in the midst of a database is.
  const databases = readdirSync(join(instance.stateDir, "data/v3/do"), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(".sqlite"))
    .map((entry) => join(entry.parentPath, entry.name));
  const planted = databases[0] ?? "";
  const before = readFileSync(planted);
  const at = Math.floor(before.length / 2);
  for (const form of [
    Buffer.from(MARKS.note),
    Buffer.from(MARKS.note, "utf16le"),
    Buffer.from(Buffer.from(`x${MARKS.note}`).toString("base64")),
    Buffer.from(encodeURIComponent(MARKS.note)),
  ]) {
    writeFileSync(planted, Buffer.concat([before.subarray(0, at), form, before.subarray(at)]));
    expect(searchAtRest(instance.stateDir, NEEDLES).found).toEqual([planted]);
  }
  writeFileSync(planted, before);
});
