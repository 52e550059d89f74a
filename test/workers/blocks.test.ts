/** Who may not write: contacts and networks, until a time or until somebody lifts it; and that no address is kept. */
import { createExecutionContext, waitOnExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { problem } from "#protocol/http";
import { blockPage } from "#protocol/http-blocks";
import { begin, nextClientId } from "#test/workers/begin";
import { countingQueries } from "#test/workers/counting";
import { dumpDatabase } from "#test/workers/dump";
import { bearer, identify, identityToken, SESSIONS } from "#test/workers/identified";
import { agentLine, customerLine, until, upgrade } from "#test/workers/line";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { createApp } from "#worker/app";
import { runEveryMinute } from "#worker/jobs/every-minute";
import { routes } from "#worker/routes/index";

type Headers = Record<string, string>;
let agent: Headers;
let lead: Headers;
let addresses = 0;

beforeAll(async () => {
  const { logins } = await openShop();
  agent = { cookie: await signIn(loginOf(logins, "agent")), origin: ORIGIN };
  lead = { cookie: await signIn(loginOf(logins, "supervisor")), origin: ORIGIN };
});

/** In a /16 of its own. */
function nextAddress(): string {
  addresses += 1;
  return `100.${addresses}.7.9`;
}

const from = (address: string): Headers => ({ "cf-connecting-ip": address });

function blockContact(contactId: string, body: object = {}, as: Headers = agent): Promise<Response> {
  return post(`/api/v1/contacts/${contactId}/blocks`, body, as);
}

function blockRange(range: string, body: object = {}): Promise<Response> {
  return post("/api/v1/blocks", { range, ...body }, lead);
}

async function listed(state = "standing") {
  const answer = await call(`/api/v1/blocks?state=${state}`, { headers: lead });
  return blockPage.parse(await answer.json()).items;
}

async function reasonOf(answer: Response): Promise<[number, string | undefined]> {
  return [answer.status, problem.parse(await answer.json()).reason];
}

const BLOCKED = [403, "blocked"];

async function doors(token: string, conversationId: string, address = "192.0.2.1") {
  const first = { clientId: nextClientId(), contentType: "text", content: "again" };
  const headers = { ...bearer(token), ...from(address) };
  const protocols = { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`, ...from(address) };
  return Promise.all(
    [
      await post(SESSIONS, { inboxId: "web" }, headers),
      await post("/api/v1/widget/conversations", first, headers),
      await call("/api/v1/widget/conversations", { headers }),
      await call(`/api/v1/conversations/${conversationId}/messages`, { headers }),
      await upgrade(`/api/v1/conversations/${conversationId}/socket`, protocols),
    ].map(async (answer) => (answer.ok || answer.status === 101 ? "open" : reasonOf(answer))),
  );
}

describe("a blocked contact", () => {
  it("is put out of every conversation within five seconds, and let in nowhere", async () => {
    const { token, contactId, conversationId } = await begin();
    const second = await post(
      "/api/v1/widget/conversations",
      { clientId: nextClientId(), contentType: "text", content: "and another" },
      bearer(token),
    );
    const { conversationId: other } = await second.json<{ conversationId: string }>();
    const lines = await Promise.all([conversationId, other].map((id) => customerLine(id, token)));
    const startMs = Date.now();
    expect((await blockContact(contactId, { reason: "threatened us" })).status).toBe(201);
    expect(await Promise.all(lines.map((line) => line.closed()))).toEqual([4403, 4403]);
    expect(Date.now() - startMs).toBeLessThan(5_000);
    expect(await doors(token, conversationId)).toEqual(Array.from({ length: 5 }, () => BLOCKED));
  });

  it("leaves the conversation to the agents", async () => {
    const { token, contactId, conversationId } = await begin("stays to be read");
    await blockContact(contactId);
    const line = await agentLine(conversationId, agent.cookie ?? "");
    line.send({ type: "sync" });
    expect((await line.next("message.created")).message.content).toBe("stays to be read");
    line.close();
    expect((await beginSession()).token).not.toBe(token);
  });

  it("gets in through no upgrade that was on its way, though the isolate does not know yet", async () => {
    const { token, contactId, conversationId } = await begin();
    // What this isolate knows of blocks is fresh now, and will be for two seconds.
    await call("/api/v1/widget/conversations", { headers: bearer(token) });
    await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).closeSockets(
      { principalId: contactId },
      4403,
    );
    const protocols = { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}` };
    const answer = await upgrade(`/api/v1/conversations/${conversationId}/socket`, protocols);
    expect(await reasonOf(answer)).toEqual(BLOCKED);
  });

  it("is let in again when the time is over, by itself", async () => {
    const { token, contactId, conversationId } = await begin();
    const untilMs = Date.now() + 4_000;
    await blockContact(contactId, { expiresAtMs: untilMs });
    expect((await doors(token, conversationId))[0]).toEqual(BLOCKED);
    await new Promise((resolve) => setTimeout(resolve, untilMs + 20 - Date.now()));
    expect((await doors(token, conversationId)).slice(0, 4)).toEqual(Array.from({ length: 4 }, () => "open"));
    expect((await listed("over")).some((block) => block.contactId === contactId)).toBe(true);
  });

  it("is let in again when somebody lifts it, and both are in the audit log", async () => {
    const { token, contactId, conversationId } = await begin("hello", { name: "Ann" });
    const { items } = await (await blockContact(contactId, { reason: "was rude" })).json<{ items: { id: string }[] }>();
    const id = items[0]?.id ?? "";
    expect((await listed()).find((block) => block.id === id)).toMatchObject({
      kind: "contact",
      contactId,
      contactName: "Ann",
      reason: "was rude",
      createdBy: { name: expect.stringMatching(/./) },
    });
    expect((await post(`/api/v1/blocks/${id}/lift`, {}, agent)).status).toBe(403);
    expect((await post(`/api/v1/blocks/${id}/lift`, {}, lead)).status).toBe(200);
    expect((await post(`/api/v1/blocks/${id}/lift`, {}, lead)).status).toBe(404);
    expect((await doors(token, conversationId))[0]).toBe("open");
    const { results } = await env.DB.prepare("SELECT action, detail FROM audit_log WHERE subject_id = ? ORDER BY id")
      .bind(id)
      .all();
    expect(results).toEqual([
      { action: "block.created", detail: JSON.stringify({ kind: "contact", contactId }) },
      { action: "block.lifted", detail: "{}" },
    ]);
    expect((await listed("over")).find((block) => block.id === id)).toMatchObject({ liftedBy: expect.anything() });
  });

  it("is told to whoever did it, whatever others block at the same moment", async () => {
    const { contactId } = await begin();
    const later =
      "INSERT INTO blocks (id, kind, tag, created_by, created_at_ms) VALUES ('ff', 'network', 'other', 'x', 1)";
    await env.DB.prepare(later).run();
    const { items } = await (await blockContact(contactId)).json<{ items: unknown[] }>();
    expect(items).toMatchObject([{ kind: "contact", contactId }]);
    await env.DB.prepare("DELETE FROM blocks WHERE id = 'ff'").run();
  });

  it("is listed with what personal data is in their name masked, as everywhere", async () => {
    const { contactId } = await begin("hello", { name: "Ann 13812345678" });
    await blockContact(contactId);
    const name = (await listed()).find((block) => block.contactId === contactId)?.contactName;
    expect(name).toMatch(/^Ann /);
    expect(name).not.toContain("13812345678");
  });

  it("is no less blocked for turning out to be a customer", async () => {
    const { token, contactId } = await begin();
    await blockContact(contactId);
    const sub = `blocked-${contactId}`;
    const asCustomer = { inboxId: "web", identityToken: await identityToken(sub) };
    expect(await reasonOf(await post(SESSIONS, asCustomer, bearer(token)))).toEqual(BLOCKED);
    // Nor without the guest's token, from then on.
    expect(await reasonOf(await post(SESSIONS, asCustomer))).toEqual(BLOCKED);
    await expect(identify(sub)).rejects.toThrow("403");
  });

  it("is one that is there, in sight and not blocked already", async () => {
    const { contactId } = await begin();
    const soonMs = Date.now() + 60_000;
    expect((await blockContact(contactId, { expiresAtMs: soonMs })).status).toBe(201);
    expect(await reasonOf(await blockContact(contactId))).toEqual([409, "already_blocked"]);
    expect((await blockContact("01900000-0000-7000-8000-000000000000")).status).toBe(404);
    const { contactId: other } = await begin();
    expect(await reasonOf(await blockContact(other, { expiresAtMs: Date.now() }))).toEqual([409, "time_passed"]);
    const farMs = Date.now() + 400 * 24 * 3_600_000;
    expect(await reasonOf(await blockContact(other, { expiresAtMs: farMs }))).toEqual([409, "time_too_far"]);
    expect(await reasonOf(await blockContact(other, { network: true }))).toEqual([409, "no_network"]);
    expect((await blockContact(other, { reason: "" })).status).toBe(400);
  });

  it("is blocked once by two who do it at once", async () => {
    const { contactId } = await begin();
    const answers = await Promise.all([blockContact(contactId), blockContact(contactId, {}, lead)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409]);
  });
});

