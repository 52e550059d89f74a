/** Teams that hand their tickets out: who gets what, who is left out, and what races, crashes and people do to it. */
import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { keyRingOf } from "#actors/secrets";
import { database } from "#domain/database";
import { giveTicket } from "#domain/tickets/handing-out/give";
import { waitingOf, waitingTickets } from "#domain/tickets/handing-out/waiting";
import { createdConversation, problem } from "#protocol/http";
import { routingSettings } from "#protocol/http-routing";
import { type Ticket, ticketEntryPage } from "#protocol/http-tickets";
import { workWeightOperations } from "#protocol/http-work-weights";
import { arrive, audited, type Colleague, changeAccess, send, settle } from "#test/workers/colleagues";
import { type FeedLine, feedLine, until } from "#test/workers/line";
import { beginSession, loginOf, openShop, post } from "#test/workers/shop";

const CAPACITY = 4;
const SUPPORT = "support";
const AFTER_SALES = "after-sales";

let admin: Colleague;
let anna: Colleague;
let ben: Colleague;
let clientIds = 0;
const feeds: FeedLine[] = [];

beforeAll(async () => {
  const { logins } = await openShop();
  await env.DB.exec(
    "INSERT INTO inboxes (id, name, locale, allowed_origins, default_team_id, sealed_identity_secret, created_at_ms) SELECT 'outlet', name, locale, '[]', default_team_id, sealed_identity_secret, created_at_ms FROM inboxes WHERE id = 'web'",
  );
  await env.DB.prepare("UPDATE user SET team_ids = ?, capacity = ?").bind(`["${SUPPORT}"]`, CAPACITY).run();
  const agents = logins.filter(({ role }) => role === "agent");
  admin = await arrive(loginOf(logins, "admin"));
  const [first, second] = agents;
  if (first === undefined || second === undefined) throw new Error("too few agents");
  [anna, ben] = await Promise.all([arrive(first), arrive(second)]);
  for (const { id } of [anna, ben]) await agentStub({ id }).accessChanged();
}, 60_000);

afterEach(async () => {
  vi.restoreAllMocks();
  await hand(SUPPORT, {});
  await hand(AFTER_SALES, {});
  for (const feed of feeds.splice(0)) feed.close();
  // What one test left is nobody's in the next.
  await env.DB.exec("UPDATE tickets SET status = 'closed'");
  for (const teamId of [SUPPORT, AFTER_SALES])
    await runInDurableObject(queueStub(teamId), (_, { storage: { sql } }) => sql.exec("DELETE FROM entries"));
  await weigh({});
  for (const agent of [anna, ben]) {
    await runInDurableObject(agentStub(agent), (_, { storage: { sql } }) => {
      sql.exec("DELETE FROM slots");
      sql.exec("DELETE FROM ticket_slots");
    });
    await agentStub(agent).accessChanged();
  }
});

/** The whole shop's, so that nobody has it before they are given it. */
async function skill(): Promise<string> {
  clientIds += 1;
  const names = { en: `Skill ${clientIds}`, "zh-CN": `技能 ${clientIds}` };
  return (await (await send("POST", "/api/v1/admin/skills", admin, { names })).json<{ id: string }>()).id;
}

const agentStub = ({ id }: Pick<Colleague, "id">) => env.AGENT.get(env.AGENT.idFromName(id));
const queueStub = (teamId = SUPPORT) => env.QUEUE.get(env.QUEUE.idFromName(teamId));

async function hand(teamId: string, routing: object): Promise<void> {
  const settings = routingSettings.parse(await (await send("GET", "/api/v1/admin/routing", admin)).json());
  const version = settings.teams.find((team) => team.teamId === teamId)?.version ?? 0;
  const answer = await send("PUT", `/api/v1/admin/teams/${teamId}/routing`, admin, { routing, version });
  expect(answer.status).toBe(200);
  await queueStub(teamId).policyChanged();
}

async function weigh(weights: object): Promise<void> {
  const path = "/api/v1/admin/work-weights";
  const seen = workWeightOperations.readWorkWeights.answer.parse(await (await send("GET", path, admin)).json());
  expect((await send("PUT", path, admin, { weights, version: seen.version })).status).toBe(200);
  for (const teamId of [SUPPORT, AFTER_SALES]) await queueStub(teamId).policyChanged();
}

