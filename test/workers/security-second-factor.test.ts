/** A second factor: set up, asked for, used once, and taken away again. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { stepAt } from "#domain/identity/totp";
import { recoveryCodes, securityOverview, totpSetUp } from "#protocol/http-security";
import type { Login } from "#scripts/seed/seed";
import { codeOf } from "#test/harness/authenticator-app";
import { dumpDatabase } from "#test/workers/dump";
import { feedLine } from "#test/workers/line";
import { call, cookieOf, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN } from "#test/workers/shop";
import {
  auditOf,
  freshAddress,
  idOf,
  me,
  passwordStep,
  SECOND_FACTOR,
  SIGN_IN,
  setUpApp,
  signedIn,
  verdictOf,
  type WithApp,
} from "#test/workers/staff";

let logins: readonly Login[];
beforeAll(async () => {
  ({ logins } = await openShop());
});

const MINUTES_AGO = 11 * 60_000;

/** As if no code had been used yet. */
async function forgetSteps(): Promise<void> {
  await env.DB.prepare("UPDATE totp SET last_step = 0").run();
}

/** As if the session had begun so long ago that it proves nothing any more. */
async function age(): Promise<void> {
  await env.DB.prepare("UPDATE session SET created_at = created_at - ?").bind(MINUTES_AGO).run();
}

describe("an authenticator app", () => {
  let login: Login;
  let app: WithApp;
  let userId: string;
  beforeAll(() => {
    login = loginOf(logins, "agent");
  });

  it("does not count before a code confirms it", async () => {
    const headers = await signedIn(login);
    userId = await idOf(headers);
    const set = totpSetUp.parse(await (await post("/api/v1/account/totp", {}, headers)).json());
    expect(set.uri).toContain(`secret=${set.secret}`);
    const wrong = await post("/api/v1/account/totp/confirm", { code: "000000" }, headers);
    expect(await verdictOf(wrong)).toEqual([401, "second_factor_wrong"]);
    expect((await me(headers)).status).toBe(200);
    const again = await post(SIGN_IN, { email: login.email, password: login.password });
    expect(again.status).toBe(200);
  });

  it("ends every session when it is set up, and goes on in a new one that needs no signing in", async () => {
    const [headers, other] = [await signedIn(login), await signedIn(login)];
    const line = await feedLine(other.cookie ?? "");
    app = await setUpApp(headers);
    expect(new Set(app.codes).size).toBe(10);
    expect(await line.closed()).toBe(4401);
    expect([(await me(headers)).status, (await me(other)).status, (await me(app.headers)).status]).toEqual([
      401, 401, 200,
    ]);
    const read = await call("/api/v1/account/security", { headers: app.headers });
    expect(securityOverview.parse(await read.json())).toMatchObject({ recoveryCodesLeft: 10, passkeys: [] });
    expect(await auditOf("secondFactor.enabled")).toEqual([
      { actor: userId, subject: `account:${userId}`, detail: { kind: "totp" } },
    ]);
  });

  it("is asked for after the right password, which alone opens nothing", async () => {
    const answer = await post(SIGN_IN, { email: login.email, password: login.password });
    expect(answer.headers.getSetCookie().join()).not.toContain("session_token");
    const step = answer.headers.getSetCookie().find((line) => line.includes("second_factor="));
    for (const attribute of [/; HttpOnly/i, /; Secure/i, /; SameSite=Strict/i, /^__Host-/, /; Path=\/(;|$)/i]) {
      expect(step).toMatch(attribute);
    }
    expect(await verdictOf(answer)).toEqual([401, "second_factor_wanted"]);
    expect((await me({ cookie: cookieOf(answer) })).status).toBe(401);
  });

  it("says what it takes, to whoever has come so far and to nobody else", async () => {
    const headers = await passwordStep(login);
    const answer = await call(SECOND_FACTOR, { headers });
    expect(await answer.json()).toEqual({ totp: true, passkey: false, recoveryCode: true });
    expect((await call(SECOND_FACTOR)).status).toBe(401);
    const forged = { cookie: `${headers.cookie?.split("=")[0]}=${"A".repeat(43)}` };
    expect((await call(SECOND_FACTOR, { headers: forged })).status).toBe(401);
  });

  it("lets in with its code once, and never again with the same one", async () => {
    const code = codeOf(app.secret);
    const headers = await passwordStep(login);
    const first = await post(SECOND_FACTOR, { code }, headers);
    expect(first.status).toBe(200);
    expect((await me({ cookie: cookieOf(first) })).status).toBe(200);
    // The step's own cookie is spent.
    await forgetSteps();
    expect((await post(SECOND_FACTOR, { code: codeOf(app.secret) }, headers)).status).toBe(401);
    await env.DB.prepare("UPDATE totp SET last_step = ?").bind(stepAt(Date.now())).run();
    const replayed = await post(SECOND_FACTOR, { code }, await passwordStep(login));
    expect(await verdictOf(replayed)).toEqual([401, "second_factor_wrong"]);
    expect((await auditOf("session.started")).at(-1)?.detail).toEqual({ method: "totp" });
  });

  it("lets one in of many that come with the same code at once", async () => {
    await forgetSteps();
    const code = codeOf(app.secret);
    const steps = [await passwordStep(login), await passwordStep(login), await passwordStep(login)];
    const answers = await Promise.all(steps.map((headers) => post(SECOND_FACTOR, { code }, headers)));
    expect(answers.map((answer) => answer.status).sort()).toEqual([200, 401, 401]);
  });

  it("is not to be used from a foreign page, nor with both kinds of code", async () => {
    const headers = await passwordStep(login);
    const foreign = await post(SECOND_FACTOR, { code: "123456" }, { ...headers, origin: SHOP_ORIGIN });
    expect(foreign.status).toBe(403);
    const both = await post(SECOND_FACTOR, { code: "123456", recoveryCode: app.codes[0] }, headers);
    expect(both.status).toBe(400);
  });

  it("rests sealed, and recovery codes as hashes", async () => {
    const rows = JSON.stringify(await dumpDatabase(), (_key, value: unknown) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    );
    for (const kept of [app.secret, ...app.codes, ...app.codes.map((code) => code.replaceAll("-", ""))]) {
      expect(rows).not.toContain(kept);
    }
  });
});

