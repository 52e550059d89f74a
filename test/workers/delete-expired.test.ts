/** What of sign-ins is over goes by cron, a little at a time; what is still good stays. */
import { createScheduledController } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { beforeAll, beforeEach, describe, expect, it } from "vitest";
import { database } from "#domain/database";
import { session, signInAttempts, verification } from "#domain/identity/schema";
import { deleteExpired } from "#domain/identity/store";
import { countingQueries } from "#test/workers/counting";
import { call, loginOf, openShop, signIn } from "#test/workers/shop";
import worker from "#worker/index";

const MINUTE_MS = 60_000;
const db = database(env.DB);
let cookie: string;
let userId: string;

beforeAll(async () => {
  const { logins } = await openShop();
  cookie = await signIn(loginOf(logins, "agent"));
  userId = (await me().then((answer) => answer.json<{ id: string }>())).id;
});

beforeEach(async () => {
  await env.DB.exec(
    "DELETE FROM sign_in_attempts; DELETE FROM verification; DELETE FROM session WHERE id LIKE 'test-%'",
  );
});

function me() {
  return call("/api/v1/me", { headers: { cookie } });
}

/** A row of each kind that ended so long before `nowMs`; less than nothing: that will end. */
async function add(name: string, nowMs: number, agoMs: number): Promise<void> {
  const [createdAt, expiresAt] = [new Date(nowMs - 2 * MINUTE_MS), new Date(nowMs - agoMs)];
  const dates = { createdAt, updatedAt: createdAt, expiresAt };
  await db.batch([
    db.insert(session).values({ id: `test-${name}`, token: name, userId, ...dates }),
    db.insert(verification).values({ id: name, identifier: name, value: "", ...dates }),
    db.insert(signInAttempts).values({
      ...{ key: name, count: 1, lastAtMs: nowMs - MINUTE_MS - agoMs },
      ...{ waitUntilMs: 0, expiresAtMs: nowMs - agoMs },
    }),
  ]);
}

/** Names of the rows that are left, of each kind. */
async function left(): Promise<Record<string, string[]>> {
  const [sessions, verifications, counts] = await db.batch([
    db.select({ id: session.token }).from(session),
    db.select({ id: verification.id }).from(verification),
    db.select({ id: signInAttempts.key }).from(signInAttempts),
  ]);
  const names = (rows: { id: string }[]) => rows.map(({ id }) => id).sort();
  return {
    sessions: names(sessions).filter((token) => token.length < 20),
    verifications: names(verifications),
    counts: names(counts),
  };
}

function cron(nowMs: number): Promise<void> {
  const controller = createScheduledController({ scheduledTime: new Date(nowMs), cron: "* * * * *" });
  return worker.scheduled(controller, env);
}

describe("the cron job", () => {
  it("deletes what has expired and counts that no limit goes by, and nothing else", async () => {
    const nowMs = Date.now();
    await add("gone", nowMs, 60 * MINUTE_MS);
    await add("just-over", nowMs, 0);
    await add("still-good", nowMs, -1);
    await cron(nowMs);
    const names = ["still-good"];
    expect(await left()).toEqual({ sessions: names, verifications: names, counts: names });
    expect((await me()).status).toBe(200);
  });

  it("owes nobody the end of a session that expired: its sockets have the same end", async () => {
    const nowMs = Date.now();
    await add("gone", nowMs, 1);
    await cron(nowMs);
    expect((await env.DB.prepare("SELECT * FROM d1_outbox").all()).results).toEqual([]);
  });
});

describe("one run", () => {
  it("takes the oldest, as many as it may, and the next ones the rest", async () => {
    const nowMs = Date.now();
    for (const agoMs of [2, 3, 1]) await add(`ago-${agoMs}`, nowMs, agoMs);
    await deleteExpired(db, nowMs, 2);
    expect(await left()).toEqual({ sessions: ["ago-1"], verifications: ["ago-1"], counts: ["ago-1"] });
    await deleteExpired(db, nowMs, 2);
    expect(await left()).toEqual({ sessions: [], verifications: [], counts: [] });
  });

  it("looks at no row that stays", async () => {
    const counted = countingQueries(env.DB);
    await deleteExpired(database(counted.db), Date.now(), 500);
    expect(counted.queries).toHaveLength(3);
    for (const query of counted.queries) {
      const plan = await env.DB.prepare(`EXPLAIN QUERY PLAN ${query}`).bind(1, 500).all<{ detail: string }>();
      const steps = plan.results.map(({ detail }) => detail);
      expect(steps.join("; ")).toMatch(/_expiry \(/);
      expect(steps.filter((step) => step.startsWith("SCAN"))).toEqual([]);
    }
  });
});