async function online(agent: Colleague, teamId = SUPPORT): Promise<FeedLine> {
  const feed = await feedLine(agent.cookie);
  feeds.push(feed);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await until(
    async () => (await queueStub(teamId).onlineAgents("web")).includes(agent.id) || undefined,
    () => "the queue to hear of it",
  );
  return feed;
}

const ticketOf = async (answer: Response) => {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
};

/** Without an assignee, of the support team. */
async function make(more: object = {}): Promise<Ticket> {
  clientIds += 1;
  const body = { clientId: `h${clientIds}`, subject: "The kettle leaks", inboxId: "web", teamId: SUPPORT, ...more };
  return ticketOf(await send("POST", "/api/v1/tickets", admin, body));
}
const read = async (id: string) => ticketOf(await send("GET", `/api/v1/tickets/${id}`, admin));
async function change(id: string, to: object, by = admin): Promise<Ticket> {
  const { version } = await read(id);
  return ticketOf(await send("PUT", `/api/v1/tickets/${id}`, by, { version, ...to }));
}
const holder = (id: string, agent?: Colleague) =>
  until(
    async () => {
      const { assigneeId } = await read(id);
      return agent === undefined || assigneeId === agent.id ? assigneeId : undefined;
    },
    () => `somebody to have ${id}`,
  );

type SlotRow = { ticket_id: string; version: number; hundredths: number; lease_until_ms: number | null };
const ticketSlots = (agent: Colleague) =>
  runInDurableObject(agentStub(agent), (_, { storage: { sql } }) =>
    sql.exec<SlotRow>("SELECT * FROM ticket_slots").toArray(),
  );
const loadOf = (agent: Colleague) =>
  runInDurableObject(agentStub(agent), (_, { storage: { sql } }) => {
    const sum = (table: string) =>
      sql.exec<{ n: number }>(`SELECT coalesce(sum(hundredths), 0) AS n FROM ${table}`).one().n;
    return (sum("slots") + sum("ticket_slots")) / 100;
  });
const heldBy = (agent: Colleague, count: number) =>
  until(
    async () => {
      const slots = await ticketSlots(agent);
      return slots.length === count && slots.every((slot) => slot.lease_until_ms === null) ? slots : undefined;
    },
    () => `${count} tickets to be held`,
  );

async function looked(teamId = SUPPORT): Promise<void> {
  for (let turn = 0; turn < 2; turn += 1) {
    await runInDurableObject(queueStub(teamId), (_, { storage: { sql } }) =>
      sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name IN ('hand-out', 'tickets')"),
    );
    await runDurableObjectAlarm(queueStub(teamId));
  }
}

/** Nobody gets it, though the queue has looked. */
async function stays(id: string, teamId = SUPPORT): Promise<void> {
  await looked(teamId);
  await looked(teamId);
  expect((await read(id)).assigneeId).toBeUndefined();
}

async function chat(): Promise<string> {
  clientIds += 1;
  const { token } = await beginSession({});
  const body = { clientId: `h${clientIds}`, contentType: "text", content: "hello" };
  const answer = await post("/api/v1/widget/conversations", body, { authorization: `Bearer ${token}` });
  return createdConversation.parse(await answer.json()).conversationId;
}

