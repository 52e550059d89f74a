/** An invitation makes one account, once, and no more than whoever sent it could give. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { tokenHash } from "#domain/identity/invitations";
import { invitationMade, invitationShown, joined } from "#protocol/http-accounts";
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
  nextEmail,
  PASSWORD,
  refusal,
  send,
  settle,
  tokenOf,
} from "#test/workers/colleagues";
import { call, cookieOf, loginOf, ORIGIN, openShop, post, SHOP_ORIGIN } from "#test/workers/shop";
import { deleteExpiredSignIns } from "#worker/jobs/delete-expired";

let admin: Colleague;

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await arrive(loginOf(logins, "admin"));
});

const DAY_MS = 24 * 60 * 60 * 1_000;
const AGENT = { role: "agent", teamIds: ["support"] };

function look(token: string): Promise<Response> {
  return post("/api/v1/invitations/look", { token });
}

async function isSpent(token: string): Promise<boolean> {
  const answers = [await look(token), await acceptInvitation(token)];
  const refusals = await Promise.all(answers.map(async (answer) => [answer.status, await refusal(answer)]));
  return refusals.every(([status, reason]) => status === 404 && reason === "link_spent");
}

async function rows(table: string): Promise<number> {
  return (await env.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first<number>("n")) ?? 0;
}

describe("inviting", () => {
  it("shows the link to whoever invites, keeps a hash of it alone, and is told by the list", async () => {
    const email = "Mei.Tan@Edgedesk.example";
    const body = { email, locale: "zh-CN", ...AGENT, inboxIds: ["web"] };
    const answer = await send("POST", "/api/v1/invitations", admin, body);
    expect(answer.status).toBe(201);
    const { invitation, link, mailed } = invitationMade.parse(await answer.json());
    expect(link).toMatch(new RegExp(`^${ORIGIN}/console/join#token=[A-Za-z0-9_-]{43}$`));
    expect(mailed).toBe(true);
    expect(invitation).toMatchObject({ email: email.toLowerCase(), role: "agent", inboxIds: ["web"], mayChange: true });
    const { results } = await env.DB.prepare("SELECT * FROM invitations WHERE id = ?").bind(invitation.id).all();
    expect(JSON.stringify(results)).not.toContain(tokenOf(link));
    expect(results[0]).toMatchObject({ token_hash: tokenHash(tokenOf(link)) });
    expect((await accounts(admin)).invitations.map(({ id }) => id)).toContain(invitation.id);
    expect(await audited(invitation.id)).toEqual(["account.invited"]);
  });

  it("is refused for an address that has an account or an open invitation, however it is written", async () => {
    const { email } = await invite(admin, AGENT);
    for (const taken of [email, email.toUpperCase(), admin.email]) {
      const answer = await send("POST", "/api/v1/invitations", admin, { email: taken, locale: "en", ...AGENT });
      expect([answer.status, await refusal(answer)]).toEqual([409, "email_taken"]);
    }
  });

  it("makes one invitation of two that are sent at once", async () => {
    const body = { email: nextEmail(), locale: "en", ...AGENT };
    const answers = await Promise.all([1, 2].map(() => send("POST", "/api/v1/invitations", admin, body)));
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });

  it("takes no role, team or inbox that does not exist, nor two roles, nor an address that is none", async () => {
    const base = { email: nextEmail(), locale: "en", teamIds: [] };
    const bad = [
      [{ ...base, role: "agent", teamIds: ["nowhere"] }, 404],
      [{ ...base, role: "agent", inboxIds: ["nowhere"] }, 404],
      [{ ...base, roleId: "01900000-0000-7000-8000-000000000000" }, 404],
      [{ ...base, role: "agent", roleId: "01900000-0000-7000-8000-000000000000" }, 400],
      [{ ...base }, 400],
      [{ ...base, role: "owner" }, 400],
      [{ ...base, role: "agent", inboxIds: [] }, 400],
      [{ ...base, role: "agent", email: "nobody" }, 400],
      [{ ...base, role: "agent", email: "a@b.example\r\nbcc: c@d.example" }, 400],
      [{ ...base, role: "agent", locale: "fr" }, 400],
    ] as const;
    for (const [body, status] of bad) {
      const answer = await send("POST", "/api/v1/invitations", admin, body);
      expect([body, answer.status]).toEqual([body, status]);
    }
  });

  it("stands if the mail is not taken, and says so without naming anybody in the log", async () => {
    const log = vi.spyOn(console, "error").mockImplementation(() => undefined);
    vi.spyOn(env.EMAIL, "send").mockRejectedValueOnce(new Error("person@edgedesk.example bounced"));
    const email = nextEmail();
    const answer = await send("POST", "/api/v1/invitations", admin, { email, locale: "en", ...AGENT });
    const { mailed, link } = invitationMade.parse(await answer.json());
    const logged = JSON.stringify(log.mock.calls);
    vi.restoreAllMocks();
    expect([answer.status, mailed]).toEqual([201, false]);
    expect(logged).toContain("invitation not mailed");
    expect(logged).not.toContain("@");
    expect((await acceptInvitation(tokenOf(link))).status).toBe(201);
  });
});

describe("a link", () => {
  it("says what it asks to join as, to whoever holds it", async () => {
    const { token, email } = await invite(admin, AGENT);
    const answer = await look(token);
    expect(invitationShown.parse(await answer.json())).toMatchObject({
      email,
      role: "agent",
      invitedBy: "Gao Ming 高明",
    });
  });

  it("makes an account with its access, an actor's registration and a session, and is spent", async () => {
    const { token, email, invitation } = await invite(admin, { ...AGENT, inboxIds: ["web"] });
    const answer = await acceptInvitation(token, "  Mei Tan 谭梅 ");
    expect(answer.status).toBe(201);
    expect(joined.parse(await answer.json())).toEqual({ email, signedIn: true });
    const cookie = cookieOf(answer);
    const newcomer = await me(cookie);
    expect(newcomer).toMatchObject({ name: "Mei Tan 谭梅", email, role: "agent", teamIds: ["support"] });
    expect((await accountOf(admin, newcomer.id)).inboxIds).toEqual(["web"]);
    expect(await audited(newcomer.id)).toEqual(["account.joined"]);
    const registered = env.DB.prepare("SELECT count(*) AS n FROM actor_registry WHERE kind = 'agent' AND name = ?");
    expect(await registered.bind(newcomer.id).first("n")).toBe(1);
    expect(await isSpent(token)).toBe(true);
    const signedIn = await post("/api/auth/sign-in/email", { email, password: PASSWORD });
    expect(signedIn.status).toBe(200);
    expect((await accounts(admin)).invitations.map(({ id }) => id)).not.toContain(invitation.id);
  });

  it("makes one account, though it is opened twice at once", async () => {
    const { token, email } = await invite(admin, AGENT);
    const answers = await Promise.all([acceptInvitation(token, "One"), acceptInvitation(token, "Two")]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 404]);
    const { results } = await env.DB.prepare(
      "SELECT user.id, (SELECT count(*) FROM account WHERE user_id = user.id) AS passwords FROM user WHERE email = ?",
    )
      .bind(email)
      .all();
    expect(results).toEqual([{ id: expect.any(String), passwords: 1 }]);
  });

  it("is spent once it is a week old", async () => {
    const { token } = await invite(admin, AGENT);
    vi.useFakeTimers({ now: Date.now() + 7 * DAY_MS + 1, toFake: ["Date"] });
    const spent = await isSpent(token);
    vi.useRealTimers();
    expect(spent).toBe(true);
    expect((await look(token)).status).toBe(200);
  });

  it("is spent once it is taken back, or another was sent in its place", async () => {
    const revoked = await invite(admin, AGENT);
    const revoke = `/api/v1/invitations/${revoked.invitation.id}/revoke`;
    expect((await send("POST", revoke, admin)).status).toBe(200);
    expect((await send("POST", revoke, admin)).status).toBe(404);
    expect(await isSpent(revoked.token)).toBe(true);

    const first = await invite(admin, AGENT);
    const answer = await send("POST", `/api/v1/invitations/${first.invitation.id}/resend`, admin);
    const { link } = invitationMade.parse(await answer.json());
    expect(await isSpent(first.token)).toBe(true);
    expect((await acceptInvitation(tokenOf(link))).status).toBe(201);
    expect(await audited(first.invitation.id)).toEqual(["account.invited", "account.invited"]);
    expect(await audited(revoked.invitation.id)).toEqual(["account.invited", "account.invitationRevoked"]);
  });

  it("that nobody made is as spent as any", async () => {
    const before = await rows("user");
    for (const token of ["x", "A".repeat(43), "%00", tokenHash("x"), "' OR 1=1 --"])
      expect(await isSpent(token)).toBe(true);
    expect((await look("x".repeat(65))).status).toBe(400);
    expect((await look("")).status).toBe(400);
    expect(await rows("user")).toBe(before);
  });

  it("is not used up by a password that will not do, nor by a foreign page", async () => {
    const { token } = await invite(admin, AGENT);
    const short = await acceptInvitation(token, "New Person", "short");
    expect([short.status, await refusal(short)]).toEqual([400, "password_too_short"]);
    for (const origin of [SHOP_ORIGIN, "https://evil.example", "null"]) {
      const body = { token, name: "New Person", password: PASSWORD };
      expect((await post("/api/v1/invitations/accept", body, { origin })).status).toBe(403);
    }
    expect((await acceptInvitation(token, "  ")).status).toBe(400);
    expect((await acceptInvitation(token)).status).toBe(201);
  });

  it("gives a custom role as it is when somebody joins, not as it was", async () => {
    const roleId = await makeRole(admin, {
      name: "Night shift 夜班",
      permissions: ["conversation.read", "agent.feed"],
    });
    const { token } = await invite(admin, { roleId });
    expect(invitationShown.parse(await (await look(token)).json()).roleName).toBe("Night shift 夜班");
    const less = { name: "Night shift", role: "agent", permissions: ["conversation.read"], version: 1 };
    expect((await send("PUT", `/api/v1/roles/${roleId}`, admin, less)).status).toBe(200);
    const answer = await acceptInvitation(token);
    const newcomer = await me(cookieOf(answer));
    expect(newcomer.roleName).toBe("Night shift");
    expect(newcomer.permissions).toEqual(["account.own", "conversation.read"]);
  });
});

describe("whoever invites", () => {
  it("gives no more than they may, in roles and in inboxes", async () => {
    const roleId = await makeRole(admin, { name: "Office", permissions: ["account.manage", "conversation.read"] });
    const clerk = await join(admin, { roleId, inboxIds: ["web"] });
    const base = { email: nextEmail(), locale: "en", teamIds: [] };
    const beyond = [
      { ...base, role: "agent", inboxIds: ["web"] },
      { ...base, roleId },
      { ...base, roleId, inboxIds: ["web"], teamIds: ["support"] },
    ];
    for (const body of beyond) {
      const answer = await send("POST", "/api/v1/invitations", clerk, body);
      expect([body, answer.status, await refusal(answer)]).toEqual([body, 403, "grants_exceeded"]);
    }
    const within = { ...base, roleId, inboxIds: ["web"] };
    expect((await send("POST", "/api/v1/invitations", clerk, within)).status).toBe(201);
    const { invitation } = await invite(admin, AGENT);
    for (const what of ["resend", "revoke"]) {
      const answer = await send("POST", `/api/v1/invitations/${invitation.id}/${what}`, clerk);
      expect([what, answer.status, await refusal(answer)]).toEqual([what, 403, "grants_exceeded"]);
    }
  });

  it("takes their invitations with them when they are suspended, or may invite no longer", async () => {
    const [leaving, demoted] = [await join(admin, { role: "admin" }), await join(admin, { role: "admin" })];
    const sent = [await invite(leaving, AGENT), await invite(demoted, AGENT)];
    expect((await settle(admin, leaving.id, "suspend")).status).toBe(200);
    expect((await changeAccess(admin, demoted.id, { role: "supervisor" })).status).toBe(200);
    for (const { token, invitation } of sent) {
      expect(await isSpent(token)).toBe(true);
      expect(await audited(invitation.id)).toEqual(["account.invited", "account.invitationRevoked"]);
    }
  });

  it("is an administrator, or holds that permission", async () => {
    for (const role of ["agent", "supervisor", "qa"]) {
      const colleague = await join(admin, { role });
      const body = { email: nextEmail(), locale: "en", ...AGENT };
      expect([role, (await send("POST", "/api/v1/invitations", colleague, body)).status]).toEqual([role, 403]);
      expect((await call("/api/v1/accounts", { headers: { cookie: colleague.cookie } })).status).toBe(403);
    }
  });
});

it("forgets invitations, and their addresses, a month after they have ended", async () => {
  await invite(admin, AGENT);
  const before = await rows("invitations");
  await deleteExpiredSignIns(env, Date.now() + 36 * DAY_MS);
  expect(await rows("invitations")).toBe(before);
  await deleteExpiredSignIns(env, Date.now() + 38 * DAY_MS);
  expect(await rows("invitations")).toBe(0);
});
