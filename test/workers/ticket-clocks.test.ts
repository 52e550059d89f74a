/** The clocks of one ticket, as whoever reads it is told of them: each by its kind, who hears next, and what they go by. */
import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { TicketTimerStore } from "#actors/queue/tickets/store";
import { database } from "#domain/database";
import { standingOf, unheardEntries } from "#domain/tickets/sla/standing";
import { slaPolicyList } from "#protocol/http-sla";
import type { TicketClocks } from "#protocol/http-ticket-clocks";
import { type Ticket, ticketAnswer, ticketPage } from "#protocol/http-tickets";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague } from "#test/workers/colleagues";
import { remove } from "#test/workers/labelling";
import { until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { makeCalendar, makePolicy } from "#test/workers/sla-shop";

const HOUR_MS = 60 * 60_000;
const POLICIES = "/api/v1/admin/sla-policies";

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
    ...{ name: "Gold", appliesTo: "tickets", channels: [], nextResponseMs: undefined },
    ...{ firstResponseMs: HOUR_MS, resolutionMs: 8 * HOUR_MS },
    ...change,
  });

let lastClientId = 0;
async function make(more: object = {}): Promise<Ticket> {
  lastClientId += 1;
  const body = { clientId: `k${lastClientId}`, subject: "The kettle leaks", inboxId: "web", ...more };
  return ticketOf(await post("/api/v1/tickets", body, headers(agent)));
}
async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ticketAnswer.parse(await answer.json()).ticket;
}
const read = async (id: string) => ticketOf(await call(`/api/v1/tickets/${id}`, { headers: headers(agent) }));
async function change(id: string, to: object): Promise<Ticket> {
  const { version } = await read(id);
  const init = { method: "PUT", headers: { "content-type": "application/json", ...headers(supervisor) } };
  return ticketOf(await call(`/api/v1/tickets/${id}`, { ...init, body: JSON.stringify({ version, ...to }) }));
}
const clocksOf = (id: string, fits: (clocks: TicketClocks) => boolean = () => true) =>
  until(
    async () => {
      const { clocks } = await read(id);
      return clocks !== undefined && fits(clocks) ? clocks : undefined;
    },
    () => `clocks of ${id} as they should be`,
  );
const statesOf = ({ items }: TicketClocks) => items.map(({ kind, state }) => [kind, state]);
const stub = (teamId: string) => env.QUEUE.get(env.QUEUE.idFromName(teamId));
const timersOf = (teamId: string, ticketId: string) =>
  runInDurableObject(stub(teamId), (_, { storage }) => new TicketTimerStore(storage.sql).timersOf(ticketId));

/** As if so much time had passed: the timers of the queue come, and come again. */
async function later(teamId: string, ticketId: string, ms: number): Promise<void> {
  await expect.poll(async () => (await timersOf(teamId, ticketId)).length).toBeGreaterThan(0);
  vi.setSystemTime(Date.now() + ms);
  for (let turn = 0; turn < 3; turn += 1) {
    vi.setSystemTime(Date.now() + 1_000);
    await runDurableObjectAlarm(stub(teamId));
  }
}