describe("a ticket that nobody has", () => {
  it("waits in a team that does not hand tickets out", async () => {
    await online(anna);
    await stays((await make()).id);
  });

  it("goes to whoever is online: one line by the system, an audit row, told to their console, and a place held", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    const feed = await online(anna);
    const made = await make();
    await holder(made.id, anna);
    const given = await feed.next("ticket.given", ({ ticketId }) => ticketId === made.id);
    expect(given).toEqual({ type: "ticket.given", ticketId: made.id, number: made.number, version: 2 });
    const ticket = await read(made.id);
    expect(ticket).toMatchObject({ status: "open", version: 2 });
    const entries = ticketEntryPage.parse(
      await (await send("GET", `/api/v1/tickets/${made.id}/entries`, admin)).json(),
    );
    expect(entries.items.filter(({ by }) => by === "system")).toMatchObject([
      {
        kind: "changed",
        changes: [
          { field: "status", from: "new", to: "open" },
          { field: "assigneeId", to: anna.id },
        ],
      },
    ]);
    expect(await audited(made.id)).toEqual(["ticket.created", "ticket.changed"]);
    expect(await heldBy(anna, 1)).toMatchObject([{ ticket_id: made.id, hundredths: 0 }]);
  });

  it("waits while nobody is there, and goes to whoever comes, the pressing ones first", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 2 } });
    const plain = await make();
    const later = await make();
    const urgent = await make({ priority: "urgent" });
    await stays(plain.id);
    await online(anna);
    await Promise.all([holder(urgent.id, anna), holder(plain.id, anna)]);
    await stays(later.id);
  });

  it("is shared out, though tickets weigh nothing, up to what each is given at most", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 3 } });
    await Promise.all([online(anna), online(ben)]);
    const made = await Promise.all(Array.from({ length: 7 }, () => make()));
    await until(
      async () => (await ticketSlots(anna)).length + (await ticketSlots(ben)).length === 6 || undefined,
      () => "six to be given",
    );
    await looked();
    const holders = (await Promise.all(made.map(({ id }) => read(id)))).map(({ assigneeId }) => assigneeId);
    expect(holders.filter((id) => id === anna.id)).toHaveLength(3);
    expect(holders.filter((id) => id === ben.id)).toHaveLength(3);
    expect(holders.filter((id) => id === undefined)).toHaveLength(1);
  });

  it("waits until somebody is done with another one", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 1 } });
    await online(anna);
    const first = await make();
    await holder(first.id, anna);
    const second = await make();
    await stays(second.id);
    await change(first.id, { status: "resolved", closing: { category: "refund" } });
    await holder(second.id, anna);
    expect(await heldBy(anna, 1)).toMatchObject([{ ticket_id: second.id }]);
  });

  it("is not given back at once to whoever put it back", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const made = await make();
    await holder(made.id, anna);
    await change(made.id, { assigneeId: null }, anna);
    await stays(made.id);
    await online(ben);
    await holder(made.id, ben);
    await heldBy(anna, 0);
  });

  it("asks for what its team asks of that inbox", async () => {
    const answer = await send("POST", "/api/v1/admin/skills", admin, { names: { en: "Kettles", "zh-CN": "水壶" } });
    const { id: skillId } = await answer.json<{ id: string }>();
    await hand(SUPPORT, {
      needs: [{ inboxId: "web", skills: [{ skillId, level: 1 }] }],
      ticketsHandedOut: { atMost: 5 },
    });
    await Promise.all([online(anna), online(ben)]);
    const made = await make();
    await stays(made.id);
    const body = { abilities: { skills: [{ skillId, level: 2 }] }, version: 0 };
    expect((await send("PUT", `/api/v1/admin/agents/${ben.id}/abilities`, admin, body)).status).toBe(200);
    await agentStub(ben).abilitiesChanged();
    await holder(made.id, ben);
  });

  it("is left to people while the team hands out by hand, and while it waits for the customer", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 }, manualUntilMs: Date.now() + 3_600_000 });
    await online(anna);
    const made = await make();
    await stays(made.id);
    const waiting = await make();
    await change(waiting.id, { status: "waiting_customer" });
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await holder(made.id, anna);
    await stays(waiting.id);
    await change(waiting.id, { status: "open" });
    await holder(waiting.id, anna);
  });
});

describe("a ticket that nobody had and that was handed on", () => {
  /** By somebody of the team that has it by then. */
  async function handedOnBy(agent: Colleague): Promise<Ticket> {
    const { id, version } = await make({ teamId: AFTER_SALES });
    const to = { version, supportTier: 1, reason: "It is for the first line" };
    const handed = await ticketOf(await send("POST", `/api/v1/tickets/${id}/transfer`, agent, to));
    expect(handed).toMatchObject({ teamId: SUPPORT });
    expect(handed.assigneeId).toBeUndefined();
    return handed;
  }

  it("goes to anybody else first, though whoever handed it on has less to do", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    for (const { id } of [await make(), await make()]) await change(id, { assigneeId: ben.id });
    await Promise.all([online(anna), online(ben)]);
    await heldBy(ben, 2);
    for (const { id } of [await handedOnBy(anna), await handedOnBy(anna)]) await holder(id, ben);
  });

  it("waits for somebody else, and goes back to the only one who is there no sooner than after an hour", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const [one, other] = [await handedOnBy(anna), await handedOnBy(anna)];
    await stays(one.id);
    await stays(other.id);
    await env.DB.prepare(
      "UPDATE ticket_entries SET at_ms = at_ms - 3600000 WHERE ticket_id = ? AND kind = 'transferred'",
    )
      .bind(one.id)
      .run();
    await looked();
    await holder(one.id, anna);
    await stays(other.id);
    await online(ben);
    await holder(other.id, ben);
  });

  it("is handed on by whoever did so last, wherever it was before", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    const { id } = await handedOnBy(anna);
    for (const [by, teamId] of [
      [admin, AFTER_SALES],
      [ben, SUPPORT],
    ] as const) {
      const { version } = await read(id);
      const to = { version, teamId, reason: "Theirs after all" };
      expect((await send("POST", `/api/v1/tickets/${id}/transfer`, by, to)).status).toBe(200);
    }
    await online(ben);
    await stays(id);
    await online(anna);
    await holder(id, anna);
  });
});

