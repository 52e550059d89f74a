/** The index of conversations is a projection: lost, wrong or late, it comes back from the actors, and never goes back. */
import { createExecutionContext, createMessageBatch, getQueueResult } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { ConversationActor } from "#actors/conversation/actor";
import { projectConversation } from "#domain/conversations/store";
import { database } from "#domain/database";
import { conversationPage, problem } from "#protocol/http";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { consumeJobs } from "#worker/jobs/consume";

const REBUILD = "/api/v1/admin/conversation-index/rebuild";
const PAGE_CONVERSATIONS = 100;
const db = database(env.DB);
let logins: readonly Login[];
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
});
afterEach(async () => {
  vi.restoreAllMocks();
  await env.DB.exec("DELETE FROM settings WHERE key = 'conversation_index_rebuild_at_ms'");
});

interface Row {
  readonly id: string;
  readonly status: string;
  readonly last_seq: number;
  readonly projected_seq: number;
  readonly unread: number;
  readonly last_activity_at_ms: number;
  readonly contact_activity_at_ms: number;
}

function rowOf(id: string): Promise<Row | null> {
  return env.DB.prepare("SELECT * FROM conversations WHERE id = ?").bind(id).first<Row>();
}

/** Begun, and in the index. */
async function indexed(content?: string): Promise<{ conversationId: string; row: Row }> {
  const { conversationId } = await begin(content);
  const row = await until(
    async () => (await rowOf(conversationId)) ?? undefined,
    () => "the row",
  );
  return { conversationId, row };
}

async function previewOf(conversationId: string): Promise<string | undefined> {
  const answer = await call("/api/v1/conversations?view=all&limit=100", { headers: { cookie: admin } });
  const { items } = conversationPage.parse(await answer.json());
  return items.find(({ conversation }) => conversation.id === conversationId)?.preview?.text;
}

function rebuild(): Promise<Response> {
  return post(REBUILD, {}, { cookie: admin, origin: ORIGIN });
}

/** Hands one job to the consumer, as the queue does. @returns what became of it, and the jobs it sent */
async function consume(body: unknown, jobEnv: Cloudflare.Env = env) {
  const sent: unknown[] = [];
  const send = async (job: unknown) => {
    sent.push(job);
    return { metadata: { metrics: { backlogCount: 0, backlogBytes: 0 } } };
  };
  const JOBS = new Proxy(env.JOBS, { get: (target, key) => (key === "send" ? send : Reflect.get(target, key)) });
  const message = { id: "1", timestamp: Date.now(), attempts: 1, body };
  const batch = createMessageBatch("edgedesk-jobs", [message]);
  const context = createExecutionContext();
  await consumeJobs(batch, { ...jobEnv, JOBS });
  const { explicitAcks, retryMessages } = await getQueueResult(batch, context);
  return { sent, acked: explicitAcks.length, retried: retryMessages.length };
}

const JOB = { kind: "rebuild-index", afterName: "" };

describe("the admin command", () => {
  it("brings back rows that were lost or are wrong, through the queue", async () => {
    const [lost, wrong] = [await indexed("在吗？"), await indexed("hello")];
    await env.DB.prepare("DELETE FROM conversations WHERE id = ?").bind(lost.conversationId).run();
    await env.DB.prepare(
      "UPDATE conversations SET status = 'resolved', unread = 77, team_id = 'x', contact_activity_at_ms = 5 WHERE id = ?",
    )
      .bind(wrong.conversationId)
      .run();
    const answer = await rebuild();
    expect([answer.status, await answer.json()]).toEqual([200, { status: "started" }]);
    await until(
      async () => ((await rowOf(lost.conversationId)) === null ? undefined : true),
      () => "the lost row",
    );
    expect(await rowOf(lost.conversationId)).toMatchObject({ status: "open", last_seq: 1, unread: 1 });
    expect(await rowOf(wrong.conversationId)).toMatchObject({
      status: "open",
      last_seq: 1,
      unread: 1,
      contact_activity_at_ms: wrong.row.last_activity_at_ms,
    });
    expect([await previewOf(lost.conversationId), await previewOf(wrong.conversationId)]).toEqual(["在吗？", "hello"]);
  });

  it("is the admin's alone, and our own page's", async () => {
    const send = vi.spyOn(env.JOBS, "send");
    for (const role of ["agent", "supervisor", "qa"] as const) {
      const answer = await post(REBUILD, {}, { cookie: await signIn(loginOf(logins, role)), origin: ORIGIN });
      expect([role, answer.status, problem.parse(await answer.json()).code]).toEqual([role, 403, "forbidden"]);
    }
    const { token } = await beginSession();
    const statuses = [
      await post(REBUILD, {}),
      await post(REBUILD, {}, { authorization: `Bearer ${token}` }),
      await post(REBUILD, {}, { cookie: admin, origin: "https://evil.example" }),
    ].map(({ status }) => status);
    expect(statuses).toEqual([401, 403, 403]);
    expect(send).not.toHaveBeenCalled();
  });
});

