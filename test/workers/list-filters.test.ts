/** Filters and orders of the inbox's lists: what they list, that pages follow each other, and that an index leads to it. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { explainedList, listOf } from "#domain/conversations/store";
import { database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import { CONVERSATION_VIEWS } from "#protocol/constants";
import { type ConversationPage, conversationPage } from "#protocol/http";
import { inboxNames, type ListFilters, listCounts } from "#protocol/http-views";
import { begin } from "#test/workers/begin";
import { arrive, type Colleague, join, send } from "#test/workers/colleagues";
import { until } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";

let admin: Colleague;
let agent: Colleague;
const ids: string[] = [];

/** Each a minute younger than the one before; all but the last two resolved. */
beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
  agent = await join(admin, { role: "agent", teamIds: ["support"], inboxIds: ["web"] });
  for (let nth = 0; nth < 6; nth += 1) ids.push((await begin(`question ${nth}`)).conversationId);
  await until(
    async () => ((await page(admin, "view=all")).items.length === ids.length ? true : undefined),
    () => "all conversations to be listed",
  );
  const set = (id: string | undefined, change: string) =>
    env.DB.prepare(`UPDATE conversations SET ${change} WHERE id = ?`).bind(id).run();
  for (const [nth, id] of ids.entries()) {
    const waiting = nth < 4 ? "NULL" : 9_000 - nth;
    await set(
      id,
      `last_activity_at_ms = ${1_000 + nth}, waiting_since_ms = ${waiting}, unread = 0, projected_seq = 1000000`,
    );
    if (nth < 4) await set(id, "status = 'resolved'");
  }
  await set(ids[1], `assignee_id = '${agent.id}', unread = 2`);
  await set(ids[2], "team_id = 'night'");
  await set(ids[3], "inbox_id = 'outlet'");
});

async function page(who: Colleague, query: string): Promise<ConversationPage> {
  const answer = await send("GET", `/api/v1/conversations?${query}`, who);
  expect(answer.status).toBe(200);
  return conversationPage.parse(await answer.json());
}

/** Which of the conversations a list holds, read in pages of two. */
async function listed(who: Colleague, query: string): Promise<number[]> {
  const found: number[] = [];
  let cursor: string | undefined;
  do {
    const next = cursor === undefined ? "" : `&cursor=${encodeURIComponent(cursor)}`;
    const { items, nextCursor } = await page(who, `${query}&limit=2${next}`);
    found.push(...items.map(({ conversation }) => ids.indexOf(conversation.id)));
    cursor = nextCursor;
  } while (cursor !== undefined);
  return found;
}

describe("a list of conversations", () => {
  it("is narrowed by each filter, and by several at once", async () => {
    expect(await listed(admin, "view=all")).toEqual([5, 4, 3, 2, 1, 0]);
    expect(await listed(admin, "view=all&status=resolved")).toEqual([3, 2, 1, 0]);
    expect(await listed(admin, "view=all&status=open")).toEqual([5, 4]);
    expect(await listed(admin, "view=all&teamId=night")).toEqual([2]);
    expect(await listed(admin, "view=all&inboxId=outlet")).toEqual([3]);
    expect(await listed(admin, `view=all&assigneeId=${agent.id}`)).toEqual([1]);
    expect(await listed(admin, "view=all&unread=true")).toEqual([1]);
    expect(await listed(admin, "view=all&status=open&unread=true")).toEqual([]);
  });

  it("shows those who have waited longest first, page after page", async () => {
    expect(await listed(admin, "view=all&sort=waiting")).toEqual([5, 4]);
    expect(await listed(admin, "view=all&sort=waiting&status=open&teamId=support")).toEqual([5, 4]);
  });

  it("never shows more than its reader's inboxes and teams, whatever is asked for", async () => {
    expect(await listed(agent, "view=all")).toEqual([5, 4, 1, 0]);
    expect(await listed(agent, "view=all&inboxId=outlet")).toEqual([]);
    expect(await listed(agent, "view=all&teamId=night")).toEqual([]);
    expect(await listed(agent, "view=team")).toEqual([5, 4]);
    const names = inboxNames.parse(await (await send("GET", "/api/v1/inboxes", agent)).json());
    expect(names.items.map(({ id }) => id)).toEqual(["web"]);
  });

  it("is counted", async () => {
    const counts = listCounts.parse(await (await send("GET", "/api/v1/conversations/counts", agent)).json());
    expect(counts).toEqual({ mine: 0, unassigned: 2, team: 2 });
  });

  it("refuses a filter that there is not", async () => {
    expect((await send("GET", "/api/v1/conversations?view=all&status=lost", admin)).status).toBe(400);
  });
});

describe("the way to a list", () => {
  const everybody: AgentPrincipal = {
    type: "agent",
    id: "a",
    name: "A",
    role: "admin",
    teamIds: ["support"],
    sessionId: "s",
    expiresAtMs: 0,
  };
  const scoped: AgentPrincipal = { ...everybody, role: "agent", inboxIds: ["web", "outlet"] };
  const filters: ListFilters[] = [
    {},
    { status: "open" },
    { status: "resolved" },
    { teamId: "support" },
    { inboxId: "web" },
    { assigneeId: "a" },
    { unread: "true" },
    { sort: "waiting" },
    { sort: "due" },
    { status: "open", teamId: "support", sort: "due" },
    { overdue: "true", sort: "due" },
    { status: "open", teamId: "support", sort: "waiting" },
    { status: "open", inboxId: "web", unread: "true" },
  ];
  const cursor = btoa(JSON.stringify([5_000, "01900000-0000-7000-8000-000000000000"]));
  const cases = [everybody, scoped].flatMap((principal) =>
    CONVERSATION_VIEWS.flatMap((view) => filters.map((each) => ({ principal, view, filters: each }))),
  );

  it.each(cases)("walks an index and sorts nothing: $principal.role $view $filters", async (asked) => {
    const list = listOf(asked.principal, asked.view, { filters: asked.filters, nowMs: 1_000 });
    for (const page of [{ limit: 50 }, { limit: 50, cursor }]) {
      const { sql, params } = explainedList(database(env.DB), list, page);
      const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...params)
        .all<{ detail: string }>();
      const steps = plan.results.map(({ detail }) => detail);
      expect(steps.join("\n")).toMatch(/conversations USING (COVERING )?INDEX/);
      expect(steps.join("\n")).not.toMatch(/TEMP B-TREE|MULTI-INDEX/);
    }
  });
});