describe("a look", () => {
  it("reaches those behind many that nobody can have", async () => {
    const needs = [{ inboxId: "web", skills: [{ skillId: await skill(), level: 1 }] }];
    await hand(SUPPORT, { needs, ticketsHandedOut: { atMost: 5 } });
    const blocked = await Promise.all(Array.from({ length: 23 }, () => make()));
    const behind = await make({ inboxId: "outlet" });
    await online(anna);
    await holder(behind.id, anna);
    for (const { id } of blocked) expect((await read(id)).assigneeId).toBeUndefined();
  });

  it("gives out more than it takes at a time", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 50 } });
    const made = await Promise.all(Array.from({ length: 23 }, () => make()));
    await online(anna);
    await heldBy(anna, made.length);
  });

  it("comes sooner when somebody can be given more, not whenever they tell something", async () => {
    const needs = [{ inboxId: "web", skills: [{ skillId: await skill(), level: 1 }] }];
    await hand(SUPPORT, { needs, ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    await stays((await make()).id);
    const inQueue = <T>(query: string, ...bindings: string[]) =>
      runInDurableObject(queueStub(), (_, { storage: { sql } }) =>
        sql.exec<Record<string, SqlStorageValue> & T>(query, ...bindings).toArray(),
      );
    const dueAtMs = async () =>
      (await inQueue<{ at: number }>("SELECT due_at_ms AS at FROM timers WHERE name = 'hand-out'"))[0]?.at ?? 0;
    const said = { agentId: anna.id, status: "online", capacity: CAPACITY, idleSinceMs: 1 } as const;
    const before = await vi.waitFor(async () => {
      const atMs = await dueAtMs();
      expect(atMs).toBeGreaterThan(Date.now() + 5_000);
      return atMs;
    }, 30_000);
    const [{ version } = { version: 0 }] = await inQueue<{ version: number }>(
      "SELECT version FROM agents WHERE agent_id = ?",
      anna.id,
    );
    await queueStub().agentChanged({ ...said, load: 2, tickets: 1, version: version + 1 });
    expect(await dueAtMs()).toBe(before);
    await queueStub().agentChanged({ ...said, load: 1, tickets: 1, version: version + 2 });
    expect(await dueAtMs()).toBeLessThanOrEqual(Date.now() + 1_500);
    await inQueue(`UPDATE agents SET version = ${version} WHERE agent_id = ?`, anna.id);
  });

  it("leaves out whoever cannot be reached, and goes on with the next", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    // Ben has more to do, so that it is always Anna who is asked first.
    for (const { id } of [await make(), await make()]) await change(id, { assigneeId: ben.id });
    await Promise.all([online(anna), online(ben)]);
    await heldBy(ben, 2);
    vi.spyOn(console, "error").mockImplementation(() => undefined);
    const asAnna = (statement: string) =>
      runInDurableObject(agentStub(anna), (_, { storage: { sql } }) => void sql.exec(statement));
    await asAnna("ALTER TABLE ticket_slots RENAME TO out_of_reach");
    try {
      const made = await Promise.all([make(), make(), make()]);
      for (const { id } of made) await holder(id, ben);
    } finally {
      await asAnna("ALTER TABLE out_of_reach RENAME TO ticket_slots");
    }
  });

  it("finds what waits by an index, in order, only of inboxes that are asked for", async () => {
    const low = await make({ priority: "low" });
    const outlet = await make({ inboxId: "outlet" });
    const web = await make();
    const urgent = await make({ priority: "urgent" });
    const db = database(env.DB);
    const idsOf = async (which: Parameters<typeof waitingTickets>[2]) =>
      (await waitingTickets(db, SUPPORT, which)).map(({ ticketId }) => ticketId);
    const all = await waitingTickets(db, SUPPORT, { limit: 10 });
    expect(all.map(({ ticketId }) => ticketId)).toEqual([urgent.id, outlet.id, web.id, low.id]);
    expect(await idsOf({ limit: 2, inboxIds: ["web"] })).toEqual([urgent.id, web.id]);
    expect(await idsOf({ limit: 10, inboxIds: ["web"], after: all[0] })).toEqual([web.id, low.id]);
    expect(await idsOf({ limit: 10, inboxIds: [] })).toEqual([]);
    for (const after of [undefined, all[0]]) {
      const { sql, params } = waitingOf(db, SUPPORT, { inboxIds: ["web"], after, limit: 10 }).toSQL();
      const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      const steps = plan.results.map(({ detail }) => detail).join("\n");
      expect(steps).toMatch(/SEARCH tickets USING INDEX tickets_waiting/);
      expect(steps).not.toMatch(/SCAN tickets|TEMP B-TREE/);
    }
  });
});

