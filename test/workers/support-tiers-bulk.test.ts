/** Many tickets at once handed on to a line of support: each by itself, none twice, none back to who hands it on. */
import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { MAX_BULK_TICKETS } from "#protocol/constants";
import { managedTeam } from "#protocol/http-teams";
import { type Ticket, ticketAnswer, ticketBulkAnswer, ticketEntryPage } from "#protocol/http-tickets";
import { newId } from "#protocol/ids";
import { nextClientId } from "#test/workers/begin";
import { arrive, type Colleague, join, refusal, send } from "#test/workers/colleagues";
import { feedLine, until } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";
import { auditOf } from "#test/workers/staff";

const REASON = "They need somebody who knows kilns";
const TO_SECOND = { supportTier: 2, reason: REASON };

let admin: Colleague;
let qa: Colleague;
/** In the first line, and in a team of the second too. */
let agent: Colleague;
let expert: Colleague;
let specialist: Colleague;
let experts: string;
let specialists: string;

async function makeTeam(name: string): Promise<string> {
  const { id } = managedTeam.parse(await (await send("POST", "/api/v1/admin/teams", admin, { name })).json());
  return id;
}

beforeAll(async () => {
  const { logins } = await openShop();
  [admin, qa] = await Promise.all([arrive(loginOf(logins, "admin")), arrive(loginOf(logins, "qa"))]);
  await env.DB.exec(
    `INSERT INTO inboxes (id, name, locale, allowed_origins, default_team_id, sealed_identity_secret, created_at_ms) SELECT 'outlet', name, locale, '[]', default_team_id, sealed_identity_secret, created_at_ms FROM inboxes WHERE id = 'web'`,
  );
  experts = await makeTeam("Experts");
  specialists = await makeTeam("Specialists");
  await env.DB.exec("UPDATE teams SET support_tier = 1");
  for (const id of [experts, specialists])
    await env.DB.prepare("UPDATE teams SET support_tier = 2 WHERE id = ?").bind(id).run();
  // None of the second line sees the outlet.
  const web = { role: "agent" as const, inboxIds: ["web"] };
  agent = await join(admin, { role: "agent", teamIds: ["support"] });
  expert = await join(admin, { ...web, teamIds: [experts] });
  specialist = await join(admin, { ...web, teamIds: [specialists] });
}, 60_000);

beforeEach(async () => {
  await env.DB.exec("UPDATE tickets SET status = 'closed'");
});

async function ticketOf(answer: Response): Promise<Ticket> {
  if (!answer.ok) throw new Error(`answered ${answer.status}: ${await answer.text()}`);
  return ticketAnswer.parse(await answer.json()).ticket;
}
async function make(more: object = {}): Promise<Ticket> {
  const body = { clientId: nextClientId(), subject: "The kiln fails", inboxId: "web", teamId: "support", ...more };
  return ticketOf(await send("POST", "/api/v1/tickets", agent, body));
}
const read = async ({ id }: Pick<Ticket, "id">) => ticketOf(await send("GET", `/api/v1/tickets/${id}`, admin));
const bulk = (tickets: readonly Pick<Ticket, "id" | "version">[], change: object, as = agent) =>
  send("POST", "/api/v1/tickets/bulk", as, { tickets: tickets.map(({ id, version }) => ({ id, version })), change });
const itemsOf = async (answer: Response) => ticketBulkAnswer.parse(await answer.json()).items;
async function transfersOf({ id }: Ticket) {
  const answer = await send("GET", `/api/v1/tickets/${id}/entries`, admin);
  return ticketEntryPage.parse(await answer.json()).items.filter(({ kind }) => kind === "transferred");
}

