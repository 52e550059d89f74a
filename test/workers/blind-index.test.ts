/** The blind index's keys are rotated while customers sign in and agents search: nobody becomes two, nothing is lost. */
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { contactOfIdentifier, contactsKnownAs, createContact, updateContact } from "#domain/customers/store";
import { database } from "#domain/database";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { parseBlindIndexKeys } from "#domain/privacy/blind-index";
import { parseKeyRing } from "#domain/privacy/key-ring";
import { latestRotation } from "#domain/privacy/rotation-store";
import { tokenHashers } from "#domain/search/token-hash";
import { keysAnswer } from "#protocol/http-keys";
import { searchPage } from "#protocol/http-search";
import { begin } from "#test/workers/begin";
import { JobQueue } from "#test/workers/jobs";
import { LOST_RING, rewrapRow } from "#test/workers/old-keys";
import { beginSession, call, loginOf, ORIGIN, openShop, post, signIn } from "#test/workers/shop";
import { keepRotating } from "#worker/jobs/rotate-keys";

const db = database(env.DB);
const keyRing = parseKeyRing(env.KEY_RING);
const [current = "", old = ""] = env.BLIND_INDEX_KEYS.split(",");
const now = { keyRing, blindIndexKeys: parseBlindIndexKeys(env.BLIND_INDEX_KEYS) };
/** As isolates of before the deploy have it: the new key is known, and not in front yet. */
const before = { keyRing, blindIndexKeys: parseBlindIndexKeys(`${old},${current}`) };
const web = { inboxId: "web", locale: undefined, name: undefined, email: undefined };
let admin: string;
let secret: Uint8Array;
let jobs: JobQueue;