describe("capacity", () => {
  it("is never exceeded, with chats and tickets of different weights at once, in two teams", {
    timeout: 60_000,
  }, async () => {
    for (const { id } of [anna, ben]) await inTeams(id, [SUPPORT, AFTER_SALES]);
    await weigh({ conversations: { chat: 0.75 }, tickets: { complaint: 1.25, enquiry: 0.5, suggestion: 100 } });
    for (const teamId of [SUPPORT, AFTER_SALES]) await hand(teamId, { ticketsHandedOut: { atMost: 50 } });
    await Promise.all([online(anna), online(ben)]);
    const types = ["complaint", "enquiry", "suggestion"];
    const made: Promise<unknown>[] = [];
    for (let nth = 0; nth < 30; nth += 1) {
      const teamId = nth % 2 === 0 ? SUPPORT : AFTER_SALES;
      made.push(make({ type: types[nth % types.length], teamId }));
      if (nth % 3 === 0) made.push(chat());
      if (nth % 10 === 5) await evictDurableObject(queueStub(teamId)).catch(() => undefined);
      for (const agent of [anna, ben]) expect(await loadOf(agent)).toBeLessThanOrEqual(CAPACITY);
    }
    await Promise.all(made);
    await until(
      async () => {
        const loads = await Promise.all([loadOf(anna), loadOf(ben)]);
        for (const load of loads) expect(load).toBeLessThanOrEqual(CAPACITY);
        await Promise.all([looked(SUPPORT), looked(AFTER_SALES)]);
        return loads.every((load) => CAPACITY - load < 0.5) || undefined;
      },
      () => "everybody to be full",
      20_000,
    );
    // Whose a ticket is, and who has a place for it, is the same.
    for (const agent of [anna, ben]) {
      await until(
        async () => {
          await runDurableObjectAlarm(agentStub(agent));
          const slots = await ticketSlots(agent);
          const { results } = await env.DB.prepare(
            "SELECT id FROM tickets WHERE assignee_id = ? AND status NOT IN ('resolved', 'closed')",
          )
            .bind(agent.id)
            .all<{ id: string }>();
          const ids = (rows: string[]) => JSON.stringify(rows.toSorted());
          return ids(slots.map((slot) => slot.ticket_id)) === ids(results.map(({ id }) => id)) || undefined;
        },
        () => "places to be those of tickets",
      );
    }
  });

  it("counts what somebody takes by themselves, and is not given more then", async () => {
    await weigh({ tickets: { complaint: 3 } });
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    const own = await make({ type: "complaint" });
    await change(own.id, { assigneeId: anna.id });
    await online(anna);
    expect(await heldBy(anna, 1)).toMatchObject([{ ticket_id: own.id, hundredths: 300 }]);
    expect(await loadOf(anna)).toBe(3);
    const second = await make({ type: "complaint" });
    await stays(second.id);
    await change(own.id, { assigneeId: null });
    await holder(second.id, anna);
  });
});

