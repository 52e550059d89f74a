/** Teams as administrators set them up, and how much each colleague may have on their hands. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { managedTeam, managedTeams } from "#protocol/http-teams";
import type { Login } from "#scripts/seed/seed";
import { arrive, audited, type Colleague, refusal, send } from "#test/workers/colleagues";
import { feedLine } from "#test/workers/line";
import { loginOf, openShop } from "#test/workers/shop";

let logins: readonly Login[];
let admin: Colleague;
const TEAMS = "/api/v1/admin/teams";

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await arrive(loginOf(logins, "admin"));
});
beforeEach(async () => {
  await env.DB.exec("DELETE FROM audit_log");
});

async function teams() {
  return managedTeams.parse(await (await send("GET", TEAMS, admin)).json());
}

async function make(name: string): Promise<Response> {
  return send("POST", TEAMS, admin, { name });
}

describe("teams", () => {
  it("are told with their members and the inboxes that begin in them", async () => {
    const { items, defaultCapacity } = await teams();
    expect(defaultCapacity).toBe(Number(env.DEFAULT_AGENT_CAPACITY));
    const support = items.find(({ id }) => id === "support");
    expect(support?.inboxes.map(({ id }) => id)).toEqual(["web"]);
    expect(support?.members.map(({ name }) => name).sort()).toEqual([
      "Chen Wei 陈薇",
      "Lin Yue 林悦",
      "Tom Baker 汤明",
    ]);
    expect(support?.members.every(({ capacity }) => capacity === undefined)).toBe(true);
  });

  it("are made, renamed and deleted while nobody is in them, and their queue can be found", async () => {
    const made = managedTeam.parse(await (await make("Wholesale · 批发")).json());
    const path = `${TEAMS}/${made.id}`;
    const queue = await env.DB.prepare("SELECT kind FROM actor_registry WHERE name = ?").bind(made.id).first("kind");
    expect(queue).toBe("queue");
    expect(await refusal(await make(" wholesale · 批发"))).toBe("name_taken");
    const rename = (name: string, nameBefore: string) => send("PUT", path, admin, { name, nameBefore });
    expect((await rename("Trade", made.name)).status).toBe(200);
    expect(await refusal(await rename("Commerce", made.name))).toBe("changed_meanwhile");
    expect(await refusal(await rename("Customer care · 客户服务", "Trade"))).toBe("name_taken");
    expect((await send("DELETE", path, admin)).status).toBe(200);
    expect((await send("DELETE", path, admin)).status).toBe(404);
    expect(await audited(made.id)).toEqual(["team.created", "team.renamed", "team.deleted"]);
  });

  it("stay while somebody is in them or asked to be, or an inbox begins there", async () => {
    expect(await refusal(await send("DELETE", `${TEAMS}/support`, admin))).toBe("in_use");
    const made = managedTeam.parse(await (await make("Asked")).json());
    const invitation = { email: "new@edgedesk.example", locale: "en", role: "agent", teamIds: [made.id] };
    expect((await send("POST", "/api/v1/invitations", admin, invitation)).status).toBe(201);
    expect(await refusal(await send("DELETE", `${TEAMS}/${made.id}`, admin))).toBe("in_use");
    await env.DB.exec("UPDATE invitations SET revoked_at_ms = 1");
    expect((await send("DELETE", `${TEAMS}/${made.id}`, admin)).status).toBe(200);
    await env.DB.prepare("UPDATE inboxes SET default_team_id = 'after-sales'").run();
    await env.DB.prepare("UPDATE user SET team_ids = '[]'").run();
    expect(await refusal(await send("DELETE", `${TEAMS}/after-sales`, admin))).toBe("in_use");
    await env.DB.prepare("UPDATE inboxes SET default_team_id = 'support'").run();
    await env.DB.prepare(`UPDATE user SET team_ids = '["support"]' WHERE role = 'agent'`).run();
  });
});

describe("how many conversations somebody has at once", () => {
  it("reaches their console and their queue, closes no line of theirs, and goes back to everybody's", async () => {
    const agent = await arrive(loginOf(logins, "agent"));
    const line = await feedLine(agent.cookie);
    const everybodys = (await line.next("feed.snapshot")).capacity;
    line.send({ type: "presence.set", status: "online" });
    const set = (capacity: number | null, capacityBefore: number | null) =>
      send("PUT", `/api/v1/admin/agents/${agent.id}/capacity`, admin, { capacity, capacityBefore });
    expect((await set(2, null)).status).toBe(200);
    await line.next("presence", ({ capacity }) => capacity === 2);
    const { items } = await teams();
    expect(items.flatMap(({ members }) => members).find(({ id }) => id === agent.id)?.capacity).toBe(2);

    const later = await feedLine(agent.cookie);
    expect((await later.next("feed.snapshot")).capacity).toBe(2);
    expect(await refusal(await set(9, null))).toBe("changed_meanwhile");
    const from = line.frames.length;
    expect((await set(null, 2)).status).toBe(200);
    await line.next("presence", ({ capacity }) => capacity === everybodys, from);
    expect(line.closedWith).toBeUndefined();
    expect(await audited(agent.id)).toEqual(["account.capacityChanged", "account.capacityChanged"]);
    line.close();
    later.close();
  });

  it("is one at least and no more than anybody could answer", async () => {
    const agent = await arrive(loginOf(logins, "agent"));
    for (const capacity of [0, -1, 101, 1.5, "3"]) {
      const body = { capacity, capacityBefore: null };
      expect((await send("PUT", `/api/v1/admin/agents/${agent.id}/capacity`, admin, body)).status).toBe(400);
    }
    const nobody = await send("PUT", "/api/v1/admin/agents/nobody/capacity", admin, {
      capacity: 3,
      capacityBefore: null,
    });
    expect(nobody.status).toBe(404);
  });

  it.each(["agent", "supervisor", "qa"] as const)("is not for a %s to say, nor are teams", async (role) => {
    const colleague = await arrive(loginOf(logins, role));
    const answers = [
      await send("GET", TEAMS, colleague),
      await send("POST", TEAMS, colleague, { name: "Mine" }),
      await send("PUT", `/api/v1/admin/agents/${colleague.id}/capacity`, colleague, {
        capacity: 9,
        capacityBefore: null,
      }),
    ];
    expect(answers.map(({ status }) => status)).toEqual([403, 403, 403]);
  });
});
