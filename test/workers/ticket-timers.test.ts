/** Service levels of tickets: due times in their rows, timers in their team's queue, lines, alerts, and what a crash leaves behind. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { TicketTimerStore } from "#actors/queue/tickets/store";
import { slaPolicyList } from "#protocol/http-sla";
import { type Ticket, type TicketEntry, ticketEntryPage, ticketPage } from "#protocol/http-tickets";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague } from "#test/workers/colleagues";
import { remove } from "#test/workers/labelling";
import { feedLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { makePolicy } from "#test/workers/sla-shop";
import { verdictOf } from "#test/workers/staff";
import { drainD1Outbox } from "#worker/drain-d1-outbox";

const HOUR_MS = 60 * 60_000;
const POLICIES = "/api/v1/admin/sla-policies";
const json = { "content-type": "application/json" };

let agent: Colleague;
let supervisor: Colleague;
let admin: Colleague;
const headers = ({ cookie }: Colleague) => ({ cookie, origin: ORIGIN });

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  supervisor = await arrive(loginOf(logins, "supervisor"));
  admin = await arrive(loginOf(logins, "admin"));
}, 60_000);

beforeEach(async () => {
  const { items } = slaPolicyList.parse(await (await call(POLICIES, { headers: headers(admin) })).json());
  for (const { id, version } of items) await remove(`${POLICIES}/${id}?version=${version}`, headers(admin));
});

afterEach(() => {
  vi.useRealTimers();
});

const policy = (change: object = {}) =>
  makePolicy(headers(admin), {
    ...{ appliesTo: "tickets", channels: [], nextResponseMs: undefined },
    ...{ firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS },
    escalation: [{ to: "agent", afterMs: 0 }],
    ...change,
  });

let lastClientId = 0;
async function make(more: object = {}, by = agent): Promise<Ticket> {
  lastClientId += 1;
  const body = { clientId: `s${lastClientId}`, subject: "The kettle leaks", inboxId: "web", ...more };
  return ticketOf(await post("/api/v1/tickets", body, headers(by)));
}
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return (await answer.json<{ ticket: Ticket }>()).ticket;
}
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: headers(admin) }));
async function change(id: string, to: object, path = "", by = supervisor): Promise<Ticket> {
  const { version } = await read(id);
  const init = { method: path === "" ? "PUT" : "POST", headers: { ...json, ...headers(by) } };
  return ticketOf(await call(`/api/v1/tickets/${id}${path}`, { ...init, body: JSON.stringify({ version, ...to }) }));
}
async function linesOf(id: string): Promise<TicketEntry[]> {
  const answer = await call(`/api/v1/tickets/${id}/entries`, { headers: headers(admin) });
  return ticketEntryPage.parse(await answer.json()).items;
}
const told = async (id: string, kind: string) => (await linesOf(id)).filter((entry) => entry.kind === kind);
const settled = (id: string, fits: (ticket: Ticket) => boolean) =>
  until(
    async () => {
      const ticket = await read(id);
      return fits(ticket) ? ticket : undefined;
    },
    () => `ticket ${id} as it should be`,
  );
const stub = (teamId: string) => env.QUEUE.get(env.QUEUE.idFromName(teamId));
const timersOf = (teamId: string, ticketId: string) =>
  runInDurableObject(stub(teamId), (_, { storage }) => new TicketTimerStore(storage.sql).timersOf(ticketId));
const owed = async (ticketId: string) =>
  (
    await env.DB.prepare("SELECT id FROM d1_outbox WHERE instr(payload, ?) > 0").bind(ticketId).all<{ id: string }>()
  ).results.map(({ id }) => id);
const linesInD1 = (ticketId: string, kind: string) =>
  env.DB.prepare("SELECT count(*) AS lines FROM ticket_entries WHERE ticket_id = ? AND kind = ?")
    .bind(ticketId, kind)
    .first<number>("lines");
const due = (ticket: Ticket) => ticket.sla?.next?.kind;

/** A change of a ticket at its first version, and its line, of which no queue was told. */
async function changeUnheard(id: string, atMs: number, to: Record<string, string | number>, told: object) {
  const [[column, value] = ["", ""]] = Object.entries(to);
  await env.DB.batch([
    // Nothing is opened after it: the text is sealed for the version before.
    env.DB.prepare(`UPDATE tickets SET ${column} = ?, version = 2 WHERE id = ?`).bind(value, id),
    env.DB.prepare(
      `INSERT INTO ticket_entries (id, ticket_id, kind, version, by_id, at_ms, changes, mentions)
       VALUES (?, ?, 'changed', 2, 'somebody', ?, ?, '[]')`,
    ).bind(`${id}-2`, id, atMs, JSON.stringify([told])),
  ]);
}

