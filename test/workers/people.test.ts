/** Somebody's access is changed by who may, holds at once, and always leaves an administrator. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { agentList } from "#protocol/http";
import { accessChoices } from "#protocol/http-accounts";
import { begin } from "#test/workers/begin";
import {
  acceptInvitation,
  accountOf,
  accounts,
  arrive,
  audited,
  type Colleague,
  changeAccess,
  invite,
  join,
  makeRole,
  me,
  PASSWORD,
  refusal,
  send,
  settle,
} from "#test/workers/colleagues";
import { agentLine, feedLine, upgrade } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";

let admin: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
});

function signIn(email: string, password: string): Promise<Response> {
  return post("/api/auth/sign-in/email", { email, password }, { "cf-connecting-ip": `203.0.113.${email.length}` });
}

/** Without what every request has of its own. */
async function told(answer: Response): Promise<unknown> {
  const { requestId: _, ...problem } = (await answer.json()) as Record<string, unknown>;
  return [answer.status, problem, answer.headers.getSetCookie()];
}

describe("the list of people", () => {
  it("tells who each is, what they may do, and when they were last here", async () => {
    const person = await join(admin, { role: "supervisor", teamIds: ["support"], inboxIds: ["web"] });
    const { items } = await accounts(admin);
    expect(items.length).toBeGreaterThan(6);
    expect(items.find(({ id }) => id === person.id)).toMatchObject({
      email: person.email,
      role: "supervisor",
      teamIds: ["support"],
      inboxIds: ["web"],
      status: "active",
      version: 1,
      mayChange: true,
      lastSeenAt: expect.any(String),
    });
    expect(JSON.stringify(items)).not.toMatch(/password|token|scrypt/);
  });

  it("comes with what can be given", async () => {
    const roleId = await makeRole(admin, { name: "Choice", permissions: ["conversation.read"] });
    const answer = await call("/api/v1/accounts/choices", { headers: { cookie: admin.cookie } });
    const choices = accessChoices.parse(await answer.json());
    expect(choices.roles.slice(0, 4).map(({ role }) => role)).toEqual(["agent", "supervisor", "qa", "admin"]);
    expect(choices.roles).toContainEqual({ role: "agent", roleId, name: "Choice", mayGive: true });
    expect(choices.teams.map(({ id }) => id)).toEqual(["after-sales", "support"]);
    expect(choices.inboxes.map(({ id }) => id)).toEqual(["web"]);
  });
});

