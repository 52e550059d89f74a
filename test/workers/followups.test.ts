/** Promised call-backs: made once, told when their time has come, kept, moved, and handed on to whoever has the work. */
import { runDurableObjectAlarm } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { type FollowUp, followUpSection, followUp as followUpShape } from "#protocol/http-follow-ups";
import { newId } from "#protocol/ids";
import { zoneByDay } from "#test/harness/zone";
import { begin, nextClientId } from "#test/workers/begin";
import { feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { auditOf, type Headers, idOf, verdictOf } from "#test/workers/staff";
import { cleanConversations } from "#worker/rights/cleaners";

const PATH = "/api/v1/me/follow-ups";
const MINUTE_MS = 60_000;
let agent: Headers;
let lead: Headers;
let qa: Headers;
let agentId: string;
let leadId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  const as = async (role: "agent" | "supervisor" | "qa") => ({
    cookie: await signIn(loginOf(logins, role)),
    origin: ORIGIN,
  });
  [agent, lead, qa] = await Promise.all([as("agent"), as("supervisor"), as("qa")]);
  [agentId, leadId] = await Promise.all([idOf(agent), idOf(lead)]);
}, 60_000);

async function ticketOf(assigneeId: string): Promise<string> {
  const body = { clientId: nextClientId(), subject: "Call about the lid", inboxId: "web", assigneeId };
  return (await (await post("/api/v1/tickets", body, lead)).json<{ ticket: { id: string } }>()).ticket.id;
}

const ask = (subjectId: string, more: object = {}, as = agent) =>
  post(PATH, { clientId: nextClientId(), subject: "ticket", subjectId, dueAtMs: Date.now() + MINUTE_MS, ...more }, as);

async function promised(subjectId: string, more: object = {}, as = agent): Promise<FollowUp> {
  const answer = await ask(subjectId, more, as);
  expect(answer.status).toBe(201);
  return followUpShape.parse((await answer.json<{ followUp: unknown }>()).followUp);
}

async function listOf(who: Headers): Promise<FollowUp[]> {
  const answer = await call(`${PATH}?${new URLSearchParams({ zone: zoneByDay() })}`, { headers: who });
  return followUpSection.parse(await answer.json()).items;
}
const idsOf = async (who: Headers) => (await listOf(who)).map(({ id }) => id);
const remove = (id: string, version: number, as = agent) =>
  call(`${PATH}/${id}?version=${version}`, { method: "DELETE", headers: as });
const move = (id: string, body: object, as = agent) =>
  call(`${PATH}/${id}`, {
    method: "PUT",
    headers: { "content-type": "application/json", ...as },
    body: JSON.stringify(body),
  });

