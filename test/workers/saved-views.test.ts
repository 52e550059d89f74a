/** Saved views: each agent's own, in their own order. */
import { beforeAll, describe, expect, it } from "vitest";
import { MAX_SAVED_VIEWS } from "#protocol/constants";
import { type ConversationSavedView, savedView, savedViewList } from "#protocol/http-views";
import { arrive, type Colleague, refusal, send } from "#test/workers/colleagues";
import { loginOf, openShop } from "#test/workers/shop";

let agent: Colleague;
let other: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = await arrive(loginOf(logins, "agent"));
  other = await arrive(loginOf(logins, "supervisor"));
});

async function save(who: Colleague, name: string, body: Partial<ConversationSavedView> = {}) {
  const answer = await send("POST", "/api/v1/me/views", who, { name, view: "all", filters: {}, ...body });
  expect(answer.status).toBe(201);
  return savedView.parse(await answer.json());
}

async function saveOfTickets(who: Colleague, name: string, filters: object = {}) {
  const body = { name, subject: "tickets", view: "team", filters };
  const answer = await send("POST", "/api/v1/me/views", who, body);
  expect(answer.status).toBe(201);
  return savedView.parse(await answer.json());
}

async function names(who: Colleague, query = ""): Promise<string[]> {
  const answer = await send("GET", `/api/v1/me/views${query}`, who);
  return savedViewList.parse(await answer.json()).items.map(({ name }) => name);
}

describe("saved views", () => {
  it("keeps name, list and filters, for its agent alone", async () => {
    const made = await save(agent, " 等待最久 ", {
      view: "unassigned",
      filters: { sort: "waiting", teamId: "support" },
    });
    expect(made).toMatchObject({
      name: "等待最久",
      view: "unassigned",
      filters: { sort: "waiting", teamId: "support" },
    });
    expect(await names(agent)).toEqual(["等待最久"]);
    expect(await names(other)).toEqual([]);
  });

  it("is changed and deleted by its agent alone", async () => {
    const { id } = await save(agent, "Mine");
    const body = { name: "Theirs", view: "mine", filters: {} };
    expect(await refusal(await send("PUT", `/api/v1/me/views/${id}`, other, body))).toBe("not_found");
    expect(await refusal(await send("DELETE", `/api/v1/me/views/${id}`, other))).toBe("not_found");
    expect((await send("PUT", `/api/v1/me/views/${id}`, agent, { ...body, name: "Renamed" })).status).toBe(200);
    expect(await names(agent)).toContain("Renamed");
    expect((await send("DELETE", `/api/v1/me/views/${id}`, agent)).status).toBe(200);
    expect(await names(agent)).not.toContain("Renamed");
  });

  it("stands in the order that its agent gives, the rest after it", async () => {
    const [a, b, c] = [await save(other, "a"), await save(other, "b"), await save(other, "c")];
    await send("PUT", "/api/v1/me/view-order", other, { ids: [c.id, a.id] });
    expect(await names(other)).toEqual(["c", "a", "b"]);
    await save(other, "d");
    expect(await names(other)).toEqual(["c", "a", "b", "d"]);
    expect(await send("PUT", "/api/v1/me/view-order", agent, { ids: [b.id] })).toMatchObject({ status: 200 });
    expect(await names(other)).toEqual(["c", "a", "b", "d"]);
  });

  it("of tickets stands apart from those of conversations, with filters and an order of its own", async () => {
    const filters = { due: "week", sort: "priority", teamId: "support", assigneeId: other.id, type: "complaint" };
    const before = await names(other);
    const made = await saveOfTickets(other, "本周到期", filters);
    const second = await saveOfTickets(other, "Second");
    expect(made).toMatchObject({ subject: "tickets", view: "team", filters });
    expect(await names(other)).toEqual(before);
    expect(await names(other, "?subject=tickets")).toEqual(["本周到期", "Second"]);
    await send("PUT", "/api/v1/me/view-order?subject=tickets", other, { ids: [second.id, made.id] });
    expect(await names(other, "?subject=tickets")).toEqual(["Second", "本周到期"]);
    // What it is of stays.
    const turned = { name: "x", view: "all", filters: {} };
    expect(await refusal(await send("PUT", `/api/v1/me/views/${made.id}`, other, turned))).toBe("not_found");
    expect((await send("GET", "/api/v1/me/views?subject=people", other)).status).toBe(400);
  });

  it("refuses what no list can be narrowed to, and one too many", async () => {
    const all = { view: "all", filters: {} };
    for (const bad of [
      { ...all, name: "x", filters: { status: "lost" } },
      { ...all, name: " " },
      { ...all, name: "x", subject: "tickets", filters: { due: "someday" } },
      { ...all, name: "x", subject: "tickets", view: "elsewhere" },
      { ...all, name: "x", subject: "people" },
    ])
      expect((await send("POST", "/api/v1/me/views", agent, bad)).status).toBe(400);
    for (let made = (await names(agent)).length; made < MAX_SAVED_VIEWS; made += 1) await save(agent, `view ${made}`);
    expect((await send("POST", "/api/v1/me/views", agent, { ...all, name: "one more" })).status).toBe(409);
  });
});