describe("a change of access", () => {
  it("holds from the next request on, and closes what was open within five seconds", async () => {
    const { conversationId } = await begin();
    const person = await join(admin, { role: "supervisor", teamIds: ["support"] });
    const lines = [await feedLine(person.cookie), await agentLine(conversationId, person.cookie)];
    const beganAtMs = Date.now();
    expect((await changeAccess(admin, person.id, { role: "qa", teamIds: [], inboxIds: ["web"] })).status).toBe(200);
    expect(await me(person.cookie)).toMatchObject({ role: "qa", teamIds: [] });
    expect(await Promise.all(lines.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
    const refused = await send("POST", `/api/v1/conversations/${conversationId}/accept`, person, {});
    expect(refused.status).toBe(403);
    // The session goes on: the console comes back with what it may do now.
    const again = await feedLine(person.cookie);
    expect((await again.next("feed.snapshot")).type).toBe("feed.snapshot");
    again.close();
    expect(await audited(person.id)).toEqual(["account.joined", "account.accessChanged"]);
  });

  it("says in the audit log what was and what is, and names nobody", async () => {
    const person = await join(admin, { role: "agent" });
    await changeAccess(admin, person.id, { role: "qa", teamIds: ["support"], inboxIds: ["web"] });
    const row = await env.DB.prepare(
      "SELECT * FROM audit_log WHERE subject_id = ? AND action = 'account.accessChanged'",
    )
      .bind(person.id)
      .first();
    expect(row).toMatchObject({ actor_id: admin.id, actor_type: "agent", origin: expect.stringMatching(/^fd/) });
    expect(JSON.parse(String(row?.detail))).toEqual({
      roleBefore: "agent",
      role: "qa",
      teams: ["support"],
      inboxes: ["web"],
    });
    expect(JSON.stringify(row)).not.toContain("@");
  });

  it("that was decided on what somebody has changed since is refused", async () => {
    const person = await join(admin, { role: "agent" });
    const { version } = await accountOf(admin, person.id);
    expect((await changeAccess(admin, person.id, { role: "qa" }, version)).status).toBe(200);
    const late = await changeAccess(admin, person.id, { role: "supervisor" }, version);
    expect([late.status, await refusal(late)]).toEqual([409, "changed_meanwhile"]);
    const other = await join(admin, { role: "admin" });
    const seen = (await accountOf(admin, person.id)).version;
    const both = await Promise.all([
      changeAccess(admin, person.id, { role: "supervisor" }, seen),
      changeAccess(other, person.id, { role: "agent" }, seen),
    ]);
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409]);
    expect(await audited(person.id)).toEqual(["account.joined", "account.accessChanged", "account.accessChanged"]);
    await changeAccess(admin, other.id, { role: "agent" });
  });

  it("takes no person, role, team or inbox that does not exist", async () => {
    const person = await join(admin, { role: "agent" });
    expect((await changeAccess(admin, person.id, { role: "boss" })).status).toBe(400);
    expect((await changeAccess(admin, person.id, { role: "agent", teamIds: ["nowhere"] })).status).toBe(404);
    expect((await changeAccess(admin, person.id, { role: "agent", inboxIds: ["nowhere"] })).status).toBe(404);
    expect((await changeAccess(admin, "nobody", { role: "agent" }, 1)).status).toBe(404);
    expect(await audited(person.id)).toEqual(["account.joined"]);
  });

  it("reaches a socket that was on its way in meanwhile", async () => {
    const { conversationId } = await begin();
    const person = await join(admin, { role: "supervisor" });
    const opening = Array.from({ length: 6 }, (_, nth) =>
      nth % 2 === 0 ? agentLine(conversationId, person.cookie) : feedLine(person.cookie),
    );
    await changeAccess(admin, person.id, { role: "agent", inboxIds: ["web"] });
    const { version } = await accountOf(admin, person.id);
    const isOld = async (line: { closedWith: number | undefined; closed(): Promise<number> }) => line.closed();
    const opened = await Promise.allSettled(opening);
    const versions = opened.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
    // Each either ends, or was opened with what holds now.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    const still = versions.filter((line) => line.closedWith === undefined);
    const actor = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
    const { runInDurableObject } = await import("cloudflare:test");
    const attached = await runInDurableObject(actor, (_, state) =>
      state
        .getWebSockets()
        .map((socket) => socket.deserializeAttachment().principal)
        .filter((principal) => principal.id === person.id)
        .map((principal) => principal.accessVersion as number),
    );
    expect(attached.every((each) => each === version)).toBe(true);
    for (const line of still) line.close();
    await Promise.all(versions.filter((line) => line.closedWith !== undefined).map(isOld));
  });
});

describe("the last administrator", () => {
  it("is neither demoted nor suspended, not even by two who do it to each other at once", async () => {
    for (const access of [{ role: "agent" }, { role: "supervisor" }]) {
      const answer = await changeAccess(admin, admin.id, access);
      expect([answer.status, await refusal(answer)]).toEqual([409, "last_admin"]);
    }
    const everything = await makeRole(admin, { name: "Almost", role: "admin", permissions: ["account.manage"] });
    const custom = await changeAccess(admin, admin.id, { roleId: everything });
    expect([custom.status, await refusal(custom)]).toEqual([409, "last_admin"]);
    const suspended = await settle(admin, admin.id, "suspend");
    expect([suspended.status, await refusal(suspended)]).toEqual([409, "last_admin"]);

    const second = await join(admin, { role: "admin" });
    const [versionOfSecond, versionOfFirst] = [
      (await accountOf(admin, second.id)).version,
      (await accountOf(admin, admin.id)).version,
    ];
    const both = await Promise.all([
      changeAccess(admin, second.id, { role: "agent" }, versionOfSecond),
      send("POST", `/api/v1/accounts/${admin.id}/suspend`, second, { version: versionOfFirst }),
    ]);
    expect(both.filter(({ status }) => status === 200)).toHaveLength(1);
    const left = await env.DB.prepare(
      "SELECT count(*) AS n FROM user WHERE role = 'admin' AND role_id IS NULL AND suspended_at_ms IS NULL",
    ).first("n");
    expect(left).toBe(1);
    // Whoever remains goes on as the administrator of the tests that follow.
    if (both[1]?.status === 200) admin = second;
  });
});

