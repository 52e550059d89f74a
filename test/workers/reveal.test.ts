/** The logged look at what is masked: noted before it is answered, never without being noted, and not without end. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { conversationAddress } from "#actors/addresses";
import { database } from "#domain/database";
import type { AgentPrincipal } from "#domain/identity/principal";
import { MAX_REVEALS_AN_HOUR } from "#domain/privacy/reveals";
import { ROLES, type Role } from "#protocol/constants";
import { me, messagePage, problem } from "#protocol/http";
import { type ContactField, contactProfile, revealedField, revealedMessage } from "#protocol/http-contacts";
import { newId } from "#protocol/ids";
import { begin, nextClientId } from "#test/workers/begin";
import { changeAccess } from "#test/workers/give-access";
import { customerLine, until } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";

const EMAIL = "sofia.marked@mail.example";
const TEXT = "我的电话是13800138000，邮箱sofia@mail.example";
/** A conversation that the index lists: who a customer's conversations may be seen by is asked there. */
async function known(...what: Parameters<typeof begin>) {
  const begun = await begin(...what);
  const row = env.DB.prepare("SELECT 1 FROM conversations WHERE id = ?").bind(begun.conversationId);
  await until(
    async () => (await row.first()) ?? undefined,
    () => "the index",
  );
  return begun;
}

const cookies = new Map<Role, string>();
const ids = new Map<Role, string>();

beforeAll(async () => {
  const { logins } = await openShop();
  for (const role of ROLES) {
    const cookie = await signIn(loginOf(logins, role));
    cookies.set(role, cookie);
    ids.set(role, me.parse(await (await call("/api/v1/me", { headers: { cookie } })).json()).id);
  }
});

interface Row {
  readonly actor_id: string;
  readonly session_id: string;
  readonly origin: string;
  readonly subject_type: string;
  readonly subject_id: string;
  readonly detail: string;
}

async function log(): Promise<Row[]> {
  const rows = await env.DB.prepare(
    "SELECT * FROM audit_log WHERE action = 'personal.revealed' ORDER BY id",
  ).all<Row>();
  return rows.results;
}
afterEach(async () => {
  await env.DB.exec("DELETE FROM audit_log");
});

function headers(role: Role) {
  return { cookie: cookies.get(role) ?? "", origin: ORIGIN };
}
function showMessage(role: Role, conversationId: string, messageId: string) {
  return post(`/api/v1/conversations/${conversationId}/messages/${messageId}/reveal`, {}, headers(role));
}
function showField(role: Role, contactId: string, field: ContactField | "phone") {
  return post(`/api/v1/contacts/${contactId}/reveal`, { field }, headers(role));
}

