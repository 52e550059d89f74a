/** How a team's work is handed out: by what people know, by what the team has set, and by what goes wrong meanwhile. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createdConversation, problem, teamList } from "#protocol/http";
import { type RoutingSettings, routingSettings, skillNames } from "#protocol/http-routing";
import { agentLine, customerLine, type FeedLine, feedLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

interface Agent {
  readonly id: string;
  readonly cookie: string;
}

let anna: Agent;
let ben: Agent;
let admin: string;
let lead: string;
let clientIds = 0;
const feeds: FeedLine[] = [];

beforeAll(async () => {
  const { logins } = await openShop();
  await env.DB.exec(`UPDATE user SET team_ids = '["support"]' WHERE role IN ('agent', 'supervisor')`);
  const arrive = async (nth: number): Promise<Agent> => {
    const login = logins.filter(({ role }) => role === "agent")[nth];
    if (login === undefined) throw new Error("no agent");
    const cookie = await signIn(login);
    return { id: (await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>()).id, cookie };
  };
  [anna, ben] = await Promise.all([arrive(0), arrive(1)]);
  admin = await signIn(loginOf(logins, "admin"));
  lead = await signIn(loginOf(logins, "supervisor"));
});

afterEach(async () => {
  for (const feed of feeds.splice(0)) {
    const from = feed.frames.length;
    feed.send({ type: "presence.set", status: "offline" });
    await feed.next("presence", ({ status }) => status === "offline", from);
    feed.close();
  }
  await set("support", {});
  for (const agent of [anna, ben]) await teach(agent, {});
});

const queueStub = (teamId = "support") => env.QUEUE.get(env.QUEUE.idFromName(teamId));
const conversationStub = (id: string) => env.CONVERSATION.get(env.CONVERSATION.idFromName(id));

function send(method: string, path: string, body?: object, cookie = admin): Promise<Response> {
  const headers = { cookie, origin: ORIGIN, "content-type": "application/json" };
  return call(path, { method, headers, ...(body === undefined ? {} : { body: JSON.stringify(body) }) });
}

async function settings(): Promise<RoutingSettings> {
  return routingSettings.parse(await (await send("GET", "/api/v1/admin/routing")).json());
}

async function set(teamId: string, routing: object): Promise<void> {
  const version = (await settings()).teams.find((team) => team.teamId === teamId)?.version ?? 0;
  const answer = await send("PUT", `/api/v1/admin/teams/${teamId}/routing`, { routing, version });
  expect(answer.status).toBe(200);
  await queueStub(teamId).policyChanged();
}

async function teach({ id }: Agent, abilities: object): Promise<void> {
  const version = (await settings()).agents.find(({ agentId }) => agentId === id)?.version ?? 0;
  expect((await send("PUT", `/api/v1/admin/agents/${id}/abilities`, { abilities, version })).status).toBe(200);
  await env.AGENT.get(env.AGENT.idFromName(id)).abilitiesChanged();
}

async function skill(en: string): Promise<string> {
  const answer = await send("POST", "/api/v1/admin/skills", { names: { en, "zh-CN": en } });
  expect(answer.status).toBe(201);
  return (await answer.json<{ id: string }>()).id;
}

async function online({ cookie, id }: Agent): Promise<FeedLine> {
  const feed = await feedLine(cookie);
  feeds.push(feed);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await until(
    async () => ((await queueStub().onlineAgents("web")).includes(id) ? true : undefined),
    () => "the queue to hear of it",
  );
  return feed;
}

async function begin(details: Record<string, unknown> = {}) {
  clientIds += 1;
  const { token } = await beginSession(details);
  const body = { clientId: `r${clientIds}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  const { conversationId } = createdConversation.parse(await answer.json());
  return { conversationId, token };
}

function assignee(conversationId: string): Promise<string> {
  return until(
    async () => (await conversationStub(conversationId).assignment())?.assigneeId,
    () => "somebody to have it",
  );
}

async function waits(conversationId: string, teamId = "support"): Promise<void> {
  await until(
    async () => (await queueStub(teamId).position(conversationId)) !== undefined || undefined,
    () => `it to wait in ${teamId}`,
  );
}

/** As if everybody had waited so long already. */
async function age(ms: number, teamId = "support"): Promise<void> {
  await runInDurableObject(queueStub(teamId), (_, { storage: { sql } }) => {
    sql.exec("UPDATE entries SET waiting_since_ms = waiting_since_ms - ?, arrived_at_ms = arrived_at_ms - ?", ms, ms);
    sql.exec("UPDATE answers_due SET due_at_ms = due_at_ms - ?", ms);
    sql.exec("UPDATE timers SET due_at_ms = 1");
  });
  await runDurableObjectAlarm(queueStub(teamId));
}

