/** Exceptions: found in what a customer writes, set and cleared by staff, listed for whoever has to look at them. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { conversationPage, messagePage } from "#protocol/http";
import { activity } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { bearer } from "#test/workers/identified";
import { type Desk, openDesk, whenListed } from "#test/workers/labelling";
import { agentLine, customerLine, until } from "#test/workers/line";
import { call, post } from "#test/workers/shop";
import { type Headers, idOf, verdictOf } from "#test/workers/staff";
import { Effects } from "#worker/effects";

/** Words are told of together every ten seconds at most, and looked at then. */
const FLAGGED_WITHIN_MS = 40_000;

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

const flag = (id: string, body: object, who: Headers = desk.agent) =>
  post(`/api/v1/conversations/${id}/flag`, body, who);
const unflag = (id: string, body: object, who: Headers = desk.agent) =>
  post(`/api/v1/conversations/${id}/unflag`, body, who);

async function flagsOf(id: string) {
  return (await conversationAddress(env, id).summary())?.conversation.flags ?? [];
}

/** A conversation in which the customer has said this, and what they hear of it. */
async function said(content: string) {
  const { conversationId, token } = await begin();
  const line = await customerLine(conversationId, token);
  line.send({ type: "sync" });
  await line.next("sync.done");
  const say = async (words: string) => {
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: words });
    await line.next("message.created", ({ message }) => message.content === words);
  };
  await say(content);
  return { conversationId, line, say };
}

function whenFlagged(id: string, count: number) {
  return until(
    async () => {
      const flags = await flagsOf(id);
      return flags.length === count ? flags : undefined;
    },
    () => `${count} flags`,
    FLAGGED_WITHIN_MS,
  );
}

/** Lines about flags, as staff read them. */
async function lines(id: string) {
  const answer = await call(`/api/v1/conversations/${id}/messages?limit=100`, { headers: desk.admin });
  return messagePage
    .parse(await answer.json())
    .items.filter(({ contentType }) => contentType === "activity")
    .map(({ content }) => activity.parse(JSON.parse(content)))
    .filter(({ key }) => key.endsWith("flagged"));
}

async function listed(flag: string) {
  const answer = await call(`/api/v1/conversations?view=all&flag=${flag}`, { headers: desk.supervisor });
  expect(answer.status).toBe(200);
  return conversationPage.parse(await answer.json()).items.map(({ conversation }) => conversation.id);
}

async function audited(id: string) {
  const rows = await env.DB.prepare("SELECT actor_id, action, detail FROM audit_log WHERE subject_id = ? ORDER BY id")
    .bind(id)
    .all<{ actor_id: string; action: string; detail: string }>();
  return rows.results.filter(({ action }) => action.endsWith("flagged"));
}

describe("what the customer writes", () => {
  it("flags the conversation, with what gave it away, for staff and for nobody else", async () => {
    const { conversationId, line } = await said("My solicitor will write to you. You are thieves!");
    expect(await whenFlagged(conversationId, 2)).toEqual([
      { kind: "anger", signs: ["distrust"] },
      { kind: "legal", signs: ["lawyer"] },
    ]);
    expect(await lines(conversationId)).toEqual([
      { key: "conversation.flagged", to: "anger", signs: ["distrust"] },
      { key: "conversation.flagged", to: "legal", signs: ["lawyer"] },
    ]);
    const row = await whenListed(desk, conversationId, ({ flags }) => flags?.length === 2);
    expect(row.flags).toEqual([{ kind: "anger" }, { kind: "legal" }]);
    expect(JSON.stringify(line.frames)).not.toMatch(/flag|distrust|solicitor.*legal/);
    await until(
      async () => ((await audited(conversationId)).length === 2 ? true : undefined),
      () => "two entries of the audit log",
    );
    // Both are of one step, and have no order.
    expect(await audited(conversationId)).toContainEqual({
      actor_id: "system",
      action: "conversation.flagged",
      detail: JSON.stringify({ kind: "legal", signs: ["lawyer"] }),
    });
  });

  it("does so in Chinese, once for each kind however often it is said", async () => {
    const { conversationId, say } = await said("你们这是诈骗，我要打12315投诉");
    await say("骗子！我已经联系律师了");
    await say("另外我的包裹丢了，仓库查一下");
    expect(await whenFlagged(conversationId, 3)).toEqual([
      { kind: "anger", signs: ["distrust"] },
      { kind: "legal", signs: ["lawyer", "authority"] },
      { kind: "cross_department", signs: ["warehouse"] },
    ]);
    expect(await lines(conversationId)).toHaveLength(3);
  });

  it("is looked at once, and nothing that agents write: what was taken off comes back with what is said after it", async () => {
    const { conversationId, say } = await said("This is a scam!");
    await whenFlagged(conversationId, 1);
    const look = vi.spyOn(Effects.prototype, "findExceptions");
    expect((await unflag(conversationId, { kind: "anger", reason: "talked to them" })).status).toBe(200);
    await evictDurableObject(env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)));
    const agent = await agentLine(conversationId, desk.agent.cookie ?? "");
    agent.send({
      type: "message.send",
      clientId: nextClientId(),
      contentType: "text",
      content: "No lawyer, no thieves",
    });
    await say("Again nothing. You liars!");
    expect(await whenFlagged(conversationId, 1)).toEqual([{ kind: "anger", signs: ["distrust"] }]);
    const looked = look.mock.calls.flat(2);
    expect(looked).toContain("Again nothing. You liars!");
    for (const words of ["This is a scam!", "No lawyer, no thieves"]) expect(looked).not.toContain(words);
    look.mockRestore();
  }, 120_000);

  it("is looked at later if the model cannot be asked, and is found by its words meanwhile", async () => {
    const away = vi.spyOn(Effects.prototype, "findExceptions").mockRejectedValueOnce(new Error("no model"));
    const { conversationId } = await said("I will see you in court, quokka");
    await until(
      () => (away.mock.calls.length > 0 ? true : undefined),
      () => "a look",
    );
    expect(await whenFlagged(conversationId, 1)).toMatchObject([{ kind: "legal" }]);
    away.mockRestore();
  });
});