beforeAll(async () => {
  const { logins } = await openShop();
  admin = await signIn(loginOf(logins, "admin"));
  [secret = new Uint8Array()] = await goodIdentitySecrets(db, keyRing, "web", Date.now());
});
beforeEach(async () => {
  jobs = new JobQueue();
  await env.DB.exec("DELETE FROM key_rotations; DELETE FROM audit_log");
  vi.spyOn(console, "error").mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

/** A customer whom the shop vouches for, at the door. */
function signedIn(identifier: string) {
  return beginSession({ identifier, identifierHash: identifierHash(secret, identifier) });
}

function keyIdsOf(contactId: string) {
  const query = "SELECT identifier_key_id AS identifier, email_key_id AS email FROM contacts WHERE id = ?";
  return env.DB.prepare(query).bind(contactId).first<{ identifier: string | null; email: string | null }>();
}

async function rotate(): Promise<void> {
  await keepRotating(jobs.env, Date.now());
  await jobs.runAll();
}

describe("a customer's entry", () => {
  it("of the old key is found, moved to the new one from what is sealed, and found again", async () => {
    const id = await contactOfIdentifier(db, before, { ...web, identifier: "u-1" }, 1);
    await updateContact(db, before, id, [{ email: "Ming@Shop.example" }]);
    expect(await keyIdsOf(id)).toEqual({ identifier: "test0", email: "test0" });
    expect((await signedIn("u-1")).contactId).toBe(id);
    await rotate();
    expect(await keyIdsOf(id)).toEqual({ identifier: "test1", email: "test1" });
    expect((await signedIn("u-1")).contactId).toBe(id);
    expect(await contactsKnownAs(db, now.blindIndexKeys, ["web"], "ming@shop.EXAMPLE ")).toEqual([id]);
    expect(await contactsKnownAs(db, now.blindIndexKeys, ["web"], "u-1")).toEqual([id]);
    expect(await contactsKnownAs(db, now.blindIndexKeys, ["another"], "u-1")).toEqual([]);
  });

  it("is one, however many isolates of either side of the deploy make it at once, while it is being moved", async () => {
    for (let round = 0; round < 8; round += 1) {
      const identifier = `racer-${round}`;
      const ask = (secrets: typeof now) => contactOfIdentifier(db, secrets, { ...web, identifier }, Date.now());
      await env.DB.exec("DELETE FROM key_rotations");
      await keepRotating(jobs.env, Date.now());
      const [ids] = await Promise.all([
        Promise.all([ask(now), ask(before), signedIn(identifier).then(({ contactId }) => contactId), ask(before)]),
        jobs.runAll(),
      ]);
      expect(new Set(ids).size).toBe(1);
      expect((await signedIn(identifier)).contactId).toBe(ids[0]);
      expect(await contactsKnownAs(db, now.blindIndexKeys, ["web"], identifier)).toEqual([ids[0]]);
    }
  });

  it("that exists under the old key keeps a second one from being inserted under the new", async () => {
    const id = await contactOfIdentifier(db, before, { ...web, identifier: "u-2" }, 1);
    const count = async () => (await env.DB.prepare("SELECT count(*) AS n FROM contacts").first<{ n: number }>())?.n;
    const known = await count();
    // As if it had been looked up before the other one was there.
    await createContact(db, now, { ...web, identifier: "u-2" }, [], 2);
    expect(await count()).toBe(known);
    expect(await contactOfIdentifier(db, now, { ...web, identifier: "u-2" }, 3)).toBe(id);
  });

  it("whose data key is missing now is left as it is, and told of", async () => {
    const id = await contactOfIdentifier(db, before, { ...web, identifier: "u-3" }, 1);
    await rewrapRow(LOST_RING, { kind: "contact", id });
    await rotate();
    expect(await keyIdsOf(id)).toMatchObject({ identifier: "test0" });
    expect((await signedIn("u-3").catch(() => undefined))?.contactId).toBeUndefined();
    const rotation = await latestRotation(db, "blind-index");
    expect(rotation).toMatchObject({ outcome: "finished", unopenable: { test0: 1 } });
    // It would not open a minute later either.
    await keepRotating(jobs.env, Date.now() + 60_000);
    expect((await latestRotation(db, "blind-index"))?.id).toBe(rotation?.id);
    await env.DB.prepare("DELETE FROM contacts WHERE id = ?").bind(id).run();
  });

  it("of somebody who was erased is forgotten", async () => {
    const id = await contactOfIdentifier(db, before, { ...web, identifier: "u-4" }, 1);
    await updateContact(db, before, id, [{ email: "gone@shop.example" }]);
    await env.DB.prepare("DELETE FROM data_keys WHERE subject_id = ?").bind(id).run();
    await rotate();
    expect(await keyIdsOf(id)).toEqual({ identifier: null, email: null });
  });

  it("follows a change of the email", async () => {
    const { token, contactId } = await beginSession({ email: "one@shop.example" });
    const change = { inboxId: "web", email: "two@shop.example" };
    expect((await post("/api/v1/widget/sessions", change, { authorization: `Bearer ${token}` })).status).toBe(201);
    expect(await contactsKnownAs(db, now.blindIndexKeys, ["web"], "two@shop.example")).toEqual([contactId]);
    expect(await contactsKnownAs(db, now.blindIndexKeys, ["web"], "one@shop.example")).toEqual([]);
  });
});

describe("the index of words", () => {
  async function found(q: string): Promise<string[]> {
    const answer = await post("/api/v1/search", { q }, { cookie: admin, origin: ORIGIN });
    return searchPage.parse(await answer.json()).items.map(({ conversation }) => conversation.id);
  }
  const tokenKeys = async () =>
    (await env.DB.prepare("SELECT DISTINCT key_id FROM search_tokens ORDER BY 1").all<{ key_id: string }>()).results;

  it("is made for what is older than it, found by either key meanwhile, and rid of the old key's words", async () => {
    const { conversationId } = await begin("the archaeopteryx of teapots");
    const isListed = async () => expect(await found("archaeopteryx")).toEqual([conversationId]);
    await vi.waitFor(isListed, { timeout: 30_000, interval: 100 });
    // As they were hashed before: with the other key.
    const [hasher] = tokenHashers(before.blindIndexKeys);
    await env.DB.prepare("DELETE FROM search_tokens WHERE conversation_id = ?").bind(conversationId).run();
    for (const token of ["the", "archaeopteryx", "of", "teapots"]) {
      await env.DB.prepare("INSERT INTO search_tokens VALUES (?, unhex(?), ?)")
        .bind(hasher.keyId, hasher.hash(token), conversationId)
        .run();
    }
    expect(await found("archaeopteryx teapots")).toEqual([conversationId]);
    await rotate();
    expect(await tokenKeys()).toEqual([{ key_id: "test1" }]);
    expect(await found("archaeopteryx teapots")).toEqual([conversationId]);
    const { items } = keysAnswer.parse(await (await call("/api/v1/admin/keys", { headers: { cookie: admin } })).json());
    expect(items.find(({ ring }) => ring === "blind-index")?.keys).toMatchObject([
      { id: "test1", state: "current" },
      { id: "test0", state: "old", rows: 0, mayRemove: true },
    ]);
  });

  it("comes back when it is lost", async () => {
    const { conversationId } = await begin("a coelacanth");
    await vi.waitFor(async () => expect(await found("coelacanth")).toEqual([conversationId]), 30_000);
    await env.DB.exec("DELETE FROM search_tokens; DELETE FROM search_generations");
    const started = await post("/api/v1/admin/search-index/rebuild", {}, { cookie: admin, origin: ORIGIN });
    expect(started.status).toBe(200);
    const again = await post("/api/v1/admin/search-index/rebuild", {}, { cookie: admin, origin: ORIGIN });
    expect([200, 409]).toContain(again.status);
    const rotation = await latestRotation(db, "blind-index");
    await jobs.runOne({ kind: "rotate-keys", rotationId: rotation?.id, step: 0 });
    await vi.waitFor(async () => expect(await found("coelacanth")).toEqual([conversationId]), 30_000);
    expect(await env.DB.prepare("SELECT * FROM audit_log WHERE action LIKE 'key.%'").first()).toBeNull();
  });
});
