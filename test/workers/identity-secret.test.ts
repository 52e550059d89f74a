/** The secret with which a shop vouches for its customers: who sees it, how it is replaced, and what that leaves good. */
import { env } from "cloudflare:workers";
import { sign } from "hono/jwt";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { auditLog } from "#domain/audit/schema";
import { database } from "#domain/database";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets, PREVIOUS_SECRET_MS, rotateIdentitySecret } from "#domain/organisation/identity-secret";
import { problem } from "#protocol/http";
import { identitySecret, inboxList } from "#protocol/http-inboxes";
import type { Login } from "#scripts/seed/seed";
import { SESSIONS } from "#test/workers/identified";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

const db = database(env.DB);
const { keyRing } = secretsOf(env);
let logins: readonly Login[];
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
});
beforeEach(async () => {
  await env.DB.exec("DELETE FROM audit_log");
});

function ask(what: "reveal" | "rotate", body: object = {}, inboxId = "web", cookie = admin): Promise<Response> {
  return post(`/api/v1/admin/inboxes/${inboxId}/identity-secret/${what}`, body, { cookie, origin: ORIGIN });
}

async function shown(answer: Promise<Response>) {
  return identitySecret.parse(await (await answer).json());
}

async function reasonOf(answer: Response) {
  return [answer.status, problem.parse(await answer.json()).reason];
}

/** What the page tells shops to do, with Web Crypto in place of `node:crypto`. */
async function signed(secret: string, sub = "user-7") {
  const iat = Math.floor(Date.now() / 1_000);
  return {
    token: { identityToken: await sign({ sub, iat, exp: iat + 300 }, secret, "HS256") },
    hash: { identifier: sub, identifierHash: identifierHash(new TextEncoder().encode(secret), sub) },
  };
}

/** The two ways to prove who somebody is, each by its status. */
async function proves(secret: string): Promise<number[]> {
  const { token, hash } = await signed(secret);
  const answers = [
    await post(SESSIONS, { inboxId: "web", ...token }),
    await post(SESSIONS, { inboxId: "web", ...hash }),
  ];
  return answers.map(({ status }) => status);
}

async function noted() {
  const rows = await db.select().from(auditLog);
  return rows
    .filter(({ subjectType }) => subjectType === "inbox")
    .map(({ action, subjectId, detail }) => [action, subjectId, detail]);
}