describe("staff", () => {
  it("set a flag with a reason, which rests masked, and take it off", async () => {
    const { conversationId } = await begin();
    const by = await idOf(desk.agent);
    const body = { kind: "cross_department", reason: "Finance has to look, call 020 7946 0958" };
    const answer = await flag(conversationId, body);
    expect(await answer.json()).toMatchObject({ conversation: { flags: [{ kind: "cross_department", by }] } });
    const { lastSeq } = (await conversationAddress(env, conversationId).summary())?.conversation ?? {};
    expect((await flag(conversationId, { ...body, reason: "again" }, desk.qa)).status).toBe(200);
    expect((await conversationAddress(env, conversationId).summary())?.conversation.lastSeq).toBe(lastSeq);
    expect((await unflag(conversationId, { kind: "cross_department" }, desk.supervisor)).status).toBe(200);
    expect((await unflag(conversationId, { kind: "anger" })).status).toBe(200);
    const told = await lines(conversationId);
    expect(told).toMatchObject([
      { key: "conversation.flagged", by, to: "cross_department" },
      { key: "conversation.unflagged", by: await idOf(desk.supervisor), to: "cross_department" },
    ]);
    expect(told[0]?.reason).toMatch(/^Finance has to look/);
    expect(told[0]?.reason).not.toContain("7946");
    expect(await flagsOf(conversationId)).toEqual([]);
  });

  it("may, and customers may not", async () => {
    const { conversationId, token } = await begin();
    const body = { kind: "anger", reason: "they shout" };
    expect((await flag(conversationId, body, bearer(token))).status).toBe(403);
    expect((await flag(conversationId, body, {})).status).toBe(401);
    expect((await flag(conversationId, body, desk.qa)).status).toBe(200);
  });

  it("are told what is wrong with what they send", async () => {
    const { conversationId } = await begin();
    for (const body of [{}, { kind: "boredom", reason: "x" }, { kind: "anger" }, { kind: "anger", reason: "  " }])
      expect(await verdictOf(await flag(conversationId, body))).toEqual([400, "malformed"]);
    expect((await flag("0190aaaa-0000-7000-8000-000000000000", { kind: "anger", reason: "x" })).status).toBe(404);
    expect((await call("/api/v1/conversations?view=all&flag=boredom", { headers: desk.agent })).status).toBe(400);
  });

  it("list what is flagged, by kind or all of it", async () => {
    const [angry, legal, none] = [await begin(), await begin(), await begin()].map(
      ({ conversationId }) => conversationId,
    );
    if (angry === undefined || legal === undefined || none === undefined) throw new Error("three were begun");
    await flag(angry, { kind: "anger", reason: "x" });
    await flag(legal, { kind: "legal", reason: "x" });
    for (const id of [angry, legal]) await whenListed(desk, id, ({ flags }) => flags?.length === 1);
    const [any, ofAnger] = [await listed("any"), await listed("anger")];
    expect(any).toEqual(expect.arrayContaining([angry, legal]));
    expect(any).not.toContain(none);
    expect(ofAnger).toContain(angry);
    expect(ofAnger).not.toContain(legal);
  });
});