describe("a race", () => {
  it("is won by the person who takes it, and the place that was kept is free again", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const made = await Promise.all(Array.from({ length: 5 }, () => make()));
    // Some are taken before the queue has written, some after: either way they have one holder, whom D1 names.
    const taken = await Promise.all(
      made.map(async ({ id, version }) => {
        const answer = await send("PUT", `/api/v1/tickets/${id}`, ben, { version, assigneeId: ben.id });
        if (!answer.ok) expect(problem.parse(await answer.json()).reason).toBe("changed_meanwhile");
        return answer.ok;
      }),
    );
    for (const [nth, { id }] of made.entries()) await holder(id, taken[nth] === true ? ben : anna);
    await heldBy(anna, taken.filter((isBens) => !isBens).length);
    await heldBy(ben, taken.filter(Boolean).length);
  });

  it("with a place that was reserved and never used ends with the ticket waiting on, and given", async () => {
    await online(anna);
    const made = await make();
    const request = { ticketId: made.id, version: 1, teamId: SUPPORT, inboxId: "web", weight: 4, atMost: 5 };
    expect((await agentStub(anna).reserveTicket(request)).ok).toBe(true);
    // Asked again it is the same place, and there is none for another.
    expect((await agentStub(anna).reserveTicket(request)).ok).toBe(true);
    const other = { ...request, ticketId: "01900000-0000-7000-8000-000000000001", weight: 0.01 };
    expect(await agentStub(anna).reserveTicket(other)).toMatchObject({ failure: "agent_full" });
    await runInDurableObject(agentStub(anna), (_, { storage: { sql } }) => {
      sql.exec("UPDATE ticket_slots SET lease_until_ms = 1");
      sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name = 'tickets'");
    });
    await runDurableObjectAlarm(agentStub(anna));
    expect(await ticketSlots(anna)).toEqual([]);
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await holder(made.id, anna);
  });

  it("with a queue that died after it wrote ends with the place held", async () => {
    await online(anna);
    const made = await make();
    const request = { ticketId: made.id, version: 1, teamId: SUPPORT, inboxId: "web", weight: 1, atMost: 5 };
    expect((await agentStub(anna).reserveTicket(request)).ok).toBe(true);
    await change(made.id, { assigneeId: anna.id });
    await runInDurableObject(agentStub(anna), (_, { storage: { sql } }) => {
      sql.exec("UPDATE ticket_slots SET lease_until_ms = 1 WHERE lease_until_ms IS NOT NULL");
      sql.exec("UPDATE timers SET due_at_ms = 1 WHERE name = 'tickets'");
    });
    await runDurableObjectAlarm(agentStub(anna));
    expect(await heldBy(anna, 1)).toMatchObject([{ ticket_id: made.id, hundredths: 100 }]);
  });

  it("with news of an earlier version does not free what was kept since", async () => {
    await online(anna);
    const made = await make();
    const request = { ticketId: made.id, version: 3, teamId: SUPPORT, inboxId: "web", weight: 1, atMost: 5 };
    expect((await agentStub(anna).reserveTicket(request)).ok).toBe(true);
    await agentStub(anna).cancelTicket(made.id, 2);
    await agentStub(anna).ticketsChanged();
    await runDurableObjectAlarm(agentStub(anna));
    expect(await ticketSlots(anna)).toHaveLength(1);
    await agentStub(anna).cancelTicket(made.id, 3);
    expect(await ticketSlots(anna)).toEqual([]);
  });

  it("refuses whoever is not of the team, or not there", async () => {
    const request = { ticketId: "t", version: 1, teamId: SUPPORT, inboxId: "web", weight: 1, atMost: 5 };
    expect(await agentStub(anna).reserveTicket(request)).toMatchObject({ failure: "agent_offline" });
    await online(anna);
    expect(await agentStub(anna).reserveTicket({ ...request, teamId: "elsewhere" })).toMatchObject({
      failure: "agent_unknown",
    });
    expect(await agentStub({ id: "nobody" }).reserveTicket(request)).toMatchObject({ failure: "agent_offline" });
  });
});

async function inTeams(id: string, teamIds: string[], more: { inboxIds?: string[] } = {}): Promise<void> {
  const answer = await changeAccess(admin, id, { role: "agent", teamIds, ...more });
  expect(answer.status).toBe(200);
  await agentStub({ id }).accessChanged();
}

