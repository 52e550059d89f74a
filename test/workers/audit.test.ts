/** The audit log: what is noted of conversations, how it is sealed and signed, and who reads it. */
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { AuditAction } from "#domain/audit/actions";
import { parsePublicKey } from "#domain/audit/heads";
import { auditLog } from "#domain/audit/schema";
import { readChainState, sealOldest } from "#domain/audit/seal-store";
import { auditStatement, recordAudit } from "#domain/audit/store";
import { type AuditRow, verifyLog } from "#domain/audit/verify";
import { database } from "#domain/database";
import { auditHeads, auditPage } from "#protocol/http-audit";
import { begin, nextClientId } from "#test/workers/begin";
import { agentLine, customerLine, until } from "#test/workers/line";
import { call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { latestHead, pageOfHeads, putHead } from "#worker/adapters/audit-ledger";
import { sealAndCheckAudit, sealAudit, signingKeyOf } from "#worker/jobs/audit-chain";

const db = database(env.DB);
const NOW_MS = Date.now();
let agent: { id: string; cookie: string };
let other: { id: string; cookie: string };
let admin: { id: string; cookie: string };

beforeAll(async () => {
  const { logins } = await openShop();
  const arrive = async (login: (typeof logins)[number] | undefined) => {
    if (login === undefined) throw new Error("the demo lacks somebody");
    const cookie = await signIn(login);
    const { id } = await (await call("/api/v1/me", { headers: { cookie } })).json<{ id: string }>();
    return { id, cookie };
  };
  const agents = logins.filter(({ role }) => role === "agent");
  agent = await arrive(agents[0]);
  other = await arrive(agents[1]);
  admin = await arrive(loginOf(logins, "admin"));
});

beforeEach(async () => {
  await env.DB.exec("DELETE FROM audit_log; DELETE FROM audit_head");
  for (const { key } of (await env.LEDGER.list()).objects) await env.LEDGER.delete(key);
});

function act(by: { cookie: string }, conversationId: string, action: string, body: object = {}) {
  return post(`/api/v1/conversations/${conversationId}/${action}`, body, { cookie: by.cookie, origin: ORIGIN });
}

function rowsOf(subjectId: string, action: AuditAction): Promise<AuditRow[]> {
  const look = async () => {
    const rows = (await db.select().from(auditLog)).filter((row) => row.subjectId === subjectId);
    const found = rows.filter((row) => row.action === action);
    return found.length > 0 ? found : undefined;
  };
  return until(look, () => `a row of ${action}`);
}

async function write(count: number, action: AuditAction = "role.changed"): Promise<void> {
  for (let nth = 0; nth < count; nth += 1) {
    const actor = { type: "agent", id: nth % 2 === 0 ? agent.id : other.id } as const;
    const subject = { type: "role", id: `role-${nth}` } as const;
    await auditStatement(db, { actor, action, subject, detail: { nth } }, NOW_MS + nth);
  }
}

async function verdict() {
  const [head] = (await env.DB.prepare("SELECT seq, hash FROM audit_head").all<{ seq: number; hash: string }>())
    .results;
  const signedHeads = (await pageOfHeads(env.LEDGER, { limit: 500 })).items;
  const keys = [parsePublicKey(signingKeyOf(env).publicKey)];
  return verifyLog({ rows: await db.select().from(auditLog), head, signedHeads, keys, nowMs: NOW_MS });
}

describe("what happens to a conversation", () => {
  it("is noted with who did it and from which sign-in, by HTTP as by frame", async () => {
    const { conversationId, token } = await begin();
    expect((await act(agent, conversationId, "accept")).status).toBe(200);
    const [assigned] = await rowsOf(conversationId, "conversation.assigned");
    expect(assigned).toMatchObject({ actorType: "agent", actorId: agent.id, subjectType: "conversation", seq: null });
    expect(assigned?.sessionId).toMatch(/^[0-9a-f-]{36}$/);
    expect(JSON.parse(assigned?.detail ?? "")).toEqual({ to: agent.id, team: "support", epoch: 2 });

    const line = await agentLine(conversationId, agent.cookie);
    line.send({ type: "conversation.transfer", teamId: "after-sales", reason: "Ottoline knows this customer" });
    const [transferred] = await rowsOf(conversationId, "conversation.transferred");
    expect(transferred).toMatchObject({ actorId: agent.id, sessionId: assigned?.sessionId });
    expect(JSON.parse(transferred?.detail ?? "")).toEqual({
      from: agent.id,
      fromTeam: "support",
      team: "after-sales",
      epoch: 3,
    });
    line.close();
    expect(JSON.stringify(await db.select().from(auditLog))).not.toContain("Ottoline");

    expect((await act(admin, conversationId, "resolve")).status).toBe(200);
    expect((await rowsOf(conversationId, "conversation.resolved"))[0]).toMatchObject({ actorId: admin.id });
    const customer = await customerLine(conversationId, token);
    customer.send({ type: "message.send", clientId: nextClientId(), content: "still broken" });
    const [reopened] = await rowsOf(conversationId, "conversation.reopened");
    expect(reopened).toMatchObject({ actorType: "contact", sessionId: null });
    customer.close();
  });

  it("is Edgedesk's own doing where nobody asked for it", async () => {
    const { conversationId } = await begin();
    const stub = env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId));
    const slot = { agentId: agent.id, agentName: "Lin Yue", leaseUntilMs: Date.now() + 60_000, epoch: 1 };
    expect(await stub.commitAssignment(slot)).toMatchObject({ ok: true });
    expect((await rowsOf(conversationId, "conversation.assigned"))[0]).toMatchObject({ actorId: "system" });
    await stub.releaseAssignment(agent.id, 2);
    const [unassigned] = await rowsOf(conversationId, "conversation.unassigned");
    expect(unassigned).toMatchObject({ actorType: "system", actorId: "system" });
    expect(JSON.parse(unassigned?.detail ?? "")).toMatchObject({ from: agent.id });
  });

  it("does not include messages", async () => {
    const { conversationId, token } = await begin();
    const line = await customerLine(conversationId, token);
    line.send({ type: "sync" });
    for (let nth = 0; nth < 5; nth += 1)
      line.send({ type: "message.send", clientId: nextClientId(), content: "hello" });
    await line.next("message.created", ({ message }) => message.seq === 6);
    line.close();
    await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    expect((await db.select().from(auditLog)).filter((row) => row.subjectId === conversationId)).toEqual([]);
  });

  it("is written once however often it is handed on", async () => {
    const record = {
      id: "01900000-0000-7000-8000-000000000001",
      atMs: NOW_MS,
      entry: {
        actor: { type: "system", id: "system" },
        action: "conversation.assigned",
        subject: { type: "conversation", id: "c" },
      },
    } as const;
    await recordAudit(db, [record, record]);
    await recordAudit(db, [record]);
    await recordAudit(db, []);
    expect(await db.select().from(auditLog)).toHaveLength(1);
  });
});

