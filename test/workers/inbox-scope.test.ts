/** Work follows scope: nobody is offered, handed or left with a conversation of an inbox that they may not see. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { conversation } from "#protocol/vocabulary";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague, changeAccess, join, refusal, send, settle } from "#test/workers/colleagues";
import { type FeedLine, feedLine, until, upgrade } from "#test/workers/line";
import { loginOf, openShop, SHOP_ORIGIN } from "#test/workers/shop";

let admin: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
  await env.DB.exec(
    "INSERT INTO inboxes (id, name, locale, allowed_origins, default_team_id, sealed_identity_secret, created_at_ms) SELECT 'outlet', name, locale, '[]', default_team_id, sealed_identity_secret, created_at_ms FROM inboxes WHERE id = 'web'",
  );
  const team =
    "INSERT INTO teams (id, name, created_at_ms) SELECT 'night', 'Night', created_at_ms FROM teams WHERE id = 'support'";
  await env.DB.exec(`${team}; INSERT INTO actor_registry (kind, name, created_at_ms) VALUES ('queue', 'night', 0)`);
});

const SUPPORT = { role: "agent", teamIds: ["support"] };

async function online(colleague: Colleague): Promise<FeedLine> {
  const feed = await feedLine(colleague.cookie);
  feed.send({ type: "presence.set", status: "online" });
  await feed.next("presence", ({ status }) => status === "online");
  return feed;
}

function actorOf(conversationId: string) {
  return env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
}

async function assigneeOf(conversationId: string): Promise<string | undefined> {
  return (await actorOf(conversationId).assignment())?.assigneeId;
}

function assigned(conversationId: string, agentId: string | undefined): Promise<true> {
  return until(
    async () => ((await assigneeOf(conversationId)) === agentId ? true : undefined),
    () => `the conversation to be ${agentId ?? "nobody"}'s`,
  );
}

function act(colleague: Colleague, conversationId: string, action: string, body: object = {}): Promise<Response> {
  return send("POST", `/api/v1/conversations/${conversationId}/${action}`, colleague, body);
}

describe("the queue", () => {
  it("offers a conversation to those alone who may see its inbox, and holds up nobody behind it", async () => {
    const scoped = await join(admin, { ...SUPPORT, inboxIds: ["web"] });
    const feed = await online(scoped);
    const hidden = await begin("秘密", { inboxId: "outlet" });
    const shown = await begin("hello");
    await assigned(shown.conversationId, scoped.id);
    expect(await assigneeOf(hidden.conversationId)).toBeUndefined();
    expect(JSON.stringify(feed.frames)).not.toContain("秘密");
    const other = await join(admin, SUPPORT);
    const theirs = await online(other);
    await assigned(hidden.conversationId, other.id);
    for (const line of [feed, theirs]) line.close();
    for (const { id } of [scoped, other]) await settle(admin, id, "suspend");
  });

  it("learns of a wider scope at once", async () => {
    const scoped = await join(admin, { ...SUPPORT, inboxIds: ["web"] });
    const waiting = await begin("anybody?", { inboxId: "outlet" });
    (await online(scoped)).close();
    await changeAccess(admin, scoped.id, { ...SUPPORT, inboxIds: ["web", "outlet"] });
    const feed = await online(scoped);
    await assigned(waiting.conversationId, scoped.id);
    feed.close();
    await settle(admin, scoped.id, "suspend");
  });

  it("is told of all that an agent may see, though they came from the page of one shop", async () => {
    const agent = await join(admin, SUPPORT);
    const feed = await online(agent);
    const first = await begin();
    await assigned(first.conversationId, agent.id);
    const path = `/api/v1/conversations/${first.conversationId}/socket`;
    const fromShop = await upgrade(path, { cookie: agent.cookie, origin: SHOP_ORIGIN });
    expect(fromShop.status).toBe(101);
    const elsewhere = await begin("over here", { inboxId: "outlet" });
    await assigned(elsewhere.conversationId, agent.id);
    feed.close();
    await settle(admin, agent.id, "suspend");
  });
});

describe("assigning and transferring", () => {
  it("is refused to whoever may not see the inbox, or answers no customers", async () => {
    const { conversationId } = await begin("for others", { inboxId: "outlet" });
    const scoped = await join(admin, { role: "agent", inboxIds: ["web"] });
    const feed = await online(scoped);
    const reviewer = await join(admin, { role: "qa" });
    for (const action of ["assign", "transfer"]) {
      const body = action === "assign" ? {} : { reason: "you know this" };
      const outside = await act(admin, conversationId, action, { ...body, agentId: scoped.id });
      expect([action, outside.status, await refusal(outside)]).toEqual([action, 409, "agent_out_of_scope"]);
      const qa = await act(admin, conversationId, action, { ...body, agentId: reviewer.id });
      expect([action, qa.status]).toEqual([action, 404]);
    }
    expect(await assigneeOf(conversationId)).toBeUndefined();
    feed.close();
  });

  it("goes by what holds now, whatever the agent's actor has heard", async () => {
    const { conversationId } = await begin("for others", { inboxId: "outlet" });
    const agent = await join(admin, { role: "agent" });
    const feed = await online(agent);
    await env.DB.prepare("UPDATE user SET inbox_ids = '[\"web\"]' WHERE id = ?").bind(agent.id).run();
    const answer = await act(admin, conversationId, "assign", { agentId: agent.id });
    expect([answer.status, await refusal(answer)]).toEqual([409, "agent_out_of_scope"]);
    feed.close();
  });
});

describe("what an agent had goes back to its queue", () => {
  // A team of nobody: what goes back waits there to be seen.
  async function holding(access: object = { role: "agent", teamIds: [] }) {
    const agent = await join(admin, access);
    const feed = await online(agent);
    const held: string[] = [];
    for (const inboxId of ["web", "outlet"]) {
      const { conversationId } = await begin(`of ${inboxId}`, { inboxId });
      const moved = await act(admin, conversationId, "transfer", { teamId: "night", reason: "the night shift's" });
      expect(conversation.parse(((await moved.json()) as { conversation: unknown }).conversation).teamId).toBe("night");
      expect((await act(agent, conversationId, "accept")).status).toBe(200);
      await feed.next("conversation.updated", (frame) => frame.conversationId === conversationId);
      held.push(conversationId);
    }
    const [web = "", outlet = ""] = held;
    return { agent, feed, web, outlet };
  }

  it("when they may no longer see its inbox, and the rest stays theirs", async () => {
    const { agent, web, outlet } = await holding();
    await changeAccess(admin, agent.id, { role: "agent", inboxIds: ["web"] });
    await assigned(outlet, undefined);
    const feed = await feedLine(agent.cookie);
    const { rows } = await feed.next("feed.snapshot");
    expect(rows.map((row) => row.conversation.id)).toEqual([web]);
    expect(await assigneeOf(web)).toBe(agent.id);
    feed.close();
  });

  it("when they answer customers no longer", async () => {
    const { agent, web, outlet } = await holding();
    await changeAccess(admin, agent.id, { role: "qa" });
    for (const conversationId of [web, outlet]) await assigned(conversationId, undefined);
  });

  it("when they are suspended, without the grace of one who dropped", async () => {
    const { agent, web, outlet } = await holding();
    const beganAtMs = Date.now();
    await settle(admin, agent.id, "suspend");
    for (const conversationId of [web, outlet]) await assigned(conversationId, undefined);
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
  });

  it("when a snooze is over and they may no longer see it", async () => {
    const { agent, outlet, feed } = await holding();
    const untilMs = Date.now() + 4_000;
    expect((await act(agent, outlet, "snooze", { untilMs })).status).toBe(200);
    feed.close();
    await changeAccess(admin, agent.id, { role: "agent", inboxIds: ["web"] });
    const again = await online(agent);
    await until(
      async () => ((await actorOf(outlet).summary())?.conversation.status === "open" ? true : undefined),
      () => "the snooze to be over",
    );
    expect(await assigneeOf(outlet)).toBeUndefined();
    again.close();
  });
});