describe("a job", () => {
  it("does a page, and sends the next one from where it ended", async () => {
    const register = env.DB.prepare(
      "INSERT INTO actor_registry (kind, name, created_at_ms) VALUES ('conversation', ?, 0)",
    );
    // Registered, but their first message never came: they cost a look and get no row.
    const early = Array.from({ length: PAGE_CONVERSATIONS }, (_, nth) => newId(nth + 1)).sort();
    await env.DB.batch(early.map((name) => register.bind(name)));
    const { conversationId } = await indexed();
    await env.DB.prepare("DELETE FROM conversations WHERE id = ?").bind(conversationId).run();

    const first = await consume(JOB);
    expect(first).toEqual({ acked: 1, retried: 0, sent: [{ ...JOB, afterName: early.at(-1) }] });
    expect(await rowOf(conversationId)).toBeNull();
    const second = await consume(first.sent[0]);
    expect(second).toEqual({ acked: 1, retried: 0, sent: [] });
    expect(await rowOf(conversationId)).toMatchObject({ id: conversationId, last_seq: 1 });
    const { results } = await env.DB.prepare("SELECT id FROM conversations WHERE id <= ?").bind(early.at(-1)).all();
    expect(results).toEqual([]);
  });

  it("that fails is left to the queue, which hands it out again, and changes nothing twice", async () => {
    const { conversationId, row } = await indexed();
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const broken = () => {
      throw new Error("D1_ERROR: 王小明");
    };
    const away = { ...env, DB: new Proxy(env.DB, { get: () => broken }) };
    expect(await consume(JOB, away)).toMatchObject({ acked: 0, retried: 1, sent: [] });
    expect(log.mock.calls.flat().join()).not.toContain("王小明");
    const afterName = conversationId.slice(0, -1);
    for (let time = 0; time < 2; time += 1) {
      expect(await consume({ ...JOB, afterName })).toMatchObject({ acked: 1, retried: 0 });
    }
    expect(await rowOf(conversationId)).toMatchObject({ ...row, sealed_details: expect.anything() });
  });

  it("that a later release sent, or nobody, is put aside with a line in the log", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    for (const body of [{ kind: "something-new" }, null, "x", { kind: "rebuild-index" }]) {
      expect(await consume(body)).toEqual({ acked: 1, retried: 0, sent: [] });
    }
    expect(log).toHaveBeenCalledTimes(4);
  });
});

describe("a projection", () => {
  it("of an earlier release, which did not tell what the customer saw last, takes the last of all", async () => {
    const { conversationId } = await indexed("first");
    const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    if (summary === undefined) throw new Error("not begun");
    const { contactActivityAtMs: _, ...earlier } = summary;
    await projectConversation(db, { ...earlier, lastActivityAtMs: 4_000_000_000_000 });
    expect(await rowOf(conversationId)).toMatchObject({ contact_activity_at_ms: 4_000_000_000_000 });
  });

  it("that comes late does not undo a newer one; of the same change the last one counts", async () => {
    const { conversationId, row } = await indexed("first");
    const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    if (summary === undefined) throw new Error("not begun");
    const at = (lastSeq: number, unread: number) => {
      return { ...summary, unread, conversation: { ...summary.conversation, lastSeq } };
    };
    await projectConversation(db, at(9, 3));
    for (const late of [8, row.last_seq, 0]) await projectConversation(db, at(late, 88));
    expect(await rowOf(conversationId)).toMatchObject({ last_seq: 9, projected_seq: 9, unread: 3 });
    // Reading changes what is unread without a new change of the conversation.
    await projectConversation(db, at(9, 0));
    expect(await rowOf(conversationId)).toMatchObject({ last_seq: 9, unread: 0 });
  });

  it("that is newer survives a rebuild which had asked before it", async () => {
    const { conversationId } = await indexed("first");
    const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
    const old = await stub.summary();
    if (old === undefined) throw new Error("not begun");
    await projectConversation(db, { ...old, conversation: { ...old.conversation, lastSeq: 5, status: "resolved" } });
    vi.spyOn(ConversationActor.prototype, "summary").mockResolvedValue(old);
    await consume({ ...JOB, afterName: conversationId.slice(0, -1) });
    expect(await rowOf(conversationId)).toMatchObject({ last_seq: 5, status: "resolved" });
  });
});

describe("a rebuild that was just started", () => {
  it("is not started again within a minute, however many ask at once", async () => {
    const answers = await Promise.all([1, 2, 3].map(() => post(REBUILD, {}, { cookie: admin, origin: ORIGIN })));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409]);
    const again = await post(REBUILD, {}, { cookie: admin, origin: ORIGIN });
    expect(problem.parse(await again.json()).reason).toBe("already_running");
    await env.DB.exec("UPDATE settings SET value = value - 60001 WHERE key = 'conversation_index_rebuild_at_ms'");
    expect((await post(REBUILD, {}, { cookie: admin, origin: ORIGIN })).status).toBe(200);
  });
});
