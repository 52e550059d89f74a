/** Guessing: how much of it is heard, and that nobody is shut out by it. */
import { env } from "cloudflare:workers";
import fc from "fast-check";
import { beforeAll, describe, expect, it, vi } from "vitest";
import { database } from "#domain/database";
import { type AttemptLimit, countAttempt, forgetAttempts, takeAttemptBack } from "#domain/identity/attempts";
import type { Login } from "#scripts/seed/seed";
import { loginOf, ORIGIN, openShop, post } from "#test/workers/shop";
import { auditOf, freshAddress, type Headers, SIGN_IN, verdictOf } from "#test/workers/staff";
import { passwordAttempts } from "#worker/sign-in/limits";

let logins: readonly Login[];
beforeAll(async () => {
  ({ logins } = await openShop());
});

const db = database(env.DB);
const SECOND_MS = 1_000;

describe("a limit", () => {
  const limit: AttemptLimit = { free: 3, windowMs: 60_000, firstWaitMs: 10_000, longestWaitMs: 40_000 };
  let next = 0;
  const fresh = () => ({ key: `limit-${next++}`, limit });

  it("hears so many, then waits twice as long each time, up to its cap, and forgets", async () => {
    const attempt = fresh();
    const waits: number[] = [];
    let nowMs = 1_000_000;
    for (let n = 0; n < 7; n += 1) {
      expect(await countAttempt(db, [attempt], nowMs)).toBe(0);
      const waitMs = await countAttempt(db, [attempt], nowMs + 1);
      waits.push(waitMs === 0 ? 0 : waitMs + 1);
      // What is refused is not counted, nor does it make the wait longer.
      if (waitMs === 0) await takeAttemptBack(db, attempt.key);
      nowMs += waitMs + 1;
    }
    expect(waits).toEqual([0, 0, 10_000, 20_000, 40_000, 40_000, 40_000]);
    nowMs += 2 * limit.windowMs;
    expect(await countAttempt(db, [attempt], nowMs)).toBe(0);
    expect(await countAttempt(db, [attempt], nowMs)).toBe(0);
  });

  it("lets through as many at once as one after the other", async () => {
    const attempt = fresh();
    const waits = await Promise.all(Array.from({ length: 20 }, () => countAttempt(db, [attempt], 5_000)));
    expect(waits.filter((waitMs) => waitMs === 0)).toHaveLength(3);
  });

  it("of several keys counts under all of them or under none", async () => {
    const [one, other] = [fresh(), fresh()];
    for (let n = 0; n < 3; n += 1) await countAttempt(db, [one], 5_000);
    for (let n = 0; n < 9; n += 1) expect(await countAttempt(db, [one, other], 6_000)).toBe(9_000);
    for (let n = 0; n < 3; n += 1) expect(await countAttempt(db, [other], 6_000)).toBe(0);
  });

  it("never lets more through in a while than it says, whatever comes when", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 0, max: 15_000 }), { maxLength: 40 }), async (gaps) => {
        const attempt = fresh();
        const heard: number[] = [];
        let nowMs = 1_000_000;
        for (const gap of gaps) {
          nowMs += gap;
          if ((await countAttempt(db, [attempt], nowMs)) === 0) heard.push(nowMs);
        }
        // After the third, no two are nearer than the first wait.
        const later = heard.slice(3).map((at, n) => at - (heard[n + 2] ?? 0));
        expect(later.every((distance) => distance >= limit.firstWaitMs)).toBe(true);
      }),
      { numRuns: 15 },
    );
  });

  it("is as it was before for what turned out right", async () => {
    const attempt = fresh();
    for (let n = 0; n < 3; n += 1) await countAttempt(db, [attempt], 5_000);
    await forgetAttempts(db, [attempt.key]);
    for (let n = 0; n < 3; n += 1) expect(await countAttempt(db, [attempt], 5_000)).toBe(0);
  });
});

async function guess(email: string, from: Headers, times = 1): Promise<Response> {
  let last: Response | undefined;
  for (let n = 0; n < times; n += 1) last = await post(SIGN_IN, { email, password: `guess ${n}` }, from);
  if (last === undefined) throw new Error("no guess");
  return last;
}