describe("showing a message", () => {
  it("answers with its text, once it is noted who looked at what kinds of data, from where", async () => {
    const { conversationId, message } = await known(TEXT);
    const answer = await showMessage("agent", conversationId, message.id);
    expect(answer.status).toBe(200);
    expect(answer.headers.get("cache-control")).toBe("no-store");
    expect(revealedMessage.parse(await answer.json())).toEqual({ content: TEXT });
    const [row, ...more] = await log();
    expect(more).toEqual([]);
    expect(row).toMatchObject({ actor_id: ids.get("agent"), subject_type: "message", subject_id: message.id });
    expect(row?.session_id).toBeTruthy();
    expect(row?.origin).toMatch(/^fd/);
    expect(JSON.parse(row?.detail ?? "")).toEqual({ conversationId, kinds: ["phone", "email"] });
    expect(JSON.stringify(row)).not.toContain("13800138000");
  });

  it("shows nothing if it cannot be noted", async () => {
    const { conversationId, contactId, message } = await known(TEXT, { email: EMAIL });
    await env.DB.exec("CREATE TRIGGER no_log BEFORE INSERT ON audit_log BEGIN SELECT RAISE(ABORT, 'full'); END");
    try {
      for (const answer of [
        await showMessage("agent", conversationId, message.id),
        await showField("agent", contactId, "email"),
      ]) {
        expect(answer.status).toBe(503);
        expect(await answer.text()).not.toMatch(/13800|sofia/);
      }
    } finally {
      await env.DB.exec("DROP TRIGGER no_log");
    }
    expect((await showMessage("agent", conversationId, message.id)).status).toBe(200);
  });

  it("notes nothing where there is nothing to hide", async () => {
    const { conversationId, message } = await known("你好，在吗？");
    expect(await (await showMessage("agent", conversationId, message.id)).json()).toEqual({ content: "你好，在吗？" });
    expect(await log()).toEqual([]);
  });

  it("of what was recalled shows nothing", async () => {
    const { conversationId, token, message } = await known(TEXT);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.recall", messageId: message.id });
    await line.next("message.updated");
    line.close();
    const answer = await showMessage("agent", conversationId, message.id);
    expect(answer.status).toBe(409);
    expect(problem.parse(await answer.json()).reason).toBe("already_recalled");
    expect(await log()).toEqual([]);
  });

  it("shows the text that was noted, and no later one", async () => {
    const { conversationId, token, message } = await known("call 13800138000");
    const conversation = conversationAddress(env, conversationId);
    const principal: AgentPrincipal = {
      type: "agent",
      id: "a",
      name: "A",
      role: "agent",
      teamIds: [],
      sessionId: "s",
      expiresAtMs: 0,
    };
    const found = await conversation.personalIn(principal, message.id);
    if (!found.ok) throw new Error(found.failure);
    expect(found.value.kinds).toEqual(["phone"]);
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    await line.next("sync.done");
    line.send({ type: "message.edit", messageId: message.id, content: "card 4111 1111 1111 1111" });
    await line.next("message.updated");
    line.close();
    const shown = await conversation.reveal(principal, message.id, found.value.changedSeq);
    expect(shown).toEqual({ ok: false, failure: "changed_meanwhile" });
    const reviewer = { ...principal, role: "qa" } as const;
    expect(await conversation.reveal(reviewer, message.id, found.value.changedSeq)).toMatchObject({
      failure: "no_permission",
    });
    expect(await conversation.personalIn(reviewer, message.id)).toMatchObject({ failure: "no_permission" });
  });

  it("finds nothing that is foreign, and notes nothing: another inbox, another conversation, nobody's, an activity line", async () => {
    const { conversationId, message } = await known(TEXT);
    const other = await known("你好");
    expect((await post(`/api/v1/conversations/${conversationId}/accept`, {}, headers("supervisor"))).status).toBe(200);
    const history = await call(`/api/v1/conversations/${conversationId}/messages`, { headers: headers("agent") });
    const { items } = messagePage.parse(await history.json());
    const line = items.find(({ contentType }) => contentType === "activity");
    expect((await showMessage("agent", other.conversationId, message.id)).status).toBe(404);
    expect((await showMessage("agent", newId(Date.now()), message.id)).status).toBe(404);
    expect((await showMessage("agent", conversationId, newId(Date.now()))).status).toBe(404);
    expect((await showMessage("agent", conversationId, line?.id ?? "")).status).toBe(404);
    expect((await showMessage("agent", conversationId, "nonsense")).status).toBe(404);

    const access = { role: "admin", teamIds: [] } as const;
    await changeAccess(database(env.DB), ids.get("admin") ?? "", { ...access, inboxIds: ["another"] }, Date.now());
    expect((await showMessage("admin", conversationId, message.id)).status).toBe(404);
    await changeAccess(database(env.DB), ids.get("admin") ?? "", { ...access, inboxIds: undefined }, Date.now());
    expect(await log()).toEqual([]);
    expect((await showMessage("admin", conversationId, message.id)).status).toBe(200);
  });

  it("is for those who may, from our own pages", async () => {
    const { conversationId, contactId, message, token } = await known(TEXT);
    const path = `/api/v1/conversations/${conversationId}/messages/${message.id}/reveal`;
    expect((await showMessage("qa", conversationId, message.id)).status).toBe(403);
    expect((await showField("qa", contactId, "name")).status).toBe(403);
    expect((await post(path, {}, { authorization: `Bearer ${token}` })).status).toBe(403);
    expect((await post(path, {})).status).toBe(401);
    expect((await post(path, {}, { ...headers("agent"), origin: "https://elsewhere.example" })).status).toBe(403);
    expect(await log()).toEqual([]);
  });

  it(`ends after ${MAX_REVEALS_AN_HOUR} an hour, however many at once, and says when it goes on`, async () => {
    const { conversationId, message, contactId } = await known(TEXT, { email: EMAIL });
    const before = Date.now();
    const fill = env.DB.prepare(
      "INSERT INTO audit_log (id, at_ms, actor_type, actor_id, action, subject_type, subject_id, detail) VALUES (?, ?, 'agent', ?, 'personal.revealed', 'message', 'm', '{}')",
    );
    const earlier = before - 30 * 60_000;
    const someAgo = (count: number, atMs: number) =>
      env.DB.batch(Array.from({ length: count }, () => fill.bind(newId(atMs), atMs, ids.get("agent") ?? "")));
    await someAgo(20, before - 61 * 60_000);
    await someAgo(MAX_REVEALS_AN_HOUR - 2, earlier);
    const answers = await Promise.all(
      Array.from({ length: 6 }, () => showMessage("agent", conversationId, message.id)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 429, 429, 429, 429]);
    const refused = answers.find(({ status }) => status === 429);
    const waitS = Number(refused?.headers.get("retry-after"));
    expect(waitS).toBeGreaterThan(29 * 60);
    expect(waitS).toBeLessThanOrEqual(30 * 60);
    expect(await refused?.text()).not.toContain("13800");
    expect((await showField("agent", contactId, "email")).status).toBe(429);
    // Others go on.
    expect((await showField("supervisor", contactId, "email")).status).toBe(200);
  });
});

