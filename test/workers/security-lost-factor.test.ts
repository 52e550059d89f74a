/** A second factor that is lost is taken away by an administrator who proves themselves, and gives nobody the account. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { keysAnswer } from "#protocol/http-keys";
import type { Login } from "#scripts/seed/seed";
import { codeOf } from "#test/harness/authenticator-app";
import { appWithMail } from "#test/workers/app-with-mail";
import { Authenticator } from "#test/workers/authenticator";
import {
  accountOf,
  arrive,
  audited,
  type Colleague,
  changeAccess,
  join,
  makeRole,
  PASSWORD,
} from "#test/workers/colleagues";
import { feedLine } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import {
  auditOf,
  type Headers,
  me,
  passwordStep,
  SECOND_FACTOR,
  SIGN_IN,
  setUpApp,
  verdictOf,
  type WithApp,
} from "#test/workers/staff";

const { post: ask, sent } = appWithMail();
let admin: Colleague;
let login: Login;
beforeAll(async () => {
  const { logins } = await openShop();
  login = loginOf(logins, "admin");
  admin = await arrive(login);
});

async function personWithApp(access: object = { role: "agent" }): Promise<Colleague & { app: WithApp; login: Login }> {
  const person = await join(admin, access);
  const app = await setUpApp(headersOf(person));
  return { ...person, app, login: { ...login, email: person.email, password: PASSWORD } };
}

function headersOf({ cookie }: Pick<Colleague, "cookie">): Headers {
  return { cookie, origin: ORIGIN };
}

async function reset(by: Pick<Colleague, "cookie">, id: string, proof: object = {}): Promise<Response> {
  const { version } = await accountOf(admin, id);
  return ask(`/api/v1/accounts/${id}/second-factor/reset`, { version, ...proof }, headersOf(by));
}

describe("a lost second factor", () => {
  it("goes with its passkeys and codes; every session ends, the log has it and the person is told", async () => {
    const person = await personWithApp();
    const key = new Authenticator();
    const options = await post("/api/v1/account/passkeys/options", {}, person.app.headers);
    const { challenge } = (await options.json<{ options: { challenge: string } }>()).options;
    const response = key.create({ challenge });
    expect((await post("/api/v1/account/passkeys", { name: "Key", response }, person.app.headers)).status).toBe(200);
    const underWay = await passwordStep(person.login);
    const line = await feedLine(person.app.headers.cookie ?? "");
    sent.length = 0;

    expect((await reset(admin, person.id)).status).toBe(200);
    expect(await line.closed()).toBe(4401);
    expect((await me(person.app.headers)).status).toBe(401);
    expect(await accountOf(admin, person.id)).toMatchObject({ secondFactor: false });
    for (const table of ["totp", "passkeys", "recovery_codes", "session"]) {
      const rows = env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`).bind(person.id);
      expect([table, await rows.first("n")]).toEqual([table, 0]);
    }
    expect(sent).toMatchObject([{ to: person.email, subject: expect.stringContaining("两步验证已重置") }]);
    expect((await audited(person.id)).slice(-2).sort()).toEqual(["secondFactor.reset", "session.ended"]);
    expect((await auditOf("secondFactor.reset")).at(-1)).toMatchObject({ actor: admin.id });
    // What was under way, and whoever has the phone, comes no further.
    expect((await post(SECOND_FACTOR, { code: codeOf(person.app.secret) }, underWay)).status).toBe(401);
    const own = await post(SIGN_IN, { email: person.email, password: PASSWORD });
    expect(own.status).toBe(200);
    // There is nothing left to take away.
    expect(await verdictOf(await reset(admin, person.id))).toEqual([409, "changed_meanwhile"]);
  });

  it("leaves a role that asks for one with nothing but to set up another, after guesses in vain too", async () => {
    const roleId = await makeRole(admin, { name: "Guarded", permissions: ["conversation.read"] });
    await post("/api/v1/role-security", { role: roleId, secondFactorRequired: true }, headersOf(admin));
    const person = await join(admin, { roleId });
    expect(await (await me(headersOf(person))).json()).toMatchObject({ mustEnrol: true, permissions: ["account.own"] });
    await setUpApp(headersOf(person));
    const step = await passwordStep({ ...login, email: person.email, password: PASSWORD });
    for (let n = 0; n < 6; n += 1) await post(SECOND_FACTOR, { code: "000000" }, step);
    expect((await reset(admin, person.id)).status).toBe(200);
    const answer = await post(SIGN_IN, { email: person.email, password: PASSWORD });
    const headers = { cookie: answer.headers.getSetCookie().join().split(";")[0] ?? "", origin: ORIGIN };
    expect(await (await me(headers)).json()).toMatchObject({ mustEnrol: true, permissions: ["account.own"] });
    expect((await setUpApp(headers)).codes).toHaveLength(10);
  });

  it("is taken away by who manages accounts and may do as much, and never one's own", async () => {
    const person = await personWithApp();
    const agent = await join(admin, { role: "agent" });
    expect(await verdictOf(await reset(agent, person.id))).toEqual([403, "forbidden"]);
    const roleId = await makeRole(admin, { name: "Clerk", permissions: ["account.manage"] });
    const clerk = await join(admin, { roleId });
    expect(await verdictOf(await reset(clerk, person.id))).toEqual([403, "grants_exceeded"]);
    // Nor do they see or end the sessions of those who may do more.
    const path = `/api/v1/accounts/${person.id}/sessions`;
    expect((await call(path, { headers: headersOf(clerk) })).status).toBe(403);
    expect(await verdictOf(await post(`${path}/end`, {}, headersOf(clerk)))).toEqual([403, "grants_exceeded"]);
    expect(await verdictOf(await reset(admin, admin.id))).toEqual([403, "grants_exceeded"]);
    expect(await accountOf(admin, person.id)).toMatchObject({ secondFactor: true });
  });

  it("wants a proof of whoever takes it away, once their session is no longer fresh", async () => {
    const person = await personWithApp();
    await env.DB.prepare("UPDATE session SET created_at = created_at - 660000 WHERE user_id = ?").bind(admin.id).run();
    expect(await verdictOf(await reset(admin, person.id))).toEqual([403, "password_wanted"]);
    expect(await verdictOf(await reset(admin, person.id, { password: "no" }))).toEqual([403, "password_wrong"]);
    expect((await reset(admin, person.id, { password: login.password })).status).toBe(200);
  });
});

describe("a suspended account", () => {
  it("is let in by nothing: password, code, recovery code, passkey or a link that was mailed before", async () => {
    const person = await personWithApp();
    const key = new Authenticator();
    const options = await post("/api/v1/account/passkeys/options", {}, person.app.headers);
    const { challenge } = (await options.json<{ options: { challenge: string } }>()).options;
    await post("/api/v1/account/passkeys", { name: "Key", response: key.create({ challenge }) }, person.app.headers);
    const underWay = await passwordStep(person.login);
    sent.length = 0;
    await ask("/api/v1/password-resets", { email: person.email, locale: "en" });
    const token = /#token=([\w-]{43})/.exec(sent[0]?.text ?? "")?.[1] ?? "";
    expect(token).not.toBe("");

    const { version } = await accountOf(admin, person.id);
    expect((await ask(`/api/v1/accounts/${person.id}/suspend`, { version }, headersOf(admin))).status).toBe(200);
    expect((await auditOf("session.ended")).at(-1)?.detail).toEqual({ why: "suspended", which: "all" });
    expect((await post(SIGN_IN, { email: person.email, password: PASSWORD })).status).toBe(401);
    for (const body of [{ code: codeOf(person.app.secret) }, { recoveryCode: person.app.codes[0] }]) {
      expect((await post(SECOND_FACTOR, body, underWay)).status).toBe(401);
    }
    const asked = await post("/api/v1/sign-in/passkey/options", {}, { origin: ORIGIN });
    const again = (await asked.json<{ options: { challenge: string } }>()).options.challenge;
    key.counter += 1;
    const byKey = await post(
      "/api/v1/sign-in/passkey",
      { response: key.get({ challenge: again }) },
      { origin: ORIGIN },
    );
    expect(byKey.status).toBe(403);
    const body = { token, password: "tangerine kettle nine", locale: "en" };
    expect(await verdictOf(await ask("/api/v1/password-resets/finish", body))).toEqual([404, "link_spent"]);
    sent.length = 0;
    await ask("/api/v1/password-resets", { email: person.email, locale: "en" });
    expect(sent).toEqual([]);
    const sessions = env.DB.prepare("SELECT count(*) AS n FROM session WHERE user_id = ?").bind(person.id);
    expect(await sessions.first("n")).toBe(0);
  });
});

describe("a proof by passkey", () => {
  it("stands for both factors, once, and only if it is one's own", async () => {
    const [person, other] = [await personWithApp(), new Authenticator()];
    const own = new Authenticator();
    const stranger = await join(admin, { role: "agent" });
    const addTo = async (headers: Headers, key: Authenticator) => {
      const options = await post("/api/v1/account/passkeys/options", {}, headers);
      const { challenge } = (await options.json<{ options: { challenge: string } }>()).options;
      return post("/api/v1/account/passkeys", { name: "Key", response: key.create({ challenge }) }, headers);
    };
    expect((await addTo(person.app.headers, own)).status).toBe(200);
    expect((await addTo(headersOf(stranger), other)).status).toBe(200);
    await env.DB.prepare("UPDATE session SET created_at = created_at - 660000 WHERE user_id = ?").bind(person.id).run();
    const show = async (key: Authenticator) => {
      const asked = await post("/api/v1/sign-in/passkey/options", {}, { origin: ORIGIN });
      key.counter += 1;
      return key.get({ challenge: (await asked.json<{ options: { challenge: string } }>()).options.challenge });
    };
    const make = (passkey: object) => post("/api/v1/account/recovery-codes", { passkey }, person.app.headers);
    expect(await verdictOf(await make(await show(other)))).toEqual([403, "proof_wrong"]);
    const shown = await show(own);
    expect((await make(shown)).status).toBe(200);
    expect(await verdictOf(await make(shown))).toEqual([403, "proof_wrong"]);
  });
});

describe("recovery codes", () => {
  it("hold back the key that they were kept with, as they cannot be written anew", async () => {
    const rowsOf = async () => {
      const answer = await call("/api/v1/admin/keys", { headers: headersOf(admin) });
      const { items } = keysAnswer.parse(await answer.json());
      return items.find(({ ring }) => ring === "blind-index")?.keys[0]?.rows ?? 0;
    };
    const before = await rowsOf();
    await personWithApp();
    expect(await rowsOf()).toBe(before + 10);
  });
});

describe("a change of role", () => {
  it("to one that asks for a second factor restricts at once", async () => {
    const roleId = await makeRole(admin, { name: "Watched", permissions: ["conversation.read"] });
    await post("/api/v1/role-security", { role: roleId, secondFactorRequired: true }, headersOf(admin));
    const person = await join(admin, { role: "agent" });
    const line = await feedLine(person.cookie);
    const { version } = await accountOf(admin, person.id);
    expect((await changeAccess(admin, person.id, { roleId }, version)).status).toBe(200);
    expect(await line.closed()).toBe(4401);
    expect(await (await me(headersOf(person))).json()).toMatchObject({ mustEnrol: true, permissions: ["account.own"] });
  });
});