/** As {@link guess}, without the work of looking at the password: some hundred of those would take a minute. */
async function guessQuickly(email: string, from: Headers, times: number): Promise<void> {
  const request = new Request(`${ORIGIN}${SIGN_IN}`, { headers: from });
  const { account, accountAtAddress, address } = passwordAttempts(env, request, email);
  for (let n = 0; n < times; n += 1) await countAttempt(db, [account, accountAtAddress, address], Date.now());
}

describe("guessing at a password", () => {
  it("is heard ten times from one address, whether or not there is such an account", async () => {
    for (const email of [loginOf(logins, "agent").email, "nobody@edgedesk.example"]) {
      const from = freshAddress();
      expect(await verdictOf(await guess(email, from, 10))).toEqual([401, "unauthenticated"]);
      const last = await guess(email.toUpperCase(), from);
      expect(await verdictOf(last)).toEqual([429, "too_fast"]);
      const seconds = Number(last.headers.get("retry-after"));
      expect(seconds).toBeGreaterThan(25);
      expect(seconds).toBeLessThanOrEqual(30);
    }
  });

  it("shuts nobody out who comes from elsewhere", async () => {
    const login = loginOf(logins, "supervisor");
    await guessQuickly(login.email, freshAddress(), 11);
    const answer = await post(SIGN_IN, { email: login.email, password: login.password }, freshAddress());
    expect(answer.status).toBe(200);
  });

  it("told the truth about the wait: after it the right password is heard", async () => {
    const login = loginOf(logins, "qa");
    const from = freshAddress();
    await guessQuickly(login.email, from, 10);
    const last = await guess(login.email, from);
    const waitMs = Number(last.headers.get("retry-after")) * SECOND_MS;
    const right = () => post(SIGN_IN, { email: login.email, password: login.password }, from);
    expect((await right()).status).toBe(429);
    const now = vi.spyOn(Date, "now").mockReturnValue(Date.now() + waitMs);
    expect((await right()).status).toBe(200);
    now.mockRestore();
    // And nothing is held against them afterwards.
    await guessQuickly(login.email, from, 8);
    expect(await verdictOf(await guess(login.email, from))).toEqual([401, "unauthenticated"]);
  });

  it("from everywhere at once holds the account for a minute at the most, and not where its owner is signed in", async () => {
    const login = loginOf(logins, "admin");
    const home = freshAddress();
    expect((await post(SIGN_IN, { email: login.email, password: login.password }, home)).status).toBe(200);
    for (let address = 0; address < 6; address += 1) await guessQuickly(login.email, freshAddress(), 9);
    const elsewhere = await post(SIGN_IN, { email: login.email, password: login.password }, freshAddress());
    expect(elsewhere.status).toBe(429);
    expect(Number(elsewhere.headers.get("retry-after"))).toBeLessThanOrEqual(60);
    expect((await post(SIGN_IN, { email: login.email, password: login.password }, home)).status).toBe(200);
  });

  it("is written down, with whose account it was and not a word more", async () => {
    const refused = await auditOf("session.refused");
    expect(refused.length).toBeGreaterThan(20);
    expect(new Set(refused.map(({ detail }) => JSON.stringify(detail)))).toEqual(new Set(['{"why":"password"}']));
    expect(refused.map(({ actor }) => actor)).toContain("unknown");
    const kept = JSON.stringify((await env.DB.prepare("SELECT * FROM sign_in_attempts").all()).results);
    expect(kept).not.toMatch(/edgedesk\.example|198\.51/);
  });
});

describe("an account that does not exist", () => {
  it("costs the same work as one that does", async () => {
    const times: Record<string, number[]> = {};
    for (let n = 0; n < 5; n += 1) {
      for (const email of [loginOf(logins, "agent").email, "nobody.at.all@edgedesk.example"]) {
        const from = freshAddress();
        const begin = performance.now();
        expect((await guess(email, from)).status).toBe(401);
        const took = times[email] ?? [];
        took.push(performance.now() - begin);
        times[email] = took;
      }
    }
    const [known = 0, unknown = 0] = Object.values(times).map((took) => Math.min(...took));
    // Without the work of scrypt the one would be a tenth of the other.
    expect(unknown).toBeGreaterThan(known / 2);
    expect(known).toBeGreaterThan(unknown / 2);
  });
});