describe("whoever goes", () => {
  it("offline keeps their tickets, which outlive a day", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    const feed = await online(anna);
    const made = await make();
    await holder(made.id, anna);
    feed.send({ type: "presence.set", status: "offline" });
    await online(ben);
    await looked();
    await looked();
    expect((await read(made.id)).assigneeId).toBe(anna.id);
  });

  it("to another team leaves what was handed out to somebody else there, and keeps what a colleague gave them", async () => {
    await inTeams(anna.id, [SUPPORT]);
    await inTeams(ben.id, [SUPPORT]);
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const handed = await make();
    await holder(handed.id, anna);
    const given = await make();
    await holder(given.id, anna);
    await change(given.id, { assigneeId: null });
    await change(given.id, { assigneeId: anna.id });
    await online(ben);
    await inTeams(anna.id, [AFTER_SALES]);
    await holder(handed.id, ben);
    expect((await read(given.id)).assigneeId).toBe(anna.id);
    await inTeams(anna.id, [SUPPORT]);
  });

  it("from an inbox leaves what was handed out to somebody else, and keeps what a colleague gave them", async () => {
    await inTeams(anna.id, [SUPPORT]);
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const handed = await make();
    const elsewhere = await make({ inboxId: "outlet" });
    const given = await make();
    for (const { id } of [handed, elsewhere, given]) await holder(id, anna);
    await change(given.id, { assigneeId: null });
    await change(given.id, { assigneeId: anna.id });
    await online(ben);
    await inTeams(anna.id, [SUPPORT], { inboxIds: ["outlet"] });
    await holder(handed.id, ben);
    expect((await read(given.id)).assigneeId).toBe(anna.id);
    expect((await read(elsewhere.id)).assigneeId).toBe(anna.id);
    await inTeams(anna.id, [SUPPORT]);
  });

  it("from an inbox, a role or a team is given nothing there, though their place was kept before", async () => {
    const made = await make();
    const giving = {
      ticketId: made.id,
      version: 1,
      teamId: SUPPORT,
      agentId: anna.id,
      leaseUntilMs: Date.now() + 60_000,
    };
    const give = () => giveTicket(database(env.DB), keyRingOf(env), giving, Date.now());
    for (const access of [
      { role: "agent", teamIds: [SUPPORT], inboxIds: ["outlet"] },
      { role: "agent", teamIds: [AFTER_SALES] },
      { role: "qa", teamIds: [SUPPORT] },
    ]) {
      expect((await changeAccess(admin, anna.id, access)).status).toBe(200);
      expect(await give()).toMatchObject({ failure: "changed_meanwhile" });
    }
    await inTeams(anna.id, [SUPPORT]);
    expect(await give()).toMatchObject({ ok: true });
  });

  it("without any tickets is not counted again and again", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(anna);
    const made = await make();
    await holder(made.id, anna);
    await heldBy(anna, 1);
    const counts = () =>
      runInDurableObject(agentStub(anna), (_, { storage: { sql } }) =>
        sql.exec("SELECT 1 FROM timers WHERE name = 'tickets'").toArray(),
      );
    expect(await counts()).toHaveLength(1);
    await change(made.id, { status: "resolved", closing: { category: "refund" } });
    await heldBy(anna, 0);
    await until(
      async () => (await counts()).length === 0 || undefined,
      () => "no count to be due",
    );
  });

  it("for good leaves all that is not finished", async () => {
    await hand(SUPPORT, { ticketsHandedOut: { atMost: 5 } });
    await online(ben);
    const made = await make();
    await change(made.id, { assigneeId: anna.id, reason: "knows the customer" });
    await holder(made.id, anna);
    expect((await settle(admin, anna.id, "suspend")).status).toBe(200);
    await agentStub(anna).accessChanged();
    await holder(made.id, ben);
    expect((await settle(admin, anna.id, "restore")).status).toBe(200);
  });
});

describe("what a team sets", () => {
  it.each([{ atMost: 0 }, { atMost: 201 }, { atMost: 1.5 }, { atMost: "5" }, {}, 5, true])(
    "is refused where it is no number of tickets: %j",
    async (ticketsHandedOut) => {
      const path = `/api/v1/admin/teams/${SUPPORT}/routing`;
      const answer = await send("PUT", path, admin, { routing: { ticketsHandedOut }, version: 0 });
      expect(answer.status).toBe(400);
    },
  );
});