describe("the clocks of a ticket", () => {
  it("run, and say who hears next and what they go by", async () => {
    const calendar = await makeCalendar(headers(admin), {
      timeZone: "UTC",
      intervals: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, fromMinute: 0, toMinute: 1_440 })),
    });
    await policy({ calendarId: calendar.id });
    const made = await make();
    const { items, escalates, escalated, reply, policy: by } = await clocksOf(made.id);
    const dueAtMs = made.createdAtMs + HOUR_MS;
    expect(items).toEqual([
      { kind: "firstResponse", state: "running", dueAtMs, spanMs: HOUR_MS, targetMs: HOUR_MS },
      expect.objectContaining({ kind: "resolution", state: "running", targetMs: 8 * HOUR_MS }),
    ]);
    expect(escalates).toEqual({
      kind: "firstResponse",
      to: "supervisor",
      atMs: dueAtMs + 600_000,
      toId: supervisor.id,
    });
    expect([escalated, reply]).toEqual([undefined, undefined]);
    const { name, timeZone, intervals } = calendar;
    expect(by).toEqual({ name: "Gold", hours: { name, timeZone, intervals } });
  });

  it("are told of where one ticket is read, and not in lists", async () => {
    await policy();
    const parent = await make();
    const { id } = await make({ parentId: parent.id, inboxId: undefined });
    await clocksOf(id);
    const list = await call("/api/v1/tickets?view=all", { headers: headers(agent) });
    const row = ticketPage.parse(await list.json()).items.find((each) => each.id === id);
    expect(row).toBeDefined();
    expect([row, ...(await read(parent.id)).subTickets].flatMap((each) => Object.keys(each ?? {}))).not.toContain(
      "clocks",
    );
  });

  it("stand still at once while it waits for the customer, the one that was met saying so", async () => {
    await policy();
    const { id } = await make();
    await clocksOf(id);
    await change(id, { status: "open" });
    // The answer of the change itself, before its queue has heard of it.
    const { clocks } = await change(id, { status: "waiting_customer" });
    expect(clocks?.items).toEqual([
      expect.objectContaining({ kind: "firstResponse", state: "met", targetMs: HOUR_MS }),
      expect.objectContaining({ kind: "resolution", state: "paused", pausedFor: "customer" }),
    ]);
    const [met, paused] = clocks?.items ?? [];
    expect(met?.usedMs).toBeLessThan(HOUR_MS);
    expect(paused?.usedMs).toBeLessThan(8 * HOUR_MS);
    expect(clocks?.escalates).toBeUndefined();
    expect(await clocksOf(id)).toEqual(clocks);
    await change(id, { status: "open" });
    expect(statesOf(await clocksOf(id))).toEqual([
      ["firstResponse", "met"],
      ["resolution", "running"],
    ]);
  });

  it("are met when it is resolved in time, and hold a promise that was kept", async () => {
    await policy();
    const { id } = await make({ dueAtMs: Date.now() + HOUR_MS });
    await clocksOf(id);
    const { clocks } = await change(id, { status: "resolved" });
    expect(clocks && statesOf(clocks)).toEqual([
      ["firstResponse", "met"],
      ["resolution", "met"],
      ["promise", "met"],
    ]);
  });

  it("say what is overdue, who was told, and that it was missed in the end", async () => {
    await policy({
      escalation: [
        { to: "supervisor", afterMs: 600_000 },
        { to: "qa", afterMs: 3 * HOUR_MS },
      ],
    });
    const { id, teamId, createdAtMs } = await make();
    await clocksOf(id);
    const dueAtMs = createdAtMs + HOUR_MS;
    await later(teamId, id, 2 * HOUR_MS);
    const clocks = await clocksOf(id, ({ escalated }) => escalated !== undefined);
    expect(clocks.items[0]).toMatchObject({ kind: "firstResponse", state: "overdue", dueAtMs, missedAtMs: dueAtMs });
    expect(clocks.escalated).toEqual({ kind: "firstResponse", to: "supervisor", atMs: dueAtMs + 600_000 });
    expect(clocks.escalates).toMatchObject({ kind: "firstResponse", to: "qa", atMs: dueAtMs + 3 * HOUR_MS });
    const { clocks: ended } = await change(id, { status: "resolved" });
    expect(ended?.items[0]).toMatchObject({ kind: "firstResponse", state: "missed", targetMs: HOUR_MS });
    expect(ended?.items[0]?.usedMs).toBeGreaterThan(HOUR_MS);
    expect([ended?.escalated, ended?.escalates]).toEqual([undefined, undefined]);
  });

  it("are none without a policy; a promise escalates all the same", async () => {
    const { id } = await make();
    expect(await clocksOf(id)).toEqual({ items: [] });
    const promised = await make({ dueAtMs: Date.now() + HOUR_MS });
    const clocks = await clocksOf(promised.id);
    expect(statesOf(clocks)).toEqual([["promise", "running"]]);
    expect([clocks.policy, clocks.escalates?.kind]).toEqual([undefined, "promise"]);
  });

  it("keep their hours when the policy was deleted, whose name is gone with it", async () => {
    const { id: policyId, version } = await policy();
    const { id } = await make();
    expect((await clocksOf(id)).policy).toEqual({ name: "Gold" });
    await remove(`${POLICIES}/${policyId}?version=${version}`, headers(admin));
    expect((await clocksOf(id)).policy).toEqual({});
  });

  it("hold what the customer waits for in its conversation", async () => {
    await policy({ appliesTo: "conversations", firstResponseMs: 2 * HOUR_MS });
    const { conversationId } = await begin("Hello");
    const isDue = () =>
      env.DB.prepare("SELECT sla_due_at_ms AS due FROM conversations WHERE id = ?").bind(conversationId).first("due");
    await expect.poll(isDue, { timeout: 10_000 }).toBeGreaterThan(0);
    const { id } = await make({ conversationId, inboxId: undefined });
    const { reply, items } = await clocksOf(id);
    expect(items).toEqual([]);
    expect(reply).toMatchObject({ kind: "firstResponse", spanMs: 2 * HOUR_MS });
  });
});

it("what is read for them does not grow with the ticket's time line", async () => {
  await policy();
  const { id } = await make();
  await clocksOf(id);
  await env.DB.batch(
    Array.from({ length: 300 }, (_, index) =>
      env.DB.prepare(
        `INSERT INTO ticket_entries (id, ticket_id, kind, version, by_id, at_ms, changes, mentions)
         VALUES (?, ?, 'changed', 1, 'system', 1, '[]', '[]')`,
      ).bind(`${id}-${index}`, id),
    ),
  );
  const rowsRead = async (statement: { toSQL(): { sql: string; params: unknown[] } }) => {
    const { sql, params } = statement.toSQL();
    const { meta } = await env.DB.prepare(sql)
      .bind(...params)
      .all();
    return meta.rows_read;
  };
  const db = database(env.DB);
  expect(await rowsRead(standingOf(db, id))).toBeLessThanOrEqual(5);
  expect(await rowsRead(unheardEntries(db, id))).toBeLessThanOrEqual(5);
});
