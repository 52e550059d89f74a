/** Passkeys: made, used in place of both factors, and whatever a browser would never do. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { passkeyOptions, recoveryCodes, securityOverview } from "#protocol/http-security";
import type { Login } from "#scripts/seed/seed";
import { Authenticator, type Ceremony } from "#test/workers/authenticator";
import { call, cookieOf, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN } from "#test/workers/shop";
import { auditOf, type Headers, idOf, me, passwordStep, SECOND_FACTOR, signedIn, verdictOf } from "#test/workers/staff";

const SIGN_IN = "/api/v1/sign-in/passkey";
const ADD = "/api/v1/account/passkeys";
let logins: readonly Login[];
beforeAll(async () => {
  ({ logins } = await openShop());
});

async function optionsFor(headers: Headers) {
  const answer = await post(`${ADD}/options`, {}, headers);
  return passkeyOptions.parse(await answer.json()).options;
}

async function challenge(): Promise<string> {
  const answer = await post(`${SIGN_IN}/options`, {}, { origin: ORIGIN });
  return passkeyOptions.parse(await answer.json()).options.challenge;
}

async function add(headers: Headers, authenticator: Authenticator, more: Partial<Ceremony> = {}): Promise<Response> {
  const { challenge: asked } = await optionsFor(headers);
  const response = authenticator.create({ challenge: asked, ...more });
  return post(ADD, { name: "Laptop 笔记本", response }, headers);
}

async function overview(headers: Headers) {
  return securityOverview.parse(await (await call("/api/v1/account/security", { headers })).json());
}

describe("a passkey", () => {
  const laptop = new Authenticator();
  let login: Login;
  let headers: Headers;

  it("is made for this person, with their owner's verification, and comes with recovery codes", async () => {
    login = loginOf(logins, "agent");
    const before = await signedIn(login);
    expect(await optionsFor(before)).toMatchObject({
      rp: { id: "desk.example", name: "Edgedesk" },
      user: { name: login.email },
      authenticatorSelection: { residentKey: "required", userVerification: "required" },
      attestation: "none",
    });
    const answer = await add(before, laptop);
    expect(recoveryCodes.parse(await answer.json()).recoveryCodes).toHaveLength(10);
    headers = { cookie: cookieOf(answer), origin: ORIGIN };
    expect((await me(before)).status).toBe(401);
    expect(await overview(headers)).toMatchObject({ passkeys: [{ name: "Laptop 笔记本" }], recoveryCodesLeft: 10 });
    const userId = await idOf(headers);
    expect(await auditOf("passkey.added")).toMatchObject([{ actor: userId, subject: `account:${userId}` }]);
    const { results } = await env.DB.prepare("SELECT hex(sealed_name) AS name FROM passkeys").all<{ name: string }>();
    expect(Buffer.from(results[0]?.name ?? "", "hex").toString()).not.toContain("Laptop");
  });

  it("signs in alone, where the password then needs a second step", async () => {
    laptop.counter += 1;
    const response = laptop.get({ challenge: await challenge() });
    const answer = await post(SIGN_IN, { response }, { origin: ORIGIN });
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ user: expect.objectContaining({ email: login.email }) });
    expect((await me({ cookie: cookieOf(answer) })).status).toBe(200);
    expect((await auditOf("session.started")).at(-1)?.detail).toEqual({ method: "passkey" });
    const step = await passwordStep(login);
    expect(await (await call(SECOND_FACTOR, { headers: step })).json()).toEqual({
      totp: false,
      passkey: true,
      recoveryCode: true,
    });
  });

  it.each([
    ["without its owner's verification", { isVerified: false }],
    ["for a foreign page", { origin: SHOP_ORIGIN }],
    ["for another host", { rpId: "evil.example" }],
    ["a challenge that nobody set", { challenge: "A".repeat(43) }],
  ])("that signed %s is refused", async (_what, more) => {
    laptop.counter += 1;
    const response = laptop.get({ challenge: await challenge(), ...more });
    expect(await verdictOf(await post(SIGN_IN, { response }, { origin: ORIGIN }))).toEqual([403, "passkey_refused"]);
  });

  it("is good once a challenge, and not for a challenge that ran out or was set for adding one", async () => {
    laptop.counter += 1;
    const response = laptop.get({ challenge: await challenge() });
    expect((await post(SIGN_IN, { response }, { origin: ORIGIN })).status).toBe(200);
    expect((await post(SIGN_IN, { response }, { origin: ORIGIN })).status).toBe(403);
    laptop.counter += 1;
    const late = laptop.get({ challenge: await challenge() });
    await env.DB.prepare("UPDATE verification SET expires_at = ?").bind(Date.now()).run();
    expect((await post(SIGN_IN, { response: late }, { origin: ORIGIN })).status).toBe(403);
    const other = laptop.get({ challenge: (await optionsFor(headers)).challenge });
    expect((await post(SIGN_IN, { response: other }, { origin: ORIGIN })).status).toBe(403);
  });

  it("whose count goes back is a copy, and refused", async () => {
    laptop.counter = 1;
    const response = laptop.get({ challenge: await challenge() });
    expect((await post(SIGN_IN, { response }, { origin: ORIGIN })).status).toBe(403);
    laptop.counter = 100;
  });

  it("that nobody has, or with a changed signature, is refused; nonsense is malformed", async () => {
    const stranger = new Authenticator().get({ challenge: await challenge() });
    expect((await post(SIGN_IN, { response: stranger }, { origin: ORIGIN })).status).toBe(403);
    const mine = laptop.get({ challenge: await challenge() });
    const signature = `AAAA${mine.response.signature.slice(4)}`;
    const changed = { ...mine, response: { ...mine.response, signature } };
    expect((await post(SIGN_IN, { response: changed }, { origin: ORIGIN })).status).toBe(403);
    const nonsense = { ...mine, response: { ...mine.response, authenticatorData: "AA", clientDataJSON: "e30" } };
    expect((await post(SIGN_IN, { response: nonsense }, { origin: ORIGIN })).status).toBe(403);
    expect((await post(SIGN_IN, { response: "x" }, { origin: ORIGIN })).status).toBe(400);
    const foreign = await post(SIGN_IN, { response: mine }, { origin: SHOP_ORIGIN });
    expect(await verdictOf(foreign)).toEqual([403, "forbidden"]);
  });

  it("cannot be added to another account than the one that was asked for, nor unverified", async () => {
    const other = await signedIn(loginOf(logins, "qa"));
    const { challenge: mine } = await optionsFor(headers);
    const response = new Authenticator().create({ challenge: mine });
    expect((await post(ADD, { name: "x", response }, other)).status).toBe(403);
    expect((await add(other, new Authenticator(), { isVerified: false })).status).toBe(403);
    expect((await add(other, new Authenticator(), { origin: SHOP_ORIGIN })).status).toBe(403);
    expect((await overview(other)).passkeys).toEqual([]);
  });

  it("that is known already is not added twice", async () => {
    const other = await signedIn(loginOf(logins, "qa"));
    expect(await verdictOf(await add(other, laptop))).toEqual([409, "changed_meanwhile"]);
    expect(await verdictOf(await add(headers, laptop))).toEqual([409, "changed_meanwhile"]);
    expect((await overview(headers)).passkeys).toHaveLength(1);
  });

  it("is renamed and removed by its owner alone", async () => {
    const [{ id = "" } = {}] = (await overview(headers)).passkeys;
    const other = await signedIn(loginOf(logins, "supervisor"));
    expect((await post(`${ADD}/${id}/rename`, { name: "Mine" }, other)).status).toBe(404);
    expect((await post(`${ADD}/${id}/remove`, {}, other)).status).toBe(404);
    expect((await post(`${ADD}/${id}/rename`, { name: "Old laptop" }, headers)).status).toBe(200);
    expect((await overview(headers)).passkeys).toMatchObject([{ id, name: "Old laptop" }]);
    expect((await post(`${ADD}/${id}/remove`, {}, headers)).status).toBe(200);
    expect(await overview(headers)).toMatchObject({ passkeys: [], recoveryCodesLeft: 0 });
    const response = laptop.get({ challenge: await challenge() });
    expect((await post(SIGN_IN, { response }, { origin: ORIGIN })).status).toBe(403);
    expect(await auditOf("passkey.removed")).toHaveLength(1);
  });
});