async function done(conversationId: string): Promise<void> {
  await send("POST", `/api/v1/conversations/${conversationId}/resolve`, {});
}

async function refusal(answer: Response): Promise<string | undefined> {
  return problem.parse(await answer.json()).reason;
}

describe("work that asks for a skill", () => {
  it("goes to whoever has it, and to others only after the team's time", async () => {
    const refunds = await skill("Refunds");
    await set("support", {
      needs: [{ inboxId: "web", skills: [{ skillId: refunds, level: 3 }] }],
      relaxAfterMs: 600_000,
    });
    await teach(ben, { skills: [{ skillId: refunds, level: 2 }] });
    await online(ben);
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(300_000);
    expect((await conversationStub(conversationId).assignment())?.assigneeId).toBeUndefined();
    await teach(anna, { skills: [{ skillId: refunds, level: 3 }] });
    await online(anna);
    expect(await assignee(conversationId)).toBe(anna.id);
    await done(conversationId);

    feeds[1]?.send({ type: "presence.set", status: "busy" });
    await until(
      async () => ((await queueStub().onlineAgents("web")).includes(anna.id) ? undefined : true),
      () => "the queue to hear that they are busy",
    );
    const later = await begin();
    await waits(later.conversationId);
    await age(600_000);
    expect(await assignee(later.conversationId)).toBe(ben.id);
    await done(later.conversationId);
  });

  it("is found at the customer's language, which is asked longest", async () => {
    await set("support", { relaxAfterMs: 60_000 });
    await teach(ben, { languages: ["en"] });
    await online(ben);
    const { conversationId } = await begin({ locale: "zh-CN" });
    await waits(conversationId);
    const english = await begin({ locale: "en" });
    expect(await assignee(english.conversationId)).toBe(ben.id);
    await age(61_000);
    expect(await assignee(conversationId)).toBe(ben.id);
    for (const id of [conversationId, english.conversationId]) await done(id);
  });
});

describe("the queue's own timer", () => {
  const lookAtMs = () =>
    runInDurableObject(queueStub(), (_, { storage: { sql } }) =>
      Number(sql.exec("SELECT due_at_ms FROM timers WHERE name = 'match'").toArray()[0]?.due_at_ms ?? 0),
    );
  const sinceMs = (column: "waiting_since_ms" | "arrived_at_ms", conversationId: string) =>
    runInDurableObject(queueStub(), (_, { storage: { sql } }) =>
      Number(sql.exec(`SELECT ${column} AS at FROM entries WHERE conversation_id = ?`, conversationId).one().at),
    );

  it("comes when the next who waits is to ask less, not at some later look", async () => {
    await set("support", { relaxAfterMs: 10_000 });
    await teach(ben, { languages: ["en"] });
    await online(ben);
    const { conversationId } = await begin({ locale: "zh-CN" });
    await waits(conversationId);
    await age(0);
    expect(await lookAtMs()).toBe((await sinceMs("waiting_since_ms", conversationId)) + 10_000);
    await age(9_000);
    expect((await conversationStub(conversationId).assignment())?.assigneeId).toBeUndefined();
    // By the platform's alarm alone.
    expect(await assignee(conversationId)).toBe(ben.id);
    await done(conversationId);
  });

  it("comes when somebody is to go over to the other team", async () => {
    await set("support", { overflow: { teamId: "after-sales", afterMs: 10_000 } });
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(0);
    expect(await lookAtMs()).toBe((await sinceMs("arrived_at_ms", conversationId)) + 10_000);
    await age(9_000);
    await waits(conversationId, "after-sales");
    await done(conversationId);
  });

  it("does not come again and again for what could have happened already", async () => {
    await set("support", { relaxAfterMs: 10_000, overflow: { teamId: "after-sales", afterMs: 600_000 } });
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(300_000);
    expect(await lookAtMs()).toBeGreaterThan(Date.now() + 10_000);
    await done(conversationId);
  });
});

