/** Where one is signed in, signing out there, and roles that ask for a second factor. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { roleSecurity, sessionList } from "#protocol/http-security";
import type { Login } from "#scripts/seed/seed";
import { changeAccess } from "#test/workers/colleagues";
import { feedLine, until, upgrade } from "#test/workers/line";
import { call, cookieOf, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import {
  auditOf,
  freshAddress,
  type Headers,
  idOf,
  me,
  SIGN_IN,
  setUpApp,
  signedIn,
  verdictOf,
} from "#test/workers/staff";
import { readAgent } from "#worker/auth";

const SESSIONS = "/api/v1/account/sessions";
const FIREFOX = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0";
let logins: readonly Login[];
beforeAll(async () => {
  ({ logins } = await openShop());
});

async function sessionsOf(headers: Headers, path = SESSIONS) {
  return sessionList.parse(await (await call(path, { headers })).json()).items;
}

describe("one's sessions", () => {
  let login: Login;
  beforeAll(() => {
    login = loginOf(logins, "agent");
  });

  it("are listed with the device in coarse words, and the present one marked", async () => {
    const body = { email: login.email, password: login.password };
    const answer = await post(SIGN_IN, body, { "user-agent": FIREFOX, ...freshAddress() });
    const headers = { cookie: cookieOf(answer), origin: ORIGIN };
    const other = await signedIn(login);
    const [mine, theirs] = [await sessionsOf(headers), await sessionsOf(other)];
    expect(mine.find(({ isCurrent }) => isCurrent)).toMatchObject({ browser: "Firefox", system: "Linux" });
    expect(mine.map(({ id }) => id)).toEqual(theirs.map(({ id }) => id));
    expect(theirs.find(({ isCurrent }) => isCurrent)?.id).not.toBe(mine.find(({ isCurrent }) => isCurrent)?.id);
    const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM session").all()).results);
    expect(kept).toContain("Firefox, Linux");
    expect(kept).not.toMatch(/Gecko|rv:140|198\.51/);
  });

  it("end one by one from elsewhere: a stolen cookie is dead and its sockets close", async () => {
    const [mine, stolen] = [await signedIn(login), await signedIn(login)];
    const line = await feedLine(stolen.cookie ?? "");
    const id = (await sessionsOf(stolen)).find(({ isCurrent }) => isCurrent)?.id;
    expect((await post(`${SESSIONS}/${id}/end`, {}, mine)).status).toBe(200);
    expect((await me(stolen)).status).toBe(401);
    expect(await line.closed()).toBe(4401);
    expect((await post(`${SESSIONS}/${id}/end`, {}, mine)).status).toBe(404);
    const userId = await idOf(mine);
    expect((await auditOf("session.ended")).at(-1)).toEqual({
      actor: userId,
      subject: `session:${id}`,
      detail: { why: "bySelf", which: "one" },
    });
  });

  it("end all but this one", async () => {
    const [mine, other] = [await signedIn(login), await signedIn(login)];
    const [going, ending] = [await feedLine(mine.cookie ?? ""), await feedLine(other.cookie ?? "")];
    expect((await post(`${SESSIONS}/end-others`, {}, mine)).status).toBe(200);
    expect(await ending.closed()).toBe(4401);
    expect(await sessionsOf(mine)).toMatchObject([{ isCurrent: true }]);
    expect(going.closedWith).toBeUndefined();
    // There is none any more, and nothing to write down.
    const before = (await auditOf("session.ended")).length;
    await post(`${SESSIONS}/end-others`, {}, mine);
    expect(await auditOf("session.ended")).toHaveLength(before);
  });

  it("are nobody else's", async () => {
    const [mine, other] = [await signedIn(login), await signedIn(loginOf(logins, "qa"))];
    const id = (await sessionsOf(mine)).find(({ isCurrent }) => isCurrent)?.id;
    expect((await post(`${SESSIONS}/${id}/end`, {}, other)).status).toBe(404);
    expect((await me(mine)).status).toBe(200);
  });

  it("are seen to be used, and that costs a write every ten minutes at most", async () => {
    const headers = await signedIn(login);
    const request = new Request(ORIGIN, { headers });
    const read = async (nowMs: number) => {
      const context = createExecutionContext();
      let writes = 0;
      const later = (work: Promise<void>) => {
        writes += 1;
        context.waitUntil(work);
      };
      await readAgent(env, request, nowMs, later);
      await waitOnExecutionContext(context);
      return writes;
    };
    const nowMs = Date.now();
    const tenMinutes = 10 * 60_000;
    const writes = [await read(nowMs), await read(nowMs + tenMinutes + 5_000), await read(nowMs + tenMinutes + 6_000)];
    expect(writes).toEqual([0, 1, 0]);
    const seen = (await sessionsOf(headers)).find(({ isCurrent }) => isCurrent)?.seenAt ?? "";
    expect(Date.parse(seen)).toBe(nowMs + tenMinutes + 5_000);
  });
});

describe("how long a session lasts", () => {
  const DAY_MS = 24 * 3_600_000;
  const read = async (headers: Headers, nowMs: number) => {
    const context = createExecutionContext();
    const agent = await readAgent(env, new Request(ORIGIN, { headers }), nowMs, (work) => context.waitUntil(work));
    await waitOnExecutionContext(context);
    return agent;
  };

  it("is three days unused, and using it begins them anew", async () => {
    const headers = await signedIn(loginOf(logins, "qa"));
    const nowMs = Date.now();
    expect(await read(headers, nowMs + 3 * DAY_MS + 1_000)).toBeUndefined();
    const used = await read(headers, nowMs + 2 * DAY_MS);
    expect(used?.expiresAtMs).toBeLessThanOrEqual(nowMs + 3 * DAY_MS);
    expect((await read(headers, nowMs + 4 * DAY_MS))?.expiresAtMs).toBe(nowMs + 5 * DAY_MS);
  });

  it("is fourteen days however much it is used, and a socket goes by the same end", async () => {
    const headers = await signedIn(loginOf(logins, "qa"));
    const startMs = Date.now();
    let last = await read(headers, startMs);
    for (let day = 1; day <= 13; day += 1) last = await read(headers, startMs + day * DAY_MS);
    last = await read(headers, startMs + 13.5 * DAY_MS);
    expect(last?.expiresAtMs).toBeLessThanOrEqual(startMs + 14 * DAY_MS + 1_000);
    expect(await read(headers, startMs + 14 * DAY_MS + 1_000)).toBeUndefined();
  });
});

describe("somebody else's sessions", () => {
  it("are listed and ended by who manages accounts, and by nobody else", async () => {
    const [admin, qa] = [await signedIn(loginOf(logins, "admin")), await signedIn(loginOf(logins, "qa"))];
    const [adminId, id] = [await idOf(admin), await idOf(qa)];
    const path = `/api/v1/accounts/${id}/sessions`;
    expect((await call(path, { headers: qa })).status).toBe(403);
    expect((await post(`${path}/end`, {}, qa)).status).toBe(403);
    expect(await sessionsOf(admin, path)).not.toHaveLength(0);
    const line = await feedLine(qa.cookie ?? "");
    expect((await post(`${path}/end`, {}, admin)).status).toBe(200);
    expect(await line.closed()).toBe(4401);
    expect((await me(qa)).status).toBe(401);
    expect((await auditOf("session.ended")).at(-1)).toEqual({
      actor: adminId,
      subject: `account:${id}`,
      detail: { why: "byAdministrator", which: "all" },
    });
    expect((await call("/api/v1/accounts/nobody/sessions", { headers: admin })).status).toBe(404);
    expect((await post("/api/v1/accounts/nobody/sessions/end", {}, admin)).status).toBe(404);
  });
});

describe("a role that asks for a second factor", () => {
  const POLICY = "/api/v1/role-security";
  let admin: Headers;
  beforeAll(async () => {
    admin = await signedIn(loginOf(logins, "admin"));
  });
  const ask = (role: string, secondFactorRequired: boolean) => post(POLICY, { role, secondFactorRequired }, admin);

  it("closes the sockets of those who have none, and leaves them nothing but to set one up", async () => {
    const supervisor = await signedIn(loginOf(logins, "supervisor"));
    const agent = await signedIn(loginOf(logins, "agent"));
    const [held, going] = [await feedLine(supervisor.cookie ?? ""), await feedLine(agent.cookie ?? "")];
    expect((await ask("supervisor", true)).status).toBe(200);
    expect(await held.closed()).toBe(4401);
    expect(going.closedWith).toBeUndefined();
    expect(await (await me(supervisor)).json()).toMatchObject({ mustEnrol: true, permissions: ["account.own"] });
    expect((await call("/api/v1/agents", { headers: supervisor })).status).toBe(403);
    expect((await upgrade("/api/v1/agent/socket", supervisor)).status).toBe(403);
    expect(await (await me(agent)).json()).not.toHaveProperty("mustEnrol");

    const app = await setUpApp(supervisor);
    const after = await me(app.headers);
    const body = await after.json<{ permissions: string[] }>();
    expect(body).not.toHaveProperty("mustEnrol");
    expect(body.permissions).toContain("conversation.assign");
    const line = await feedLine(app.headers.cookie ?? "");
    await until(
      () => (line.frames.length > 0 ? true : undefined),
      () => "the feed",
    );
    // The only one they have cannot be taken away again.
    const removed = await post("/api/v1/account/totp/remove", {}, app.headers);
    expect(await verdictOf(removed)).toEqual([409, "second_factor_needed"]);
    expect((await me(app.headers)).status).toBe(200);
    going.close();
    line.close();
  });

  it("is told, and written down when it changes and only then", async () => {
    const answer = await call(POLICY, { headers: admin });
    expect(roleSecurity.parse(await answer.json())).toEqual({
      items: [{ role: "supervisor", secondFactorRequired: true }],
    });
    await ask("supervisor", true);
    expect(await auditOf("role.secondFactorChanged")).toMatchObject([
      { subject: "role:supervisor", detail: { required: true } },
    ]);
    await ask("supervisor", false);
    expect(await auditOf("role.secondFactorChanged")).toHaveLength(2);
  });

  it("holds for those who get the role later, and no longer for those who lose it", async () => {
    await ask("qa", true);
    const admin = await signedIn(loginOf(logins, "admin"));
    const agent = await signedIn(loginOf(logins, "agent"));
    const id = await idOf(agent);
    const become = (role: "qa" | "agent") =>
      changeAccess({ cookie: admin.cookie ?? "" }, id, { role, teamIds: ["support"] });
    await become("qa");
    expect(await (await me(agent)).json()).toMatchObject({ mustEnrol: true });
    await become("agent");
    expect(await (await me(agent)).json()).not.toHaveProperty("mustEnrol");
  });

  it("is asked for by who manages roles alone", async () => {
    const agent = await signedIn(loginOf(logins, "agent"));
    expect((await post(POLICY, { role: "agent", secondFactorRequired: true }, agent)).status).toBe(403);
    expect((await call(POLICY, { headers: agent })).status).toBe(403);
    expect((await ask("no such role!", true)).status).toBe(400);
  });
});