describe("suspending somebody", () => {
  it("ends their sessions and sockets within five seconds, and they sign in as with a wrong password", async () => {
    const { conversationId } = await begin();
    const person = await join(admin, { role: "agent", teamIds: ["support"] });
    const lines = [await feedLine(person.cookie), await agentLine(conversationId, person.cookie)];
    const beganAtMs = Date.now();
    expect((await settle(admin, person.id, "suspend")).status).toBe(200);
    expect(await Promise.all(lines.map((line) => line.closed()))).toEqual([4401, 4401]);
    expect(Date.now() - beganAtMs).toBeLessThan(5_000);
    expect((await call("/api/v1/me", { headers: { cookie: person.cookie } })).status).toBe(401);
    const headers = { cookie: person.cookie, origin: ORIGIN };
    expect((await upgrade("/api/v1/agent/socket", headers)).status).toBe(401);
    const [right, wrong] = [await signIn(person.email, PASSWORD), await signIn(person.email, "not their password")];
    expect(await told(right)).toEqual(await told(wrong));
    expect(right.status).toBe(401);
    const sessions = env.DB.prepare("SELECT count(*) AS n FROM session WHERE user_id = ?").bind(person.id);
    expect(await sessions.first("n")).toBe(0);
    expect(await accountOf(admin, person.id)).toMatchObject({ status: "suspended" });
    const again = await settle(admin, person.id, "suspend");
    expect([again.status, await refusal(again)]).toEqual([409, "changed_meanwhile"]);

    expect((await settle(admin, person.id, "restore")).status).toBe(200);
    expect((await signIn(person.email, PASSWORD)).status).toBe(200);
    expect((await audited(person.id)).sort()).toEqual([
      "account.joined",
      "account.restored",
      "account.suspended",
      "session.ended",
      "session.refused",
      "session.refused",
    ]);
  });

  it("leaves no session to one who signs in at that very moment", async () => {
    const person = await join(admin, { role: "agent" });
    const [answer] = await Promise.all([signIn(person.email, PASSWORD), settle(admin, person.id, "suspend")]);
    const cookie = answer.headers
      .getSetCookie()
      .map((each) => each.split(";")[0])
      .join("; ");
    expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(401);
  });

  it("keeps them from being invited anew, and from being given work, though their name stays known", async () => {
    const { conversationId } = await begin();
    const person = await join(admin, { role: "agent", teamIds: ["support"] });
    const feed = await feedLine(person.cookie);
    feed.send({ type: "presence.set", status: "online" });
    await feed.next("presence", ({ status }) => status === "online");
    await settle(admin, person.id, "suspend");
    const assigned = await send("POST", `/api/v1/conversations/${conversationId}/assign`, admin, {
      agentId: person.id,
    });
    expect(assigned.status).toBe(404);
    const invited = await send("POST", "/api/v1/invitations", admin, {
      email: person.email,
      locale: "en",
      role: "agent",
      teamIds: [],
    });
    expect(await refusal(invited)).toBe("email_taken");
    const agents = agentList.parse(await (await call("/api/v1/agents", { headers: { cookie: admin.cookie } })).json());
    expect(agents.items.find(({ id }) => id === person.id)).toMatchObject({ takesWork: false, status: "offline" });
  });

  it("is told by the invitation's link to nobody: it is spent for who joined long ago", async () => {
    const { token } = await invite(admin, { role: "agent" });
    expect((await acceptInvitation(token)).status).toBe(201);
    const answer = await acceptInvitation(token);
    expect([answer.status, await refusal(answer)]).toEqual([404, "link_spent"]);
  });
});