describe("many tickets for the second line", () => {
  it("go to its teams where the fewest wait, each with the reason and the line in its time line and the log", async () => {
    const made = [await make(), await make({ assigneeId: agent.id }), await make(), await make()];
    expect(await itemsOf(await bulk(made, TO_SECOND))).toEqual(made.map(({ id }) => ({ id, done: true })));
    const moved = await Promise.all(made.map(read));
    const [first, second] = [experts, specialists].sort();
    expect(moved.map(({ teamId }) => teamId)).toEqual([first, second, first, second]);
    for (const ticket of moved) {
      expect(ticket.assigneeId).toBeUndefined();
      const [told, ...others] = await transfersOf(ticket);
      expect(others).toEqual([]);
      expect(told).toMatchObject({ by: agent.id, reason: REASON });
      expect(told?.changes.slice(0, 2)).toEqual([
        { field: "supportTier", to: "2" },
        { field: "teamId", from: "support", to: ticket.teamId },
      ]);
      const audited = (await auditOf("ticket.transferred")).filter(({ subject }) => subject === `ticket:${ticket.id}`);
      expect(audited.map(({ actor, detail }) => [actor, detail])).toMatchObject([
        [agent.id, { supportTier: 2, team: ticket.teamId }],
      ]);
      expect(JSON.stringify(audited)).not.toContain("kilns");
    }
  });

  it("are told of each that cannot, and why; the others go on", async () => {
    const elsewhere = await make({ inboxId: "outlet" });
    const closed = await ticketOf(
      await send("PUT", `/api/v1/tickets/${(await make()).id}`, agent, { version: 1, status: "closed" }),
    );
    const stale = await make();
    const gone = { id: newId(1), version: 1 };
    const fine = await make();
    const asked = [elsewhere, closed, { ...stale, version: 7 }, gone, fine];
    expect(await itemsOf(await bulk(asked, TO_SECOND))).toEqual([
      { id: elsewhere.id, done: false, reason: "tier_unserved" },
      { id: closed.id, done: false, reason: "wrong_status" },
      { id: stale.id, done: false, reason: "changed_meanwhile" },
      { id: gone.id, done: false, reason: "not_found" },
      { id: fine.id, done: true },
    ]);
    for (const ticket of [elsewhere, closed, stale]) {
      expect(await read(ticket)).toMatchObject({ teamId: "support", version: ticket.version });
      expect(await transfersOf(ticket)).toEqual([]);
    }
  });

  it("go to the team where somebody else is in than who hands them on", async () => {
    const both = await join(admin, { role: "agent", teamIds: ["support", experts] });
    const feeds = [await online(both, experts), await online(specialist, specialists)];
    const made = [await make(), await make(), await make()];
    await bulk(made, TO_SECOND, both);
    for (const ticket of made) expect((await read(ticket)).teamId).toBe(specialists);
    for (const feed of feeds) feed.close();
  });

  it("are as many as may be asked for at once, and a queue that does not answer is asked once and chosen last", async () => {
    const failures = vi.spyOn(console, "error").mockImplementation(() => undefined);
    const [silent, other] = [experts, specialists];
    const inSilent = (statement: string) =>
      runInDurableObject(
        env.QUEUE.get(env.QUEUE.idFromName(silent)),
        (_, { storage: { sql } }) => void sql.exec(statement),
      );
    const made = await Promise.all(Array.from({ length: MAX_BULK_TICKETS }, () => make()));
    const feed = await online(specialist, specialists);
    await inSilent("ALTER TABLE agents RENAME TO out_of_reach");
    try {
      expect(await itemsOf(await bulk(made, TO_SECOND))).toEqual(made.map(({ id }) => ({ id, done: true })));
    } finally {
      await inSilent("ALTER TABLE out_of_reach RENAME TO agents");
    }
    expect(failures.mock.calls.filter((said) => JSON.stringify(said).includes("outlook_failed"))).toHaveLength(1);
    for (const { id } of made) expect((await read({ id })).teamId).toBe(other);
    expect((await bulk([...made, await make()], TO_SECOND)).status).toBe(400);
    failures.mockRestore();
    feed.close();
  });

  it("go to another team of the line where one has them already", async () => {
    const made = [await make({ teamId: experts }), await make({ teamId: specialists })];
    await bulk(made, TO_SECOND, admin);
    expect((await Promise.all(made.map(read))).map(({ teamId }) => teamId)).toEqual([specialists, experts]);
  });
});