describe("a blocked network", () => {
  it("keeps out everybody who comes from there, and nobody else", async () => {
    const address = nextAddress();
    const body = { inboxId: "web" };
    const { token, contactId } = await (await post(SESSIONS, body, from(address))).json<{
      token: string;
      contactId: string;
    }>();
    const first = { clientId: nextClientId(), contentType: "text", content: "hello" };
    const begun = await post("/api/v1/widget/conversations", first, { ...bearer(token), ...from(address) });
    const { conversationId } = await begun.json<{ conversationId: string }>();
    const open = async (at: string) => {
      const protocols = { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}`, ...from(at) };
      const { webSocket } = await upgrade(`/api/v1/conversations/${conversationId}/socket`, protocols);
      if (webSocket === null) throw new Error("no socket");
      let code: number | undefined;
      webSocket.addEventListener("close", (event) => {
        ({ code } = event);
      });
      webSocket.accept();
      return { closedWith: () => code, close: () => webSocket.close() };
    };
    const [there, elsewhere] = [await open(address), await open("192.0.2.44")];
    const { items } = await (await blockContact(contactId, { network: true })).json<{ items: { kind: string }[] }>();
    expect(items.map(({ kind }) => kind).sort()).toEqual(["contact", "network"]);
    expect(await reasonOf(await post(SESSIONS, body, from(address)))).toEqual(BLOCKED);
    expect((await post(SESSIONS, body, from("100.200.7.9"))).status).toBe(201);
    await until(there.closedWith, () => "the socket from there to close");
    // Their own block closes the other one.
    expect(await until(elsewhere.closedWith, () => "the other socket to close")).toBe(4403);
  });

  it("closes the sockets that were opened from there, and leaves those from elsewhere", async () => {
    const address = nextAddress();
    const { token } = await (await post(SESSIONS, { inboxId: "web" }, from(address))).json<{ token: string }>();
    const first = { clientId: nextClientId(), contentType: "text", content: "hello" };
    const begun = await post("/api/v1/widget/conversations", first, bearer(token));
    const { conversationId } = await begun.json<{ conversationId: string }>();
    const path = `/api/v1/conversations/${conversationId}/socket`;
    const protocols = { "sec-websocket-protocol": `edgedesk.v1, bearer.${token}` };
    const codes: (number | undefined)[] = [undefined, undefined];
    for (const [index, at] of [address, "192.0.2.45"].entries()) {
      const { webSocket } = await upgrade(path, { ...protocols, ...from(at) });
      webSocket?.addEventListener("close", ({ code }) => {
        codes[index] = code;
      });
      webSocket?.accept();
    }
    expect((await blockRange(`${address}/24`)).status).toBe(201);
    await until(
      () => codes[0],
      () => "the socket from there to close",
    );
    expect(codes).toEqual([4403, undefined]);
    expect((await upgrade(path, { ...protocols, ...from(address) })).status).toBe(403);
    expect((await upgrade(path, { ...protocols, ...from("192.0.2.45") })).status).toBe(101);
  });

  it.each([
    ["2001:db8:1:2::/64", "2001:db8:1:2:3:4:5:6", "2001:db8:1:3::1"],
    ["2001:db8:7::/48", "2001:db8:7:ffff::9", "2001:db8:8::9"],
    ["100.250.0.0/16", "::ffff:100.250.9.9", "100.251.0.1"],
    ["100.252.3.4", "100.252.3.4", "100.252.3.5"],
  ])("%s is %s and not %s", async (range, inside, outside) => {
    expect((await blockRange(range)).status).toBe(201);
    expect(await reasonOf(await post(SESSIONS, { inboxId: "web" }, from(inside)))).toEqual(BLOCKED);
    expect((await post(SESSIONS, { inboxId: "web" }, from(outside))).status).toBe(201);
    expect(await reasonOf(await blockRange(range))).toEqual([409, "already_blocked"]);
  });

  it.each(["10.0.0.0/8", "::/0", "somewhere", "10.0.0.0/24/24"])("is never %s", async (range) => {
    expect(await reasonOf(await blockRange(range))).toEqual([400, "range_unknown"]);
  });

  it("is for those who lead, and does not touch staff who come from there", async () => {
    const address = nextAddress();
    expect((await post("/api/v1/blocks", { range: address }, agent)).status).toBe(403);
    expect((await call("/api/v1/blocks", { headers: agent })).status).toBe(403);
    await blockRange(address);
    expect((await call("/api/v1/blocks", { headers: { ...lead, ...from(address) } })).status).toBe(200);
  });

  it("is kept as a tag: no address, range or reason can be read in the database", async () => {
    const address = "198.51.100.77";
    await post(SESSIONS, { inboxId: "web" }, from(address));
    await blockRange(`${address}/24`, { reason: "Ottoline at 198.51.100.77" });
    const text = JSON.stringify(await dumpDatabase(), (_, value) =>
      value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
    );
    expect(text).not.toMatch(/198\.51|Ottoline|c63364/i);
    expect((await listed()).find(({ network }) => network?.prefix === 24)?.reason).toBe("Ottoline at 198.51.100.77");
  });

  it("is forgotten after thirty days, where it was only seen and not blocked", async () => {
    await post(SESSIONS, { inboxId: "web" }, from(nextAddress()));
    const count = async () => (await env.DB.prepare("SELECT count(*) AS n FROM contact_networks").first("n")) as number;
    const age = (days: number) =>
      env.DB.prepare("UPDATE contact_networks SET last_seen_at_ms = ?")
        .bind(Date.now() - days * 24 * 3_600_000)
        .run();
    const before = await count();
    expect(before).toBeGreaterThan(0);
    await age(29);
    await runEveryMinute(env, Date.now());
    expect(await count()).toBe(before);
    await age(31);
    await runEveryMinute(env, Date.now());
    expect(await count()).toBe(0);
  });
});

describe("looking whether somebody is blocked", () => {
  it("costs one query in two seconds, however many ask", async () => {
    const { token } = await beginSession();
    const { db, queries } = countingQueries(env.DB);
    const app = createApp(routes);
    const request = () => new Request(`${ORIGIN}/api/v1/widget/conversations`, { headers: bearer(token) });
    for (let times = 0; times < 20; times += 1) {
      const context = createExecutionContext();
      expect((await app.fetch(request(), { ...env, DB: db }, context)).status).toBe(200);
      await waitOnExecutionContext(context);
    }
    expect(queries.filter((sql) => sql.includes("blocks"))).toHaveLength(1);
  });

  it("of a contact, agents may see; of one that is not theirs, they may not", async () => {
    const { contactId } = await begin();
    await blockContact(contactId, { reason: "spam" });
    const path = `/api/v1/contacts/${contactId}/blocks`;
    const { items } = await (await call(path, { headers: agent })).json<{ items: unknown[] }>();
    expect(items).toMatchObject([{ contactId, reason: "spam" }]);
    expect((await call(path)).status).toBe(401);
    const nobody = "/api/v1/contacts/01900000-0000-7000-8000-000000000000/blocks";
    expect((await call(nobody, { headers: agent })).status).toBe(404);
  });
});