describe("a promise", () => {
  it("is made once, masked and sealed, and stands in the day of whoever made it", async () => {
    const ticketId = await ticketOf(agentId);
    const clientId = nextClientId();
    const note = "Call 13812345678 about the lid";
    const made = await promised(ticketId, { clientId, note });
    expect((await ask(ticketId, { clientId, note })).status).toBe(200);
    const [listed, ...rest] = (await listOf(agent)).filter(({ subjectId }) => subjectId === ticketId);
    expect(rest).toEqual([]);
    expect(listed).toMatchObject({ id: made.id, holderId: agentId, version: 1 });
    expect(listed?.note).toContain("about the lid");
    expect(listed?.note).not.toContain("13812345678");
    const row = await env.DB.prepare("SELECT sealed_note FROM follow_ups WHERE id = ?").bind(made.id).first();
    expect(new TextDecoder().decode(Uint8Array.from(Object(row).sealed_note))).not.toContain("lid");
    expect((await auditOf("followUp.promised")).at(-1)).toMatchObject({
      actor: agentId,
      subject: `ticket:${ticketId}`,
    });
  });

  it("is moved and kept at the version that was seen, by those whose it is", async () => {
    const made = await promised(await ticketOf(agentId));
    const dueAtMs = Date.now() + 2 * MINUTE_MS;
    expect(await verdictOf(await remove(made.id, 1, qa))).toEqual([404, "not_found"]);
    expect((await move(made.id, { version: 1, dueAtMs })).status).toBe(200);
    expect(await verdictOf(await move(made.id, { version: 1, dueAtMs }))).toEqual([409, "changed_meanwhile"]);
    expect((await listOf(agent)).find(({ id }) => id === made.id)).toMatchObject({ version: 2, dueAtMs });
    expect((await remove(made.id, 2)).status).toBe(200);
    expect(await idsOf(agent)).not.toContain(made.id);
    expect(await verdictOf(await remove(made.id, 2))).toEqual([404, "not_found"]);
  });

  it("is of a time to come, and of what there is", async () => {
    const ticketId = await ticketOf(agentId);
    expect(await verdictOf(await ask(ticketId, { dueAtMs: Date.now() - 1 }))).toEqual([409, "time_past"]);
    expect(await verdictOf(await ask(ticketId, { dueAtMs: Date.now() + 400 * 24 * 60 * MINUTE_MS }))).toEqual([
      ...[409, "time_past"],
    ]);
    expect(await verdictOf(await ask(newId(Date.now())))).toEqual([404, "not_found"]);
    expect((await ask(ticketId, { subject: "order" })).status).toBe(400);
    expect((await ask(ticketId, { dueAtMs: "15:00" })).status).toBe(400);
  });
});

describe("when its time has come", () => {
  it("whoever has the work then is told, whoever promised it, and once", async () => {
    const ticketId = await ticketOf(leadId);
    const feed = await feedLine(String(lead.cookie));
    await feed.next("feed.snapshot");
    const made = await promised(ticketId, { dueAtMs: Date.now() + 4_000 });
    expect(await idsOf(lead)).toContain(made.id);
    expect(await idsOf(agent)).not.toContain(made.id);
    const stub = env.AGENT.get(env.AGENT.idFromName(agentId));
    const told = async () => {
      await runDurableObjectAlarm(stub);
      const row = await env.DB.prepare("SELECT told_at_ms AS told FROM follow_ups WHERE id = ?")
        .bind(made.id)
        .first<{ told: number | null }>();
      return row?.told ?? undefined;
    };
    expect(await until(told, () => "the promise to be told")).toBeGreaterThanOrEqual(made.dueAtMs);
    expect(await feed.next("followup.due")).toMatchObject({ id: made.id, subjectId: ticketId });
    feed.close();
    // It is there until it is done, by whoever keeps it.
    expect(await idsOf(lead)).toContain(made.id);
    expect((await remove(made.id, 1, lead)).status).toBe(200);
  });

  it("one of somebody who is gone is for the supervisors", async () => {
    const ticketId = await ticketOf(agentId);
    const made = await promised(ticketId);
    await env.DB.prepare("UPDATE user SET suspended_at_ms = 1 WHERE id = ?").bind(agentId).run();
    expect(await idsOf(lead)).toContain(made.id);
    await env.DB.prepare("UPDATE user SET suspended_at_ms = NULL WHERE id = ?").bind(agentId).run();
    expect(await idsOf(lead)).not.toContain(made.id);
  });
});

it("one of a conversation goes with it when it is erased", async () => {
  const { conversationId } = await begin("Please call me");
  const isThere = () => env.DB.prepare("SELECT id FROM conversations WHERE id = ?").bind(conversationId).first();
  await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
  const made = await promised(conversationId, { subject: "conversation", note: "At three" });
  expect((await listOf(agent)).find(({ id }) => id === made.id)?.note).toBe("At three");
  await cleanConversations(database(env.DB), [conversationId]);
  expect(await env.DB.prepare("SELECT id FROM follow_ups WHERE id = ?").bind(made.id).first()).toBeNull();
});