describe("whoever had it last", () => {
  it("is asked first when the customer comes back", async () => {
    await online(ben);
    const { conversationId, token } = await begin();
    expect(await assignee(conversationId)).toBe(ben.id);
    await online(anna);
    await done(conversationId);
    const line = await customerLine(conversationId, token);
    await until(
      async () => ((await conversationStub(conversationId).assignment())?.takesSlot === false ? true : undefined),
      () => "its end",
    );
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: "again", contentType: "text", content: "one more thing" });
    expect(await assignee(conversationId)).toBe(ben.id);
    line.close();
    await done(conversationId);
  });
});

describe("a conversation that nobody answers", () => {
  it("is taken back and given to somebody else, once the team's time is over", async () => {
    await set("support", { takeBackAfterMs: 60_000, relaxAfterMs: 600_000 });
    await online(ben);
    const { conversationId } = await begin();
    expect(await assignee(conversationId)).toBe(ben.id);
    await online(anna);
    await until(
      () =>
        runInDurableObject(
          queueStub(),
          (_, { storage: { sql } }) => sql.exec("SELECT * FROM answers_due").toArray()[0],
        ),
      () => "its answer to be awaited",
    );
    await age(60_000);
    await until(
      async () => ((await conversationStub(conversationId).assignment())?.assigneeId === anna.id ? true : undefined),
      () => "somebody else to have it",
    );
    await done(conversationId);
  });

  it("stays with whoever did answer", async () => {
    await set("support", { takeBackAfterMs: 60_000 });
    await online(ben);
    const { conversationId } = await begin();
    expect(await assignee(conversationId)).toBe(ben.id);
    const line = await agentLine(conversationId, ben.cookie);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.send", clientId: "answer", contentType: "text", content: "on it" });
    await line.next("message.created", ({ message }) => message.clientId === "answer");
    const before = await conversationStub(conversationId).assignment();
    await conversationStub(conversationId).takeBack(ben.id, before?.epoch ?? 0);
    expect(await conversationStub(conversationId).assignment()).toEqual(before);
    line.close();
    await done(conversationId);
  });
});