/** As if so much time had passed: the timers of the queue come, and come again. */
async function later(teamId: string, ticketId: string, ms: number): Promise<void> {
  await expect.poll(async () => (await timersOf(teamId, ticketId)).length).toBeGreaterThan(0);
  vi.setSystemTime(Date.now() + ms);
  for (let turn = 0; turn < 3; turn += 1) {
    vi.setSystemTime(Date.now() + 1_000);
    await runDurableObjectAlarm(stub(teamId));
  }
}

describe("a ticket with a policy for it", () => {
  it("has its due times in its row, and its timers in its team's queue; nothing more is owed", async () => {
    await policy();
    const made = await make();
    const ticket = await settled(made.id, (one) => due(one) === "firstResponse");
    expect(ticket.sla).toEqual({
      state: "active",
      next: { kind: "firstResponse", dueAtMs: made.createdAtMs + HOUR_MS, spanMs: HOUR_MS },
    });
    const timers = await until(
      async () => {
        const found = await timersOf(made.teamId, made.id);
        return found.length > 0 ? found : undefined;
      },
      () => "timers",
    );
    expect(timers).toEqual([
      { ticketId: made.id, moment: "warning", version: 1, dueAtMs: made.createdAtMs + 0.75 * HOUR_MS },
      { ticketId: made.id, moment: "breach", version: 1, dueAtMs: made.createdAtMs + HOUR_MS },
    ]);
    expect(await owed(made.id)).toEqual([]);
  });

  it("is of its type and channel, by the first that fits", async () => {
    await policy({ ticketTypes: ["complaint"], firstResponseMs: 60_000 });
    await policy({ channels: ["phone"], firstResponseMs: 120_000 });
    await policy({ appliesTo: "conversations", firstResponseMs: 1_000 });
    await policy({ appliesTo: "both", firstResponseMs: 180_000 });
    const spans = await Promise.all(
      [{ type: "complaint" }, { channel: "phone" }, { channel: "other" }].map(async (more) => {
        const { id } = await make(more);
        return (await settled(id, (one) => one.sla !== undefined)).sla?.next?.spanMs;
      }),
    );
    expect(spans).toEqual([60_000, 120_000, 180_000]);
  });

  it("stands still while it waits for the customer, and is over when it is resolved", async () => {
    await policy();
    const { id } = await make();
    await change(id, { status: "open" });
    await settled(id, (one) => due(one) === "resolution");
    await change(id, { status: "waiting_customer" });
    await settled(id, (one) => one.sla !== undefined && one.sla.next === undefined);
    await change(id, { status: "waiting_third_party" });
    await settled(id, (one) => due(one) === "resolution");
    const { teamId } = await change(id, { status: "resolved" });
    expect((await settled(id, (one) => one.sla?.state === "hit")).sla).toEqual({ state: "hit" });
    await expect.poll(() => timersOf(teamId, id)).toEqual([]);
  });
});

describe("a ticket that is overdue", () => {
  it("says so once, however often its timer fires, and to whoever is to know", async () => {
    await policy({
      escalation: [
        { to: "agent", afterMs: 0 },
        { to: "supervisor", afterMs: 600_000 },
      ],
    });
    const feed = await feedLine(supervisor.cookie);
    const { id, teamId, number } = await make();
    await change(id, { assigneeId: agent.id });
    await settled(id, (one) => due(one) === "resolution");
    await later(teamId, id, 9 * HOUR_MS);
    await runInDurableObject(stub(teamId), (_, { storage }) => {
      new TicketTimerStore(storage.sql).set(id, 2, { breach: Date.now() - HOUR_MS });
    });
    await later(teamId, id, 1_000);
    const [line, ...more] = await told(id, "overdue");
    expect(more).toEqual([]);
    expect(line).toMatchObject({ by: "system", changes: [{ field: "overdue", to: "resolution" }] });
    expect(await told(id, "escalated")).toMatchObject([{ changes: [{ field: "escalated", to: "supervisor" }] }]);
    const alert = await feed.next("ticket.alert", ({ ticketId }) => ticketId === id);
    expect(alert).toMatchObject({ number, cause: "breach", kind: "resolution", to: "supervisor" });
    expect((await read(id)).sla?.state).toBe("activeWithMisses");
    const late = await call("/api/v1/tickets?view=overdue", { headers: headers(admin) });
    expect(ticketPage.parse(await late.json()).items.map((row) => row.id)).toContain(id);
    expect(await owed(id)).toEqual([]);
    feed.close();
  });

  it("is kept for whoever was not there, until they open it", async () => {
    // Who never came is told of nothing: as with everything else on a feed.
    (await feedLine(agent.cookie)).close();
    const { id, teamId } = await make({ dueAtMs: Date.now() + 2 * HOUR_MS, assigneeId: agent.id });
    await settled(id, (one) => due(one) === "promise");
    await later(teamId, id, 3 * HOUR_MS);
    const alertsOf = async () => {
      const feed = await feedLine(agent.cookie);
      const snapshot = await feed.next("feed.snapshot");
      feed.close();
      return (snapshot.ticketAlerts ?? []).filter(({ ticketId }) => ticketId === id);
    };
    expect(await alertsOf()).toMatchObject([{ kind: "promise", cause: "breach", to: "agent" }]);
    await call(`/api/v1/tickets/${id}`, { headers: headers(agent) });
    await expect.poll(alertsOf).toEqual([]);
    expect(await told(id, "overdue")).toMatchObject([{ changes: [{ to: "promise" }] }]);
  });

  it("is not, where its breach timer fires after it changed", async () => {
    await policy();
    const { id, teamId } = await make();
    await settled(id, (one) => due(one) === "firstResponse");
    // D1 has the change, the queue has not heard of it: its timer is of a version that is no more.
    const { createdAtMs } = await read(id);
    await changeUnheard(id, createdAtMs + 1, { status: "resolved" }, { field: "status", from: "new", to: "resolved" });
    expect(await timersOf(teamId, id)).toMatchObject([{ version: 1 }, { version: 1, moment: "breach" }]);
    await later(teamId, id, 9 * HOUR_MS);
    expect(await linesInD1(id, "overdue")).toBe(0);
    expect(await timersOf(teamId, id)).toEqual([]);
  });
});

