/** Labels and priority of conversations: one change each, told to staff and to nobody else, in lists and after a loss. */
import { evictDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { projectConversation } from "#domain/conversations/store";
import { database } from "#domain/database";
import { MAX_CONVERSATION_LABELS } from "#protocol/constants";
import { conversationPage, messagePage } from "#protocol/http";
import { activity, type Conversation } from "#protocol/vocabulary";
import { begin, nextClientId } from "#test/workers/begin";
import { dumpDatabase } from "#test/workers/dump";
import { bearer } from "#test/workers/identified";
import { type Desk, labelsOf, listOf, makeLabel, openDesk, put, remove, whenListed } from "#test/workers/labelling";
import { agentLine, customerLine, feedLine, until } from "#test/workers/line";
import { erase } from "#test/workers/privacy-requests";
import { beginSession, call, post } from "#test/workers/shop";
import { type Headers, idOf, verdictOf } from "#test/workers/staff";

let desk: Desk;

beforeAll(async () => {
  desk = await openDesk();
});

const label = (id: string, change: object, who: Headers = desk.agent) =>
  post(`/api/v1/conversations/${id}/label`, change, who);
const prioritise = (id: string, priority: string, who: Headers = desk.agent) =>
  post(`/api/v1/conversations/${id}/prioritise`, { priority }, who);
const byPage = (id: string, change: object, token: string) =>
  put(`/api/v1/widget/conversations/${id}/labels`, change, bearer(token));

async function now(id: string) {
  const conversation = (await conversationAddress(env, id).summary())?.conversation;
  if (conversation === undefined) throw new Error("it has not begun");
  return conversation;
}

/** Activity lines of labels and priority, as staff read them. */
async function lines(id: string) {
  const answer = await call(`/api/v1/conversations/${id}/messages?limit=100`, { headers: desk.admin });
  const { items } = messagePage.parse(await answer.json());
  return items
    .filter(({ contentType }) => contentType === "activity")
    .map(({ content }) => activity.parse(JSON.parse(content)))
    .filter(({ key }) => key === "conversation.labelled" || key === "conversation.prioritised");
}

describe("labels of a conversation", () => {
  it("come and go with a line for staff that says who, what and nothing else", async () => {
    const { conversationId } = await begin();
    const by = await idOf(desk.agent);
    const answer = await label(conversationId, { add: ["damaged", "refund"] });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toMatchObject({ conversation: { labels: ["damaged", "refund"] } });
    await label(conversationId, { add: ["praise"], remove: ["damaged"] });
    expect((await now(conversationId)).labels).toEqual(["refund", "praise"]);
    expect(await lines(conversationId)).toEqual([
      { key: "conversation.labelled", by, added: ["damaged", "refund"] },
      { key: "conversation.labelled", by, added: ["praise"], removed: ["damaged"] },
    ]);
  });

  it("do not change twice by what is asked twice", async () => {
    const { conversationId } = await begin();
    await label(conversationId, { add: ["damaged"] });
    const { lastSeq } = await now(conversationId);
    expect((await label(conversationId, { add: ["damaged"], remove: ["refund"] })).status).toBe(200);
    expect((await label(conversationId, {})).status).toBe(200);
    expect((await now(conversationId)).lastSeq).toBe(lastSeq);
    expect(await lines(conversationId)).toHaveLength(1);
  });

  it("all stay that were put on at once", async () => {
    const { conversationId } = await begin();
    const ids = ["delivery", "damaged", "refund", "invoice", "wholesale", "praise"];
    await Promise.all(
      ids.map((id, index) => label(conversationId, { add: [id] }, index % 2 ? desk.agent : desk.admin)),
    );
    expect((await now(conversationId)).labels?.toSorted()).toEqual(ids.toSorted());
    const row = await whenListed(desk, conversationId, ({ labels }) => labels?.length === ids.length);
    expect(row.labels?.toSorted()).toEqual(ids.toSorted());
  });

  it("are none that there is not, and so many at most", async () => {
    const { conversationId } = await begin();
    expect(await verdictOf(await label(conversationId, { add: ["unheard-of"] }))).toEqual([404, "not_found"]);
    const more = await Promise.all(
      Array.from({ length: MAX_CONVERSATION_LABELS }, (_, index) => makeLabel(desk, `Many ${index}`)),
    );
    expect((await label(conversationId, { add: more.map(({ id }) => id) })).status).toBe(200);
    expect(await verdictOf(await label(conversationId, { add: ["refund"] }))).toEqual([409, "too_many_labels"]);
    for (const { id } of more) await remove(`/api/v1/labels/${id}?version=1`, desk.admin);
    // Those that were deleted make room by themselves.
    expect((await label(conversationId, { add: ["refund"] })).status).toBe(200);
    expect((await now(conversationId)).labels).toEqual(["refund"]);
  });

  it("stay through whatever else happens to the conversation, and when its actor starts anew", async () => {
    const { conversationId, token } = await begin();
    await label(conversationId, { add: ["refund"] });
    await prioritise(conversationId, "urgent");
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, desk.agent);
    await post(`/api/v1/conversations/${conversationId}/resolve`, {}, desk.agent);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: nextClientId(), contentType: "text", content: "still broken" });
    await line.next("message.created", ({ message }) => message.content === "still broken");
    expect(await now(conversationId)).toMatchObject({ status: "open", labels: ["refund"], priority: "urgent" });
    const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
    await evictDurableObject(stub);
    expect(await now(conversationId)).toMatchObject({ labels: ["refund"], priority: "urgent" });
  });
});

