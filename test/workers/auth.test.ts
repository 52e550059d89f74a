import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { problem } from "#protocol/http";
import type { Login } from "#scripts/seed/seed";
import { countingQueries } from "#test/workers/counting";
import { call, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN, signIn } from "#test/workers/shop";

let logins: readonly Login[];
beforeAll(async () => {
  ({ logins } = await openShop());
});

const SIGN_IN = "/api/auth/sign-in/email";

async function codeOf(answer: Response): Promise<string> {
  expect(answer.headers.get("content-type")).toBe("application/problem+json");
  return problem.parse(await answer.json()).code;
}

describe("signing in", () => {
  it("sets a cookie that scripts cannot read and other sites do not send, and says who it is", async () => {
    const login = loginOf(logins, "supervisor");
    const answer = await post(SIGN_IN, { email: login.email, password: login.password });
    expect(answer.status).toBe(200);
    const body = await answer.json();
    expect(body).toEqual({
      user: { id: expect.any(String), name: "Chen Wei 陈薇", email: login.email, role: "supervisor" },
    });
    const [cookie = ""] = answer.headers.getSetCookie();
    expect(cookie).toMatch(/^__Host-edgedesk\.session_token=/);
    for (const attribute of [/; HttpOnly/i, /; Secure/i, /; SameSite=Lax/i, /; Path=\/(;|$)/i]) {
      expect(cookie).toMatch(attribute);
    }
    // Of this very host: no sibling subdomain can set it, nor reads it.
    expect(cookie).not.toMatch(/; Domain=/i);
  });

  it("answers me with what this role may do", async () => {
    const cookie = await signIn(loginOf(logins, "qa"));
    const answer = await call("/api/v1/me", { headers: { cookie } });
    expect(answer.status).toBe(200);
    const me: { permissions: string[] } = await answer.json();
    expect(me).toMatchObject({ name: "Sara Holm 何沙", role: "qa", teamIds: [] });
    expect(me.permissions).toContain("conversation.note");
    expect(me.permissions).not.toContain("conversation.reply");
  });

  it("says the same of an unknown email and of a wrong password", async () => {
    const { email } = loginOf(logins, "agent");
    const wrong = await post(SIGN_IN, { email, password: "not it" });
    const unknown = await post(SIGN_IN, { email: "nobody@edgedesk.example", password: "not it" });
    for (const answer of [wrong, unknown]) {
      expect(answer.status).toBe(401);
      expect(answer.headers.getSetCookie()).toEqual([]);
      expect(await codeOf(answer)).toBe("unauthenticated");
    }
  });

  it("is refused to a foreign page", async () => {
    const { email, password } = loginOf(logins, "agent");
    for (const origin of ["https://evil.example", SHOP_ORIGIN, "null"]) {
      const answer = await post(SIGN_IN, { email, password }, { origin });
      expect(answer.status).toBe(403);
    }
    expect((await post(SIGN_IN, { email, password }, { origin: ORIGIN })).status).toBe(200);
  });

  it("keeps no client address, neither with the session nor with the count of attempts", async () => {
    const { email, password } = loginOf(logins, "agent");
    await post(SIGN_IN, { email, password }, { "cf-connecting-ip": "203.0.113.77" });
    const { results: sessions } = await env.DB.prepare("SELECT ip_address FROM session").all();
    const { results: counts } = await env.DB.prepare("SELECT key FROM sign_in_attempts").all();
    const kept = JSON.stringify([sessions, counts]);
    expect(sessions.length).toBeGreaterThan(0);
    expect(counts.length).toBeGreaterThan(1);
    expect(kept).not.toContain("203.0.113.77");
    expect(kept).toMatch(/"fd[0-9a-f]{2}:/);
  });

  it("is limited by address, and says when to come back", async () => {
    const attempt = () =>
      post(SIGN_IN, { email: "nobody@edgedesk.example", password: "x" }, { "cf-connecting-ip": "198.51.100.9" });
    let last = await attempt();
    for (let n = 1; n <= 30 && last.status === 401; n += 1) last = await attempt();
    expect(last.status).toBe(429);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(0);
    expect(await codeOf(last)).toBe("rate_limited");
  });
});

describe("an account", () => {
  it("is never made by signing up, nor changed through any endpoint we do not offer", async () => {
    const cookie = await signIn(loginOf(logins, "agent"));
    const before = await env.DB.prepare("SELECT * FROM user ORDER BY id").all();
    const person = { name: "Mallory", email: "m@evil.example", password: "a-long-password" };
    for (const path of ["sign-up/email", "update-user", "change-password", "delete-user", "admin/create-user", "ok"]) {
      for (const headers of [{}, { cookie, origin: ORIGIN }]) {
        const answer = await post(`/api/auth/${path}`, { ...person, role: "admin" }, headers);
        expect([path, answer.status]).toEqual([path, 404]);
      }
    }
    expect((await env.DB.prepare("SELECT * FROM user ORDER BY id").all()).results).toEqual(before.results);
  });
});

describe("signing out", () => {
  it("ends the session at once, and owes its sockets the news before it does", async () => {
    await env.DB.exec(
      "CREATE TABLE owed (kind TEXT, payload TEXT, session_was_there INTEGER); " +
        "CREATE TRIGGER note_owed AFTER INSERT ON d1_outbox BEGIN INSERT INTO owed SELECT NEW.kind, NEW.payload, " +
        "EXISTS (SELECT 1 FROM session WHERE id = json_extract(NEW.payload, '$.sessionId')); END;",
    );
    const cookie = await signIn(loginOf(logins, "admin"));
    const answer = await post("/api/auth/sign-out", {}, { cookie, origin: ORIGIN });
    expect(answer.status).toBe(200);
    expect(answer.headers.getSetCookie().join()).toMatch(/session_token=; Max-Age=0/);
    expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(401);
    const { results } = await env.DB.prepare("SELECT * FROM owed").all();
    expect(results).toEqual([{ kind: "session.ended", payload: expect.any(String), session_was_there: 1 }]);
  });

  it("needs a session, and our own page", async () => {
    expect((await post("/api/auth/sign-out", {})).status).toBe(401);
    const cookie = await signIn(loginOf(logins, "admin"));
    expect((await post("/api/auth/sign-out", {}, { cookie, origin: SHOP_ORIGIN })).status).toBe(403);
    expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(200);
  });
});

describe("a session", () => {
  it("costs one query to read", async () => {
    const cookie = await signIn(loginOf(logins, "agent"));
    const counted = countingQueries(env.DB);
    const { readAgent } = await import("#worker/auth");
    const request = new Request(ORIGIN, { headers: { cookie } });
    const agent = await readAgent({ ...env, DB: counted.db }, request, Date.now(), () => undefined);
    expect(agent).toMatchObject({ type: "agent", role: "agent", teamIds: ["support"] });
    expect(counted.queries).toHaveLength(1);
  });

  it("holds no longer than its row says", async () => {
    const cookie = await signIn(loginOf(logins, "agent"));
    await env.DB.prepare("UPDATE session SET expires_at = ?")
      .bind(Date.now() - 1)
      .run();
    expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(401);
  });

  it("is not taken from a cookie that somebody made or changed", async () => {
    const cookie = await signIn(loginOf(logins, "admin"));
    const [name = "", value = ""] = cookie.split("=");
    const token = decodeURIComponent(value).split(".")[0];
    for (const forged of [`${name}=${token}`, `${name}=${token}.AAAA`, `${cookie}x`, `${name}=`, `${name}=%00%ff`]) {
      expect((await call("/api/v1/me", { headers: { cookie: forged } })).status).toBe(401);
    }
  });

  it("is told to whoever holds its cookie, without its token", async () => {
    const cookie = await signIn(loginOf(logins, "agent"));
    const nobody = await call("/api/auth/get-session");
    expect([nobody.status, await nobody.json()]).toEqual([200, null]);
    const text = await (await call("/api/auth/get-session", { headers: { cookie } })).text();
    expect(JSON.parse(text)).toEqual({ user: expect.objectContaining({ role: "agent" }) });
    expect(text).not.toContain(decodeURIComponent(cookie.split("=")[1] ?? "").split(".")[0]);
  });
});