describe("the identity secret", () => {
  it("is what customers' identities are signed with, as it is shown, and each look is noted", async () => {
    const { items } = inboxList.parse(
      await (await call("/api/v1/admin/inboxes", { headers: { cookie: admin } })).json(),
    );
    expect(items.map(({ id }) => id)).toEqual(["web"]);
    const { secret, previousValidUntil } = await shown(ask("reveal"));
    expect(secret).toMatch(/^[\w-]{43}$/);
    expect(previousValidUntil).toBeUndefined();
    expect(await proves(secret)).toEqual([201, 201]);
    expect(await noted()).toEqual([["inbox.secretRevealed", "web", "{}"]]);
  });

  it("goes on being good for a day after a new one, by token and by hash, and not a moment longer", async () => {
    const before = await shown(ask("reveal"));
    const after = await shown(ask("rotate", { endsPrevious: false }));
    expect(after.secret).not.toBe(before.secret);
    expect(await shown(ask("reveal"))).toEqual(after);
    expect([await proves(before.secret), await proves(after.secret)]).toEqual([
      [201, 201],
      [201, 201],
    ]);
    const untilMs = Date.parse(after.previousValidUntil ?? "");
    expect(Math.abs(untilMs - Date.now() - PREVIOUS_SECRET_MS)).toBeLessThan(60_000);
    const at = async (nowMs: number) => (await goodIdentitySecrets(db, keyRing, "web", nowMs)).length;
    expect([await at(untilMs - 1), await at(untilMs)]).toEqual([2, 1]);
    expect(await noted()).toContainEqual(["inbox.secretRotated", "web", '{"endsPrevious":false}']);
  });

  it("ends at once where it may be known to others, and the one before it too", async () => {
    const first = await shown(ask("rotate", { endsPrevious: false }));
    const second = await shown(ask("rotate", { endsPrevious: false }));
    const third = await shown(ask("rotate", { endsPrevious: true }));
    expect(third.previousValidUntil).toBeUndefined();
    for (const { secret } of [first, second]) expect(await proves(secret)).toEqual([403, 403]);
    expect(await proves(third.secret)).toEqual([201, 201]);
  });

  it("says of a token that is too old that it is, whichever of the two signed it", async () => {
    const before = await shown(ask("reveal"));
    await ask("rotate", { endsPrevious: false });
    const iat = Math.floor(Date.now() / 1_000) - 900;
    const identityToken = await sign({ sub: "user-7", iat, exp: iat + 300 }, before.secret, "HS256");
    expect(await reasonOf(await post(SESSIONS, { inboxId: "web", identityToken }))).toEqual([403, "identity_expired"]);
  });

  it("is replaced once by two who do so in the same moment, and noted once", async () => {
    const rotate = () =>
      rotateIdentitySecret(
        db,
        keyRing,
        "web",
        { endsPrevious: false, random: (bytes) => crypto.getRandomValues(new Uint8Array(bytes)) },
        { type: "system", id: "system" },
        Date.now(),
      );
    const both = await Promise.all([rotate(), rotate()]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    expect(both.find(({ ok }) => !ok)).toEqual({ ok: false, failure: "changed_meanwhile" });
    expect(await noted()).toHaveLength(1);
  });

  it("rests sealed, neither in the log nor in a row", async () => {
    const { secret } = await shown(ask("rotate", { endsPrevious: false }));
    const { results } = await env.DB.prepare("SELECT * FROM inboxes").all();
    const log = (await env.DB.prepare("SELECT * FROM audit_log").all()).results;
    expect(JSON.stringify([results, log])).not.toContain(secret);
  });
});

describe("whoever asks for it", () => {
  it("is told of no inbox that is not there or not theirs, and nothing is noted", async () => {
    expect((await ask("reveal", {}, "other")).status).toBe(404);
    expect((await ask("rotate", { endsPrevious: false }, "other")).status).toBe(404);
    await env.DB.exec(`UPDATE user SET inbox_ids = '["other"]' WHERE role = 'admin'`);
    expect((await ask("reveal")).status).toBe(404);
    const list = await (await call("/api/v1/admin/inboxes", { headers: { cookie: admin } })).json();
    expect(list).toEqual({ items: [] });
    await env.DB.exec("UPDATE user SET inbox_ids = NULL WHERE role = 'admin'");
    expect(await noted()).toEqual([]);
  });

  it("is asked for the password once their sign-in is ten minutes old", async () => {
    await env.DB.prepare("UPDATE session SET created_at = created_at - ?")
      .bind(11 * 60_000)
      .run();
    expect(await reasonOf(await ask("reveal"))).toEqual([403, "password_wanted"]);
    expect(await reasonOf(await ask("rotate", { endsPrevious: true, password: "not this one" }))).toEqual([
      403,
      "password_wrong",
    ]);
    const { password } = loginOf(logins, "admin");
    expect((await ask("reveal", { password })).status).toBe(200);
    expect(await noted()).toEqual([["inbox.secretRevealed", "web", "{}"]]);
    admin = await signIn(loginOf(logins, "admin"));
  });

  it.each(["agent", "supervisor", "qa"] as const)("is refused as %s", async (role) => {
    const cookie = await signIn(loginOf(logins, role));
    for (const what of ["reveal", "rotate"] as const) {
      expect((await ask(what, { endsPrevious: false }, "web", cookie)).status).toBe(403);
    }
    expect(await noted()).toEqual([]);
  });
});