describe("sealing", () => {
  it("gives each row its place from 1 on, whatever is late, and signs for it", async () => {
    await write(5);
    await sealAudit(env, NOW_MS);
    await auditStatement(
      db,
      { actor: { type: "system", id: "system" }, action: "role.created", subject: { type: "role", id: "late" } },
      NOW_MS - 60_000,
    );
    await sealAudit(env, NOW_MS + 1);
    expect(await verdict()).toMatchObject({
      isIntact: true,
      sealedRows: 6,
      unsealedRows: 0,
      signedHeads: 2,
      lastSigned: { seq: 6, atMs: NOW_MS + 1 },
    });
  });

  it("by several at a time seals nothing twice", async () => {
    await write(40);
    const seal = async () => {
      while ((await sealOldest(db, 7)) > 0);
    };
    await Promise.all([seal(), seal(), seal(), write(10, "role.created").then(seal), sealAudit(env, NOW_MS)]);
    await sealAudit(env, NOW_MS);
    expect(await verdict()).toMatchObject({ isIntact: true, sealedRows: 50, unsealedRows: 0 });
  });

  it("goes on where a run came to its end, with more than a batch waiting", async () => {
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 450)
       INSERT INTO audit_log (id, at_ms, actor_type, actor_id, action, subject_type, subject_id, detail)
       SELECT printf('%06d', i), ${NOW_MS}, 'system', 'system', 'role.changed', 'role', '茶', '{}' FROM n`,
    ).run();
    await sealAudit(env, NOW_MS);
    expect(await verdict()).toMatchObject({ isIntact: true, sealedRows: 450, unsealedRows: 0 });
  });

  it("writes nothing when nothing waits", async () => {
    await sealAudit(env, NOW_MS);
    expect((await env.LEDGER.list()).objects).toEqual([]);
    await write(1);
    await sealAudit(env, NOW_MS);
    const before = await latestHead(env.LEDGER);
    await sealAudit(env, NOW_MS + 60_000);
    expect(await latestHead(env.LEDGER)).toEqual(before);
  });

  it("never lets an older head take the place of a newer one", async () => {
    await write(1);
    await sealAudit(env, NOW_MS);
    const older = await latestHead(env.LEDGER);
    await write(1, "role.created");
    await sealAudit(env, NOW_MS);
    const newer = await latestHead(env.LEDGER);
    if (older === undefined) throw new Error("nothing was signed");
    // A sealer that looked before the other one signed, and signs after it.
    await putHead(env.LEDGER, older.head, undefined);
    await putHead(env.LEDGER, older.head, older);
    expect(await latestHead(env.LEDGER)).toEqual(newer);
    expect(newer?.head.seq).toBe(2);
  });
});

describe("the check that goes on by itself", () => {
  const minute = () =>
    sealAndCheckAudit(env, NOW_MS).then(
      () => "whole",
      (error: Error) => error.name,
    );
  const brokenAt = async () => (await readChainState(db)).brokenSeq;

  beforeEach(async () => {
    await write(10);
    expect(await minute()).toBe("whole");
    expect(await minute()).toBe("whole");
    expect((await readChainState(db)).wholeSeq).toBe(10);
  });

  it("notices a changed row, and that it was put right", async () => {
    await env.DB.exec("UPDATE audit_log SET actor_id = actor_id || 'x' WHERE seq = 4");
    expect([await minute(), await brokenAt()]).toEqual(["AuditLogTampered", 4]);
    expect([await minute(), await brokenAt()]).toEqual(["AuditLogTampered", 4]);
    expect((await heads()).chain).toMatchObject({ seq: 10, brokenAt: 4 });
    await env.DB.exec("UPDATE audit_log SET actor_id = substr(actor_id, 1, length(actor_id) - 1) WHERE seq = 4");
    expect([await minute(), await brokenAt()]).toEqual(["whole", undefined]);
  });

  it("notices a removed row", async () => {
    await env.DB.exec("DELETE FROM audit_log WHERE seq = 1");
    expect([await minute(), await brokenAt()]).toEqual(["AuditLogTampered", 1]);
  });

  it("notices a cut tail with the head rolled back, and signs nothing that grows on it", async () => {
    const [row] = (await env.DB.prepare("SELECT hash FROM audit_log WHERE seq = 6").all<{ hash: string }>()).results;
    await env.DB.exec("DELETE FROM audit_log WHERE seq > 6");
    await env.DB.prepare("UPDATE audit_head SET seq = 6, hash = ?").bind(row?.hash).run();
    const signed = await latestHead(env.LEDGER);
    expect([await minute(), await brokenAt()]).toEqual(["AuditLogTampered", 7]);
    await write(8, "role.created");
    expect(await minute()).toBe("AuditLogTampered");
    expect(await latestHead(env.LEDGER)).toEqual(signed);
    expect((await verdict()).isIntact).toBe(false);
  });

  it("notices a lost head, and seals nothing over rows that are sealed", async () => {
    await env.DB.exec("DELETE FROM audit_head");
    await write(1, "role.created");
    expect(await minute()).not.toBe("whole");
    expect((await db.select().from(auditLog)).filter(({ seq }) => seq === null)).toHaveLength(1);
  });

  it("notices a newest head that another key signed", async () => {
    const signed = await latestHead(env.LEDGER);
    const forged = { ...signed?.head, signature: `${"A".repeat(86)}==` };
    await env.LEDGER.put("audit/heads/latest.json", JSON.stringify(forged));
    expect(await minute()).toBe("AuditLogTampered");
    await env.LEDGER.put("audit/heads/latest.json", "gone");
    expect(await minute()).toBe("SignedHeadMalformed");
    expect((await heads()).latest).toBeUndefined();
  });
});

async function heads(query = "") {
  const answer = await call(`/api/v1/admin/audit/heads${query}`, { headers: { cookie: admin.cookie } });
  return auditHeads.parse(await answer.json());
}

async function list(query: Record<string, string | number> = {}) {
  const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, String(value)]));
  const answer = await call(`/api/v1/admin/audit?${search}`, { headers: { cookie: admin.cookie } });
  return auditPage.parse(await answer.json());
}

describe("reading", () => {
  it("pages from the latest on, missing and repeating nothing", async () => {
    await write(7);
    // Of one millisecond.
    await Promise.all([write(1, "role.created"), write(1, "role.deleted"), write(1, "role.created")]);
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await list({ limit: 3, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor !== undefined);
    expect(seen).toHaveLength(10);
    expect(new Set(seen).size).toBe(10);
    expect((await list()).items[0]?.atMs).toBe(NOW_MS + 6);
  });

  it("takes filters by person, subject, kind and time", async () => {
    await write(6);
    await write(1, "session.started");
    expect((await list({ actorId: other.id })).items.map(({ subject }) => subject.id)).toEqual([
      "role-5",
      "role-3",
      "role-1",
    ]);
    expect((await list({ subjectId: "role-3" })).items).toHaveLength(1);
    expect((await list({ group: "signIn" })).items.map(({ action }) => action)).toEqual(["session.started"]);
    expect((await list({ fromMs: NOW_MS + 2, toMs: NOW_MS + 4 })).items.map(({ detail }) => detail.nth)).toEqual([
      3, 2,
    ]);
  });

  it("shows a row whose details nobody can read any more", async () => {
    await write(1);
    await env.DB.exec("UPDATE audit_log SET detail = '{'");
    expect((await list()).items[0]?.detail).toEqual({ unreadable: true });
  });

  it("refuses what is no filter and no cursor of ours", async () => {
    for (const query of ["group=x", "fromMs=soon", "fromMs=-1", "limit=0", "cursor=x", `cursor=${btoa('["a"]')}`]) {
      const answer = await call(`/api/v1/admin/audit?${query}`, { headers: { cookie: admin.cookie } });
      expect([query, answer.status]).toEqual([query, 400]);
    }
    const led = { cookie: admin.cookie, "sec-fetch-site": "cross-site" };
    expect((await call("/api/v1/admin/audit/export?format=csv", { headers: led })).status).toBe(403);
    expect((await db.select().from(auditLog)).filter(({ action }) => action === "audit.exported")).toEqual([]);
    const answer = await call("/api/v1/admin/audit/export?format=xlsx", { headers: { cookie: admin.cookie } });
    expect(answer.status).toBe(400);
  });

  it("gives auditors the public key and every signed head, a page at a time", async () => {
    for (let nth = 0; nth < 3; nth += 1) {
      await write(1);
      await sealAudit(env, NOW_MS + nth);
    }
    const first = await heads("?limit=2");
    expect(first.items).toHaveLength(2);
    const rest = await heads(`?limit=2&cursor=${encodeURIComponent(first.nextCursor ?? "")}`);
    const keys = [parsePublicKey(first.publicKey)];
    const rows = await db.select().from(auditLog);
    const signedHeads = [...first.items, ...rest.items];
    expect(first.latest).toEqual(signedHeads.at(-1));
    expect(verifyLog({ rows, head: "absent", signedHeads, keys, nowMs: NOW_MS })).toMatchObject({
      isIntact: true,
      signedHeads: 3,
    });
  });
});

describe("an export", () => {
  const download = (query: string) =>
    call(`/api/v1/admin/audit/export?${query}`, { headers: { cookie: admin.cookie } });

  it("as JSON Lines is all that the check needs, and is noted itself", async () => {
    await write(20);
    await sealAudit(env, NOW_MS);
    await write(3, "role.created");
    const answer = await download("format=jsonl");
    expect(answer.headers.get("content-disposition")).toMatch(/^attachment; filename="edgedesk-audit-[\d-]+\.jsonl"$/);
    const rows = (await answer.text())
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const { publicKey, items } = await heads();
    const keys = [parsePublicKey(publicKey)];
    const found = verifyLog({ rows, head: "absent", signedHeads: items.slice(0, 1), keys, nowMs: NOW_MS });
    expect(found).toMatchObject({ isIntact: true, sealedRows: 20 });
    const [exported] = (await list({ group: "privacy" })).items;
    expect(exported).toMatchObject({ action: "audit.exported", actor: { id: admin.id }, detail: { format: "jsonl" } });
    expect(exported?.actor.origin).toMatch(/^[0-9a-f:]+$/);
  });

  it("of more than a page comes whole and in order, and as CSV too", async () => {
    await env.DB.prepare(
      `WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1200)
       INSERT INTO audit_log (id, at_ms, actor_type, actor_id, action, subject_type, subject_id, detail)
       SELECT printf('%06d', i), ${NOW_MS} + i / 7, 'agent', '=cmd()', 'role.changed', 'role', 'r', '{"a":1}' FROM n`,
    ).run();
    const lines = (await (await download("format=csv&group=people")).text()).split("\r\n");
    expect(lines).toHaveLength(1 + 1200 + 1);
    expect(lines[1]).toContain(",'=cmd(),role.changed,");
    const ids = lines.slice(1, -1).map((line) => line.split(",").at(-2));
    expect(ids).toEqual(ids.toSorted());
  });
});