describe("the queue of a ticket's team", () => {
  it("hands the timers on with the ticket", async () => {
    await policy();
    const { id, teamId } = await make();
    await settled(id, (one) => due(one) === "firstResponse");
    const made = await post("/api/v1/admin/teams", { name: `Returns ${id}` }, headers(admin));
    expect(made.status).toBe(201);
    const { id: other } = await made.json<{ id: string }>();
    await change(id, { teamId: other, reason: "It is theirs" }, "/transfer");
    await expect.poll(() => timersOf(teamId, id), { timeout: 30_000 }).toEqual([]);
    await expect.poll(async () => (await timersOf(other, id)).length, { timeout: 30_000 }).toBe(2);
    expect(await owed(id)).toEqual([]);
  });

  it("ends the clocks of one that was merged away", async () => {
    await policy();
    const { conversationId } = await begin("Hello");
    const isThere = () => env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(conversationId).first();
    await expect.poll(isThere, { timeout: 30_000 }).not.toBeNull();
    const theirs = { conversationId, inboxId: undefined };
    const [{ id }, into] = [await make(theirs), await make(theirs)];
    await change(id, { intoId: into.id }, "/merge");
    const ended = await settled(id, (one) => one.sla?.state === "hit");
    await expect.poll(() => timersOf(ended.teamId, id)).toEqual([]);
    expect(due(await settled(into.id, (one) => one.sla !== undefined))).toBe("firstResponse");
  });

  it("finds a change again that nobody told it of", async () => {
    await policy();
    const { id, teamId, createdAtMs } = await make();
    await settled(id, (one) => due(one) === "firstResponse");
    const dueAtMs = createdAtMs + 600_000;
    await changeUnheard(id, createdAtMs + 1, { due_at_ms: dueAtMs }, { field: "dueAtMs", to: String(dueAtMs) });
    await env.DB.prepare(
      `INSERT INTO d1_outbox (id, kind, payload, created_at_ms, attempts, next_attempt_at_ms)
       VALUES (?, 'ticket.changed', ?, 1, 0, 1)`,
    )
      .bind(`ticket:${id}:${teamId}:2`, JSON.stringify({ ticketId: id, teamId, version: 2 }))
      .run();
    await drainD1Outbox(env, Date.now());
    const breachAt = async () => (await timersOf(teamId, id)).find(({ moment }) => moment === "breach")?.dueAtMs;
    await expect.poll(breachAt, { timeout: 30_000 }).toBe(dueAtMs);
    expect(await owed(id)).toEqual([]);
  });

  it("does nothing for a ticket that is no more", async () => {
    const { id, teamId } = await make({ dueAtMs: Date.now() + HOUR_MS });
    await expect.poll(async () => (await timersOf(teamId, id)).length, { timeout: 30_000 }).toBe(2);
    await env.DB.prepare("DELETE FROM tickets WHERE id = ?").bind(id).run();
    await later(teamId, id, 2 * HOUR_MS);
    expect(await timersOf(teamId, id)).toEqual([]);
  });
});

it("a policy is for what there is", async () => {
  const body = { name: "P", channels: [], priorities: [], tiers: [], warnPercent: 75, escalation: [] };
  for (const wrong of [
    { appliesTo: "everything" },
    { ticketTypes: ["not a slug"] },
    { ticketTypes: Array(21).fill("x") },
  ])
    expect(await verdictOf(await post(POLICIES, { ...body, onReopen: "continue", ...wrong }, headers(admin)))).toEqual([
      400,
      "malformed",
    ]);
});
