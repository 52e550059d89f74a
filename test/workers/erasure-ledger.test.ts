/** The ledger of erasures: whatever database comes back from a backup, what was erased is erased again. */
import { env } from "cloudflare:workers";
import { beforeAll, describe, expect, it } from "vitest";
import { newId } from "#protocol/ids";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { until } from "#test/workers/line";
import { auditOf, erase, settled } from "#test/workers/privacy-requests";
import { loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { ledgerOf } from "#worker/adapters/ledger";
import { applyLedger } from "#worker/jobs/apply-ledger";

let logins: readonly Login[];
let admin: string;

beforeAll(async () => {
  ({ logins } = await openShop());
  admin = await signIn(loginOf(logins, "admin"));
});

const later = () => Date.now() + 60_000;

async function doneUpTo(): Promise<string | null> {
  const row = await env.DB.prepare("SELECT value FROM settings WHERE key = 'erasure_ledger_done_up_to'").first<{
    value: string;
  }>();
  return row?.value ?? null;
}

/** Forgets an erasure, as a database does that was restored from before it. */
async function forget(requestId: string, marker: string | null): Promise<void> {
  await env.DB.batch([
    env.DB.prepare("DELETE FROM privacy_requests WHERE id = ?").bind(requestId),
    env.DB.prepare("UPDATE contacts SET erasure_id = NULL WHERE erasure_id = ?").bind(requestId),
    env.DB.prepare("DELETE FROM settings WHERE key = 'erasure_ledger_done_up_to'"),
  ]);
  if (marker !== null)
    await env.DB.prepare("INSERT INTO settings VALUES ('erasure_ledger_done_up_to', ?)").bind(marker).run();
}

describe("the ledger", () => {
  it("is noted as done as far as it is, and asks for nothing then", async () => {
    const first = await erase(admin, (await begin()).contactId);
    const second = await erase(admin, (await begin()).contactId);
    await applyLedger(env, later());
    expect(await doneUpTo()).toBe(second.id);
    expect(first.id < second.id).toBe(true);
    expect(await auditOf("erasure.ledgerApplied")).toEqual([]);
  });

  it("is applied to a database that knows nothing of an erasure, by itself and once", async () => {
    const marker = await doneUpTo();
    const { contactId } = await begin();
    const done = await erase(admin, contactId);
    await applyLedger(env, later());
    await forget(done.id, marker);
    await Promise.all([applyLedger(env, later()), applyLedger(env, later())]);
    await settled(admin, done.id);
    await applyLedger(env, later());
    expect(await doneUpTo()).toBe(done.id);
    const applied = await auditOf("erasure.ledgerApplied");
    expect(applied.map(({ subject_id: id }) => id)).toEqual([done.id]);
    const contact = await env.DB.prepare("SELECT erasure_id FROM contacts WHERE id = ?").bind(contactId).first();
    expect(contact?.erasure_id).toBe(done.id);
  });

  it("names what was begun after the backup was made too", async () => {
    const { contactId, conversationId } = await begin();
    const id = newId(Date.now());
    const conversationIds: string[] = [];
    const writtenAtMs = Date.now();
    await ledgerOf(env).write({
      version: 1,
      id,
      reason: "request",
      inboxId: "web",
      contactIds: [contactId],
      conversationIds,
      writtenAtMs,
    });
    // Too young: its request may be about to come.
    await applyLedger(env, Date.now());
    expect(await env.DB.prepare("SELECT 1 FROM privacy_requests WHERE id = ?").bind(id).first()).toBeNull();
    await applyLedger(env, later());
    await settled(admin, id);
    expect((await ledgerOf(env).read(id))?.conversationIds).toEqual([conversationId]);
  });

  it("is applied in whole when an administrator says so", async () => {
    const applications = async () =>
      (await auditOf("erasure.ledgerApplied")).filter(({ subject_id: id }) => id !== "erasures").length;
    const before = await applications();
    const path = "/api/v1/admin/erasures/apply";
    const agent = await signIn(loginOf(logins, "agent"));
    expect((await post(path, {}, { cookie: agent, origin: ORIGIN })).status).toBe(403);
    const answer = await post(path, {}, { cookie: admin, origin: ORIGIN });
    expect([answer.status, await answer.json()]).toEqual([200, { status: "started" }]);
    const byWhom = (await auditOf("erasure.ledgerApplied")).filter(({ subject_id: id }) => id === "erasures");
    expect(byWhom).toEqual([expect.objectContaining({ actor_id: expect.not.stringMatching("system") })]);
    const entries = await ledgerOf(env).idsAfter(undefined, 100);
    await until(
      async () => {
        const applied = (await applications()) - before;
        const open = await env.DB.prepare("SELECT 1 FROM privacy_requests WHERE status <> 'done'").all();
        return applied === entries.length && open.results.length === 0 ? true : undefined;
      },
      () => "every entry",
      15_000,
    );
  });

  it("that cannot be read stops the task loudly, rather than being passed over", async () => {
    const id = newId(Date.now());
    await env.LEDGER.put(`erasures/${id}.json`, "{}");
    await expect(applyLedger(env, later())).rejects.toThrow();
    await env.LEDGER.delete(`erasures/${id}.json`);
    await applyLedger(env, later());
  });
});