describe("a team that cannot keep up", () => {
  it("lets another one help after its time, at the place that they have waited for", async () => {
    await set("support", { overflow: { teamId: "after-sales", afterMs: 600_000 } });
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(300_000);
    expect(await queueStub("after-sales").position(conversationId)).toBeUndefined();
    await age(300_000);
    await waits(conversationId, "after-sales");
    expect((await conversationStub(conversationId).summary())?.conversation).toMatchObject({ teamId: "after-sales" });
    await until(
      async () => ((await queueStub().position(conversationId)) === undefined ? true : undefined),
      () => "it to leave the first queue",
    );
    await done(conversationId);
  });

  it("asks whoever comes beyond its limit to leave a message", async () => {
    await set("support", { maxWaiting: 1 });
    const first = await begin();
    await waits(first.conversationId);
    const second = await begin();
    await waits(second.conversationId);
    const fullness = async ({ conversationId, token }: typeof first) => {
      const line = await customerLine(conversationId, token);
      line.send({ type: "sync" });
      const { full } = await line.next("queue.position");
      line.close();
      return full;
    };
    expect([await fullness(first), await fullness(second)]).toEqual([undefined, true]);
    for (const { conversationId } of [first, second]) await done(conversationId);
  });

  it("tells how long it will be, and asks for a message where that is too long, once it knows its pace", async () => {
    await set("support", { maxWaitMs: 600_000, relaxAfterMs: 600_000 });
    await teach(ben, { languages: ["en"] });
    await online(ben);
    const some = [await begin({ locale: "zh-CN" }), await begin({ locale: "zh-CN" }), await begin({ locale: "zh-CN" })];
    for (const { conversationId } of some) await waits(conversationId);
    const told = async ({ conversationId, token }: (typeof some)[number]) => {
      const line = await customerLine(conversationId, token);
      line.send({ type: "sync" });
      const { position, full, wait } = await line.next("queue.position");
      line.close();
      return { position, full, wait };
    };
    const handOuts = (count: number, everyMs: number) =>
      runInDurableObject(queueStub(), (_, { storage: { sql } }) => {
        sql.exec("DELETE FROM hand_outs");
        for (let nth = 0; nth < count; nth += 1)
          sql.exec("INSERT INTO hand_outs (at_ms, interval_ms) VALUES (?, ?)", Date.now(), everyMs);
      });
    const [first, second, third] = some;
    if (first === undefined || second === undefined || third === undefined) throw new Error("three came");
    await handOuts(9, 240_000);
    expect(await told(third)).toEqual({ position: 3 });
    await handOuts(10, 240_000);
    expect(await told(second)).toEqual({ position: 2, wait: { fromMinutes: 8, toMinutes: 8 } });
    expect(await told(third)).toEqual({ position: 3, full: true });

    // What is picked moves the line as well, and is what its pace is known by; alone, it tells nothing.
    const measured = () =>
      runInDurableObject(queueStub(), (_, { storage: { sql } }) =>
        Number(sql.exec("SELECT count(*) AS n FROM hand_outs").one().n),
      );
    for (const { conversationId } of [first, second]) {
      expect((await send("POST", `/api/v1/conversations/${conversationId}/accept`, {}, ben.cookie)).status).toBe(200);
    }
    await until(
      async () => ((await measured()) === 11 ? true : undefined),
      () => "the time between two picks to be kept",
    );
    for (const { conversationId } of some) await done(conversationId);
  });

  it("is handed out by people until the end of that time, which every agent sees", async () => {
    const manualUntilMs = Date.now() + 3_600_000;
    await set("support", { manualUntilMs });
    await online(ben);
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(120_000);
    expect((await conversationStub(conversationId).assignment())?.assigneeId).toBeUndefined();
    const { items } = teamList.parse(await (await send("GET", "/api/v1/teams", undefined, ben.cookie)).json());
    expect(items.find(({ id }) => id === "support")).toMatchObject({ manualUntilMs });
    expect((await send("POST", `/api/v1/conversations/${conversationId}/accept`, {}, ben.cookie)).status).toBe(200);
    await done(conversationId);
    await set("support", { manualUntilMs: Date.now() - 1 });
    const after = await begin();
    expect(await assignee(after.conversationId)).toBe(ben.id);
    await done(after.conversationId);
  });
});

describe("a supervisor", () => {
  const byHand = (teamId: string, minutes: number, cookie: string) =>
    send("PUT", `/api/v1/teams/${teamId}/manual`, { minutes }, cookie);

  it("hands out a team of their own by hand until they or time end it, and no other team", async () => {
    await set("support", { maxWaiting: 7, isSticky: false });
    await online(ben);
    expect((await byHand("support", 60, lead)).status).toBe(200);
    const kept = (await settings()).teams.find(({ teamId }) => teamId === "support");
    expect(kept?.routing).toMatchObject({ maxWaiting: 7, isSticky: false });
    expect(kept?.routing.manualUntilMs).toBeGreaterThan(Date.now() + 3_500_000);
    await queueStub().policyChanged();
    const { conversationId } = await begin();
    await waits(conversationId);
    await age(30_000);
    expect((await conversationStub(conversationId).assignment())?.assigneeId).toBeUndefined();
    expect((await byHand("support", 0, lead)).status).toBe(200);
    // By the news of it alone.
    expect(await assignee(conversationId)).toBe(ben.id);
    await done(conversationId);

    expect((await byHand("after-sales", 60, lead)).status).toBe(403);
    expect((await byHand("support", 60, ben.cookie)).status).toBe(403);
    expect((await byHand("support", 1_441, lead)).status).toBe(400);
    expect((await byHand("support", -1, lead)).status).toBe(400);
    expect((await byHand("nowhere", 60, admin)).status).toBe(404);
    expect((await byHand("after-sales", 0, admin)).status).toBe(200);
    const fresh = (await settings()).teams.find(({ teamId }) => teamId === "after-sales");
    expect(fresh?.routing.isSticky).toBe(true);
  });
});