describe("a customer", () => {
  it("is shown masked, with the conversations that the agent may list", async () => {
    const { conversationId, contactId } = await known(TEXT, {
      name: "Sofia 13911112222",
      email: EMAIL,
      locale: "zh-CN",
    });
    const answer = await call(`/api/v1/contacts/${contactId}`, { headers: headers("agent") });
    const profile = contactProfile.parse(await answer.json());
    expect(profile).toMatchObject({
      id: contactId,
      inboxId: "web",
      name: { text: "Sofia 139••••2222", masked: true },
      email: { text: "s••••@mail.example", masked: true },
      locale: "zh-CN",
      verified: false,
    });
    expect(profile.identifier).toBeUndefined();
    expect(profile.conversations.map(({ conversation }) => conversation.id)).toEqual([conversationId]);
    expect(Date.now() - Date.parse(profile.firstSeenAt)).toBeLessThan(60_000);
    expect(await log()).toEqual([]);
  });

  it("shows one field at a time, each noted", async () => {
    const { contactId } = await known(TEXT, { name: "Sofia 13911112222", email: EMAIL });
    const email = await showField("supervisor", contactId, "email");
    expect(revealedField.parse(await email.json())).toEqual({ field: "email", text: EMAIL });
    const name = await showField("supervisor", contactId, "name");
    expect(revealedField.parse(await name.json())).toEqual({ field: "name", text: "Sofia 13911112222" });
    const rows = await log();
    expect(rows.map((row) => [row.subject_type, row.subject_id, JSON.parse(row.detail)])).toEqual([
      ["contact", contactId, { field: "email", kinds: ["email"] }],
      ["contact", contactId, { field: "name", kinds: ["phone"] }],
    ]);
  });

  it("whose name hides nothing is shown as they are, and a look at it is not noted", async () => {
    const { contactId } = await known(TEXT, { name: "Sofia" });
    const answer = await call(`/api/v1/contacts/${contactId}`, { headers: headers("qa") });
    expect(contactProfile.parse(await answer.json()).name).toEqual({ text: "Sofia" });
    expect((await showField("agent", contactId, "name")).status).toBe(200);
    expect(await log()).toEqual([]);
  });

  it("is not there for those who may see no conversation of theirs", async () => {
    const { contactId } = await beginSession({ email: EMAIL });
    for (const id of [contactId, newId(Date.now()), "nonsense"]) {
      expect((await call(`/api/v1/contacts/${id}`, { headers: headers("admin") })).status).toBe(404);
      expect((await showField("admin", id, "email")).status).toBe(404);
    }
    const other = await known(TEXT, { email: EMAIL });
    const inboxId = "another";
    const access = { role: "admin", teamIds: [] } as const;
    await changeAccess(database(env.DB), ids.get("admin") ?? "", { ...access, inboxIds: [inboxId] }, Date.now());
    expect((await call(`/api/v1/contacts/${other.contactId}`, { headers: headers("admin") })).status).toBe(404);
    expect((await showField("admin", other.contactId, "email")).status).toBe(404);
    await changeAccess(database(env.DB), ids.get("admin") ?? "", { ...access, inboxIds: undefined }, Date.now());
    expect((await call(`/api/v1/contacts/${other.contactId}`, { headers: headers("admin") })).status).toBe(200);
    expect(await log()).toEqual([]);
  });

  it("has the fields that there are and no others", async () => {
    const { contactId } = await known(TEXT, { name: "Sofia", clientId: nextClientId() });
    expect((await showField("agent", contactId, "email")).status).toBe(404);
    expect((await showField("agent", contactId, "phone")).status).toBe(400);
  });
});