describe("asked for again, the answer being lost", () => {
  it("is answered as done, and nothing moves twice, one after the other or at once", async () => {
    const made = [await make(), await make()];
    const done = made.map(({ id }) => ({ id, done: true }));
    const both = await Promise.all([bulk(made, TO_SECOND), bulk(made, TO_SECOND)]);
    for (const answer of both) expect(await itemsOf(answer)).toEqual(done);
    const moved = await Promise.all(made.map(read));
    expect(await itemsOf(await bulk(made, TO_SECOND))).toEqual(done);
    expect(await Promise.all(made.map(read))).toEqual(moved);
    for (const ticket of made) expect(await transfersOf(ticket)).toHaveLength(1);
    // One by one it is the same, and whatever became of it since.
    const [one] = moved;
    if (one === undefined) throw new Error("nothing made");
    const mine = { version: one.version, assigneeId: expert.id };
    const taken = await ticketOf(await send("PUT", `/api/v1/tickets/${one.id}`, admin, mine));
    const again = await send("POST", `/api/v1/tickets/${one.id}/transfer`, agent, { version: 1, ...TO_SECOND });
    expect(await ticketOf(again)).toEqual(taken);
  });

  it("is another one where it is of somebody else, of another line, or to a team", async () => {
    const made = await make();
    await bulk([made], TO_SECOND);
    const item = async (answer: Response) => (await itemsOf(answer))[0]?.reason;
    expect(await item(await bulk([made], TO_SECOND, admin))).toBe("changed_meanwhile");
    expect(await item(await bulk([made], { ...TO_SECOND, supportTier: 1 }))).toBe("changed_meanwhile");
    expect(await item(await bulk([made], { teamId: experts, reason: REASON }))).toBe("changed_meanwhile");
    const single = { version: made.version, ...TO_SECOND };
    const other = await send("POST", `/api/v1/tickets/${made.id}/transfer`, admin, single);
    expect([other.status, await refusal(other)]).toEqual([409, "changed_meanwhile"]);
    expect(await transfersOf(made)).toHaveLength(1);
  });
});

describe("a line for many", () => {
  it("takes a reason, nothing beside it, and a line that there is", async () => {
    const made = await make();
    const others = [{ teamId: experts }, { assigneeId: expert.id }, { assigneeId: null }, { priority: "high" }];
    const bad = [
      { supportTier: 2 },
      { supportTier: 2, reason: "  " },
      ...others.map((other) => ({ ...TO_SECOND, ...other })),
      ...[0, 4, -1, 1.5, "2", "second", null, true, [2]].map((supportTier) => ({ supportTier, reason: REASON })),
    ];
    for (const change of bad) expect([change, (await bulk([made], change)).status]).toEqual([change, 400]);
    expect(await read(made)).toEqual(made);
  });

  it("is chosen by those alone who may change tickets", async () => {
    const made = await make();
    expect((await bulk([made], TO_SECOND, qa)).status).toBe(403);
    expect((await bulk([made], TO_SECOND, { ...agent, cookie: "" })).status).toBe(401);
    expect(await read(made)).toEqual(made);
  });
});

/** Presence reaches the queue of a team through an outbox. */
async function online(colleague: Colleague, teamId: string) {
  const feed = await feedLine(colleague.cookie);
  await feed.next("feed.snapshot");
  feed.send({ type: "presence.set", status: "online" });
  await feed.next("presence", ({ status }) => status === "online");
  const queue = env.QUEUE.get(env.QUEUE.idFromName(teamId));
  await until(
    async () => ((await queue.onlineAgents("web")).includes(colleague.id) ? true : undefined),
    () => "the queue to know who is in",
  );
  return feed;
}