describe("more pressing work", () => {
  it("is taken before who came a moment earlier", async () => {
    const first = await begin();
    await waits(first.conversationId);
    const second = await begin();
    await waits(second.conversationId);
    await send("POST", `/api/v1/conversations/${second.conversationId}/prioritise`, { priority: "urgent" });
    await until(
      async () => ((await queueStub().position(second.conversationId)) === 1 ? true : undefined),
      () => "it to go before",
    );
    for (const { conversationId } of [first, second]) await done(conversationId);
  });
});

describe("what is set", () => {
  it("counts against the version that was seen, and is audited", async () => {
    await set("support", { maxWaiting: 7 });
    const late = await send("PUT", "/api/v1/admin/teams/support/routing", { routing: {}, version: 0 });
    expect([late.status, await refusal(late)]).toEqual([409, "changed_meanwhile"]);
    const lateAbilities = await send("PUT", `/api/v1/admin/agents/${anna.id}/abilities`, {
      abilities: {},
      version: 99,
    });
    expect(await refusal(lateAbilities)).toBe("changed_meanwhile");
    const { results } = await env.DB.prepare(
      "SELECT DISTINCT action FROM audit_log WHERE action LIKE '%outing%'",
    ).all();
    expect(results).toEqual([{ action: "team.routingChanged" }]);
  });

  it("never sends anybody round in a circle, nor to a team or a skill that is none", async () => {
    await set("support", { overflow: { teamId: "after-sales", afterMs: 60_000 } });
    const version = (await settings()).teams.find(({ teamId }) => teamId === "after-sales")?.version ?? 0;
    const change = (routing: object) => send("PUT", "/api/v1/admin/teams/after-sales/routing", { routing, version });
    expect(await refusal(await change({ overflow: { teamId: "support", afterMs: 60_000 } }))).toBe("overflow_circle");
    expect((await change({ overflow: { teamId: "nowhere", afterMs: 60_000 } })).status).toBe(404);
    expect((await change({ needs: [{ inboxId: "web", skills: [{ skillId: "none", level: 1 }] }] })).status).toBe(404);
    expect((await change({ relaxAfterMs: 5 })).status).toBe(400);
    const twice = [1, 2].map((level) => ({ skillId: "x", level }));
    expect((await change({ needs: [{ inboxId: "web", skills: twice }] })).status).toBe(400);
  });

  it("keeps a team that others overflow into, or that has work nobody is there for", async () => {
    const made = await send("POST", "/api/v1/admin/teams", { name: "Returns desk" });
    const { id } = await made.json<{ id: string }>();
    const deletion = () => send("DELETE", `/api/v1/admin/teams/${id}`);
    await set("support", { overflow: { teamId: id, afterMs: 60_000 } });
    expect(await refusal(await deletion())).toBe("in_use");
    await set("support", {});
    const { conversationId } = await begin();
    const moved = await send("POST", `/api/v1/conversations/${conversationId}/transfer`, {
      teamId: id,
      reason: "theirs",
    });
    expect(moved.status).toBe(200);
    // Nobody is in it: who came waits in its line, and the team cannot go.
    await waits(conversationId, id);
    await until(
      async () =>
        (await env.DB.prepare("SELECT 1 FROM conversations WHERE team_id = ?").bind(id).first()) === null
          ? undefined
          : true,
      () => "the index to know",
    );
    expect(await refusal(await deletion())).toBe("in_use");
    await done(conversationId);
  });

  it("keeps a skill that a team asks for, and names it anew", async () => {
    const id = await skill("Fabrics");
    await set("support", { needs: [{ inboxId: "web", skills: [{ skillId: id, level: 1 }] }] });
    expect(await refusal(await send("DELETE", `/api/v1/admin/skills/${id}`))).toBe("in_use");
    const names = { en: "Cloth", "zh-CN": "面料" };
    expect((await send("PUT", `/api/v1/admin/skills/${id}`, { names, version: 1 })).status).toBe(200);
    expect(await refusal(await send("PUT", `/api/v1/admin/skills/${id}`, { names, version: 1 }))).toBe(
      "changed_meanwhile",
    );
    expect((await settings()).skills.find((known) => known.id === id)?.names).toEqual(skillNames.parse(names));
    await set("support", {});
    expect((await send("DELETE", `/api/v1/admin/skills/${id}`)).status).toBe(200);
    expect((await send("DELETE", `/api/v1/admin/skills/${id}`)).status).toBe(404);
  });
});