describe("a recovery code", () => {
  let login: Login;
  let app: WithApp;
  beforeAll(async () => {
    login = loginOf(logins, "supervisor");
    app = await setUpApp(await signedIn(login));
  });

  it("lets in once, however it is typed", async () => {
    const [code = ""] = app.codes;
    const typed = ` ${code.toUpperCase().replaceAll("-", " ")}`;
    const first = await post(SECOND_FACTOR, { recoveryCode: typed }, await passwordStep(login));
    expect(first.status).toBe(200);
    const second = await post(SECOND_FACTOR, { recoveryCode: code }, await passwordStep(login));
    expect(await verdictOf(second)).toEqual([401, "second_factor_wrong"]);
    expect(await auditOf("secondFactor.recoveryCodeUsed")).toHaveLength(1);
  });

  it("of somebody else, or of the app, opens nothing", async () => {
    const agent = await signedIn(loginOf(logins, "qa"));
    const other = await setUpApp(agent);
    const headers = await passwordStep(login);
    for (const body of [{ recoveryCode: other.codes[0] }, { recoveryCode: codeOf(app.secret) }]) {
      expect(await verdictOf(await post(SECOND_FACTOR, body, headers))).toEqual([401, "second_factor_wrong"]);
    }
  });

  it("is spent once new ones were made", async () => {
    const made = await post("/api/v1/account/recovery-codes", {}, app.headers);
    const { recoveryCodes: fresh } = recoveryCodes.parse(await made.json());
    const old = await post(SECOND_FACTOR, { recoveryCode: app.codes[1] }, await passwordStep(login));
    expect(old.status).toBe(401);
    const now = await post(SECOND_FACTOR, { recoveryCode: fresh[0] }, await passwordStep(login));
    expect(now.status).toBe(200);
  });

  it("is guessed at five times and no more, from wherever, and the wait is told", async () => {
    const headers = await passwordStep(login);
    let last = await post(SECOND_FACTOR, { recoveryCode: "00000-00000" }, { ...headers, ...freshAddress() });
    for (let n = 1; n < 6; n += 1) {
      expect([n, last.status]).toEqual([n, 401]);
      const from = n % 2 === 0 ? { recoveryCode: "00000-00000" } : { code: "000000" };
      last = await post(SECOND_FACTOR, from, { ...headers, ...freshAddress() });
    }
    expect(await verdictOf(last)).toEqual([429, "too_fast"]);
    expect(Number(last.headers.get("retry-after"))).toBeGreaterThan(14 * 60);
    // The right one is not heard either, and a new first step changes nothing.
    const right = await post(SECOND_FACTOR, { code: codeOf(app.secret) }, await passwordStep(login, freshAddress()));
    expect(right.status).toBe(429);
  });
});

describe("taking a second factor away", () => {
  it("asks for both factors once the session is no longer fresh, and hears few wrong ones", async () => {
    const login = loginOf(logins, "admin");
    const app = await setUpApp(await signedIn(login));
    await age();
    const path = "/api/v1/account/totp/remove";
    expect(await verdictOf(await post(path, {}, app.headers))).toEqual([403, "password_wanted"]);
    expect(await verdictOf(await post(path, { password: "not it" }, app.headers))).toEqual([403, "password_wrong"]);
    const { password } = login;
    expect(await verdictOf(await post(path, { password }, app.headers))).toEqual([403, "proof_wanted"]);
    const guess = await post(path, { password, code: "000000" }, app.headers);
    expect(await verdictOf(guess)).toEqual([403, "proof_wrong"]);
    // A code alone, as somebody who found the phone has it, does nothing.
    const alone = await post(path, { code: codeOf(app.secret) }, app.headers);
    expect(await verdictOf(alone)).toEqual([403, "password_wanted"]);
    const code = codeOf(app.secret);
    const made = await post("/api/v1/account/recovery-codes", { password, code }, app.headers);
    expect(made.status).toBe(200);
    // Used up, as by signing in.
    expect(await verdictOf(await post(path, { password, code }, app.headers))).toEqual([403, "proof_wrong"]);
    await forgetSteps();
    const removed = await post(path, { password, code: codeOf(app.secret) }, app.headers);
    expect(removed.status).toBe(200);
    // With the last factor go its codes, and the password is enough again.
    const read = await call("/api/v1/account/security", { headers: app.headers });
    expect(securityOverview.parse(await read.json())).toEqual({
      secondFactorRequired: false,
      recoveryCodesLeft: 0,
      passkeys: [],
    });
    expect((await post(SIGN_IN, { email: login.email, password: login.password })).status).toBe(200);
    for (let n = 0; n < 5; n += 1) await post(path, { password: "not it" }, app.headers);
    expect((await post(path, { password: login.password }, app.headers)).status).toBe(429);
  });

  it("is nothing for others: every door wants one's own session", async () => {
    for (const path of ["totp", "totp/confirm", "totp/remove", "recovery-codes", "passkeys/options"]) {
      expect((await post(`/api/v1/account/${path}`, {}, { origin: ORIGIN })).status).toBe(401);
    }
  });
});