describe("who may", () => {
  it("is whoever handles conversations, and neither who only looks nor the customer", async () => {
    const { conversationId, token } = await begin();
    for (const [who, status] of [
      [desk.qa, 403],
      [desk.agent, 200],
      [desk.supervisor, 200],
    ] as const) {
      expect((await label(conversationId, { add: ["invoice"] }, who)).status).toBe(status);
      expect((await prioritise(conversationId, "high", who)).status).toBe(status);
    }
    expect((await label(conversationId, { add: ["invoice"] }, bearer(token))).status).toBe(403);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "conversation.label", add: ["refund"] });
    line.send({ type: "conversation.prioritise", priority: "low" });
    await until(
      () => line.frames.filter((frame) => frame.type === "error" && frame.code === "forbidden")[1],
      () => "two refusals",
    );
    expect(await now(conversationId)).toMatchObject({ labels: ["invoice"], priority: "high" });
  });

  it("does it by a frame as well, which colleagues hear of and the customer does not", async () => {
    const { conversationId, token } = await begin();
    const [one, other, them] = await Promise.all([
      agentLine(conversationId, String(desk.agent.cookie)),
      agentLine(conversationId, String(desk.admin.cookie)),
      customerLine(conversationId, token),
    ]);
    for (const line of [one, other, them]) {
      line.send({ type: "sync" });
      await line.next("sync.done");
    }
    one.send({ type: "conversation.label", add: ["delivery"] });
    one.send({ type: "conversation.prioritise", priority: "urgent" });
    const isBoth = ({ labels, priority }: Conversation) => labels?.join() === "delivery" && priority === "urgent";
    await other.next("conversation.updated", ({ conversation }) => isBoth(conversation));
    const activities = other.frames.filter(
      (frame) => frame.type === "message.created" && frame.message.contentType === "activity",
    );
    const seqs = other.frames.flatMap((frame) => ("seq" in frame && frame.type !== "sync.done" ? [frame.seq] : []));
    expect(activities).toHaveLength(2);
    expect(new Set(seqs).size).toBe(seqs.length);

    // What happens later is told to the customer without it, live and in what they missed.
    const heard = them.frames.length;
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, desk.agent);
    const update = await them.next("conversation.updated", () => true, heard);
    expect(update.conversation).not.toHaveProperty("labels");
    expect(update.conversation).not.toHaveProperty("priority");
    const again = await customerLine(conversationId, token);
    again.send({ type: "sync", afterSeq: 0 });
    await again.next("sync.done");
    expect(JSON.stringify([...them.frames, ...again.frames])).not.toMatch(/delivery|urgent|labelled|prioritised/);
    const own = await call("/api/v1/widget/conversations", { headers: bearer(token) });
    expect(await own.text()).not.toMatch(/delivery|urgent/);
    const seen = await other.next("conversation.updated", ({ conversation }) => conversation.assigneeId !== undefined);
    expect(seen.conversation).toMatchObject({ labels: ["delivery"], priority: "urgent" });
  });

  it("tells the agent's own list", async () => {
    const { conversationId } = await begin();
    await post(`/api/v1/conversations/${conversationId}/accept`, {}, desk.agent);
    const feed = await feedLine(String(desk.agent.cookie));
    await label(conversationId, { add: ["refund"] }, desk.supervisor);
    await feed.next(
      "conversation.updated",
      ({ conversation }) => conversation.id === conversationId && conversation.labels?.[0] === "refund",
    );
    const anew = await feedLine(String(desk.agent.cookie));
    const { rows } = await anew.next("feed.snapshot");
    expect(rows.find(({ conversation }) => conversation.id === conversationId)?.conversation.labels).toEqual([
      "refund",
    ]);
  });
});

