/** Passwords: changed by who knows them, set anew by who owns the mailbox, and guessed at by nobody for long. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import type { Login } from "#scripts/seed/seed";
import { appWithMail } from "#test/workers/app-with-mail";
import { feedLine } from "#test/workers/line";
import { loginOf, openShop, post, SHOP_ORIGIN } from "#test/workers/shop";
import { auditOf, freshAddress, idOf, me, SIGN_IN, signedIn, verdictOf } from "#test/workers/staff";

const CHANGE = "/api/v1/account/password";
const RESETS = "/api/v1/password-resets";
const NEW = "tangerine kettle nine";
let logins: readonly Login[];
const { post: ask, sent } = appWithMail();
beforeAll(async () => {
  ({ logins } = await openShop());
});

describe("changing one's password", () => {
  it("asks for the present one, ends the other sessions and their sockets, and tells the owner", async () => {
    const login = loginOf(logins, "agent");
    const [headers, other] = [await signedIn(login), await signedIn(login)];
    const line = await feedLine(other.cookie ?? "");
    const body = { currentPassword: login.password, newPassword: NEW, locale: "zh-CN" };
    expect((await ask(CHANGE, body, headers)).status).toBe(200);
    expect(await line.closed()).toBe(4401);
    expect([(await me(headers)).status, (await me(other)).status]).toEqual([200, 401]);
    const attempts = [login.password, NEW].map((password) => post(SIGN_IN, { email: login.email, password }));
    expect((await Promise.all(attempts)).map((answer) => answer.status)).toEqual([401, 200]);
    const userId = await idOf(headers);
    expect(await auditOf("password.changed")).toEqual([{ actor: userId, subject: `account:${userId}`, detail: {} }]);
    expect(sent).toMatchObject([{ to: login.email, subject: "您的 Edgedesk 密码已更改" }]);
    sent.length = 0;
  });

  it("is refused with a wrong present one, a few times and then not heard", async () => {
    const login = loginOf(logins, "supervisor");
    const headers = await signedIn(login);
    const wrong = { currentPassword: "not it", newPassword: NEW, locale: "en" };
    for (let n = 0; n < 5; n += 1)
      expect(await verdictOf(await ask(CHANGE, wrong, headers))).toEqual([403, "password_wrong"]);
    const right = await ask(CHANGE, { ...wrong, currentPassword: login.password }, headers);
    expect(await verdictOf(right)).toEqual([429, "too_fast"]);
    expect((await post(SIGN_IN, { email: login.email, password: login.password })).status).toBe(200);
  });

  it.each([
    ["elevenchars", "password_too_short"],
    ["Password2026!", "password_too_common"],
    ["sara.holm was here", "password_is_personal"],
  ])("to %j is refused", async (newPassword, reason) => {
    const login = loginOf(logins, "qa");
    const body = { currentPassword: login.password, newPassword, locale: "en" };
    expect(await verdictOf(await ask(CHANGE, body, await signedIn(login)))).toEqual([400, reason]);
  });
});

function tokenOf(mail: { text: string } | undefined): string {
  return /token=([A-Za-z0-9_-]{43})/.exec(mail?.text ?? "")?.[1] ?? "";
}

describe("a new password by mail", () => {
  it("is offered to every address in the same words, and mailed to those that have an account", async () => {
    const login = loginOf(logins, "admin");
    const answers = [];
    for (const email of [login.email.toUpperCase(), "nobody@edgedesk.example"]) {
      const answer = await ask(RESETS, { email, locale: "en" }, freshAddress());
      answers.push([answer.status, await answer.text(), answer.headers.getSetCookie()]);
    }
    expect(answers[0]).toEqual(answers[1]);
    expect(sent).toHaveLength(1);
    expect(sent[0]).toMatchObject({ to: login.email, subject: "Set a new Edgedesk password" });
    expect(sent[0]?.text).toContain(`https://desk.example/console/reset-password#token=${tokenOf(sent[0])}`);
    const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM verification").all()).results);
    expect(kept).toContain("password-reset:");
    expect(kept).not.toContain(tokenOf(sent[0]));
  });

  it("is set once, ends every session, and leaves the link dead", async () => {
    const login = loginOf(logins, "admin");
    const headers = await signedIn(login);
    const line = await feedLine(headers.cookie ?? "");
    const token = tokenOf(sent.at(-1));
    const weak = await ask(`${RESETS}/finish`, { token, password: "edgedesk1234", locale: "en" });
    expect(await verdictOf(weak)).toEqual([400, "password_too_common"]);
    const body = { token, password: NEW, locale: "en" };
    const both = await Promise.all([ask(`${RESETS}/finish`, body), ask(`${RESETS}/finish`, body)]);
    expect((await Promise.all(both.map(verdictOf))).sort()).toEqual([
      [200, "ok"],
      [404, "link_spent"],
    ]);
    expect(await line.closed()).toBe(4401);
    expect((await me(headers)).status).toBe(401);
    expect((await post(SIGN_IN, { email: login.email, password: NEW })).status).toBe(200);
    expect(await verdictOf(await ask(`${RESETS}/finish`, body))).toEqual([404, "link_spent"]);
    expect(await auditOf("password.reset")).toHaveLength(1);
    sent.length = 0;
  });

  it("goes by the newest link only, and by none after half an hour", async () => {
    const { email } = loginOf(logins, "qa");
    for (let n = 0; n < 2; n += 1) await ask(RESETS, { email, locale: "zh-CN" }, freshAddress());
    const [first, second] = sent.map(tokenOf);
    expect(sent[1]?.subject).toBe("重设您的 Edgedesk 密码");
    const finish = (token: string | undefined) => ask(`${RESETS}/finish`, { token, password: NEW, locale: "en" });
    expect(await verdictOf(await finish(first))).toEqual([404, "link_spent"]);
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + 30 * 60_000);
    expect(await verdictOf(await finish(second))).toEqual([404, "link_spent"]);
    now.mockRestore();
    expect(await verdictOf(await finish("A".repeat(43)))).toEqual([404, "link_spent"]);
    expect(await verdictOf(await finish("short"))).toEqual([400, "malformed"]);
    sent.length = 0;
  });

  it("is mailed three times in a while and no more, whether or not there is anybody", async () => {
    for (const email of [loginOf(logins, "agent").email, "nobody.else@edgedesk.example"]) {
      const statuses: number[] = [];
      for (let n = 0; n < 5; n += 1) statuses.push((await ask(RESETS, { email, locale: "en" }, freshAddress())).status);
      expect(statuses).toEqual([200, 200, 200, 429, 429]);
    }
    expect(sent).toHaveLength(3);
  });

  it("is not for foreign pages", async () => {
    const { email } = loginOf(logins, "agent");
    expect((await ask(RESETS, { email, locale: "en" }, { origin: SHOP_ORIGIN })).status).toBe(403);
    const body = { token: "A".repeat(43), password: NEW, locale: "en" };
    expect((await ask(`${RESETS}/finish`, body, { origin: SHOP_ORIGIN })).status).toBe(403);
  });
});