describe("the customer's page", () => {
  it("puts on and takes off what the shop allows it, by name or id, and all else is as if it were not said", async () => {
    const { conversationId, token } = await begin();
    const change = { add: ["DAMAGED 破损", "wholesale", "refund", "Refund 退款", "no such label"] };
    expect(await (await byPage(conversationId, change, token)).json()).toEqual({ done: true });
    expect((await now(conversationId)).labels).toEqual(["damaged", "wholesale"]);
    await label(conversationId, { add: ["refund"] });
    await byPage(conversationId, { remove: ["wholesale", "refund"] }, token);
    expect((await now(conversationId)).labels).toEqual(["damaged", "refund"]);
    expect((await lines(conversationId)).at(0)).toEqual({
      key: "conversation.labelled",
      added: ["damaged", "wholesale"],
    });
  });

  it("finds no conversation but its own customer's", async () => {
    const { conversationId } = await begin();
    const { token } = await beginSession();
    expect(await verdictOf(await byPage(conversationId, { add: ["damaged"] }, token))).toEqual([404, "not_found"]);
    expect((await now(conversationId)).labels).toBeUndefined();
    expect((await byPage(conversationId, { add: ["damaged"] }, "x.y.z")).status).toBe(401);
  });
});

describe("lists", () => {
  it("are narrowed down to a label, to a priority, to both", async () => {
    const mark = await makeLabel(desk, "Only these");
    const [one, other, third] = await Promise.all([begin(), begin(), begin()]);
    for (const { conversationId } of [one, other]) await label(conversationId, { add: [mark.id] });
    for (const { conversationId } of [other, third]) await prioritise(conversationId, "low");
    await whenListed(desk, other.conversationId, ({ priority }) => priority === "low");
    await whenListed(desk, third.conversationId, ({ priority }) => priority === "low");
    await whenListed(desk, one.conversationId, ({ labels }) => labels !== undefined);
    const ids = async (query: string) => (await listOf(desk, query)).map(({ id }) => id).sort();
    expect(await ids(`label=${mark.id}`)).toEqual([one.conversationId, other.conversationId].sort());
    expect(await ids("priority=low")).toEqual([other.conversationId, third.conversationId].sort());
    expect(await ids(`label=${mark.id}&priority=low`)).toEqual([other.conversationId]);
    expect(await ids(`label=${mark.id}&priority=normal`)).toEqual([one.conversationId]);
    expect(await ids("label=unheard-of")).toEqual([]);
    expect((await call("/api/v1/conversations?view=all&priority=huge", { headers: desk.admin })).status).toBe(400);
  });

  it("put the most pressing first, page by page", async () => {
    const begun = await Promise.all(
      ["low", "urgent", "high", "normal", "urgent"].map(async (priority) => {
        const { conversationId } = await begin();
        await prioritise(conversationId, priority);
        await whenListed(desk, conversationId, (row) => (row.priority ?? "normal") === priority);
        return conversationId;
      }),
    );
    const seen: string[] = [];
    let cursor = "";
    for (;;) {
      const answer = await call(`/api/v1/conversations?view=all&sort=priority&limit=2${cursor}`, {
        headers: desk.admin,
      });
      const page = conversationPage.parse(await answer.json());
      seen.push(...page.items.map(({ conversation }) => `${conversation.priority ?? "normal"} ${conversation.id}`));
      if (page.nextCursor === undefined) break;
      cursor = `&cursor=${encodeURIComponent(page.nextCursor)}`;
    }
    expect(new Set(seen).size).toBe(seen.length);
    expect(begun.every((id) => seen.some((line) => line.endsWith(id)))).toBe(true);
    const ranks = seen.map((line) => ["urgent", "high", "normal", "low"].indexOf(line.split(" ")[0] ?? ""));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
  });

  it("come back from the actors when the index is lost, and late news changes nothing", async () => {
    const { conversationId } = await begin();
    await label(conversationId, { add: ["refund", "praise"] });
    const early = await conversationAddress(env, conversationId).summary();
    await label(conversationId, { remove: ["praise"] });
    await whenListed(desk, conversationId, ({ labels }) => labels?.join() === "refund");
    if (early !== undefined) await projectConversation(database(env.DB), early);
    expect((await whenListed(desk, conversationId, () => true)).labels).toEqual(["refund"]);

    await env.DB.exec("DELETE FROM conversation_labels");
    await env.DB.exec("DELETE FROM conversations");
    const newest = await conversationAddress(env, conversationId).summary();
    if (newest !== undefined) await projectConversation(database(env.DB), newest);
    expect((await whenListed(desk, conversationId, () => true)).labels).toEqual(["refund"]);
  });

  it("forget it with the conversation, also when news of it comes late", async () => {
    const { conversationId, contactId } = await begin();
    await label(conversationId, { add: ["refund"] });
    await whenListed(desk, conversationId, ({ labels }) => labels !== undefined);
    const late = await conversationAddress(env, conversationId).summary();
    await erase(String(desk.admin.cookie), contactId);
    if (late !== undefined) await projectConversation(database(env.DB), late);
    const { conversation_labels: left = [] } = await dumpDatabase();
    expect(left.filter((row) => row.conversation_id === conversationId)).toEqual([]);
  });
});

it("every label in a list is one that there is", async () => {
  const known = new Set((await labelsOf(desk.agent)).map(({ id }) => id));
  const rows = await listOf(desk);
  expect(rows.flatMap(({ labels = [] }) => labels).filter((id) => !known.has(id))).toEqual([]);
});
