/** What breaks is logged by kind and place, never with what it was about. */
import { createExecutionContext } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import type { Login } from "#scripts/seed/seed";
import { begin } from "#test/workers/begin";
import { call, loginOf, openShop, post, signIn } from "#test/workers/shop";
import { Effects } from "#worker/effects";

let login: Login;
let cookie: string;
const logged: string[] = [];

beforeAll(async () => {
  login = loginOf((await openShop()).logins, "agent");
  cookie = await signIn(login);
});
beforeEach(() => {
  logged.length = 0;
  for (const level of ["error", "warn", "info", "log"] as const) {
    vi.spyOn(console, level).mockImplementation((...parts: unknown[]) => {
      logged.push(
        parts.map((part) => (part instanceof Error ? `${part.stack} ${part.cause}` : String(part))).join(" "),
      );
    });
  }
});
afterEach(() => vi.restoreAllMocks());

async function without(table: string, act: () => Promise<void>): Promise<void> {
  await env.DB.exec(`ALTER TABLE ${table} RENAME TO gone`);
  await act();
  await env.DB.exec(`ALTER TABLE gone RENAME TO ${table}`);
}

describe("a database that fails", () => {
  it("while somebody signs in leaves neither their email nor the query in the log", async () => {
    await without("user", async () => {
      const { email } = login;
      expect((await post("/api/auth/sign-in/email", { email, password: "mistyped" })).status).toBe(503);
      expect((await call("/api/v1/me", { headers: { cookie } })).status).toBe(503);
    });
    expect(logged.join("\n")).toContain('"event":"broken"');
    expect(logged.join("\n")).not.toMatch(/lin\.yue|mistyped|select|params/i);
    // And a refusal is none.
    logged.length = 0;
    expect((await post("/api/auth/sign-in/email", { email: login.email, password: "mistyped" })).status).toBe(401);
    expect(logged).toEqual([]);
  });

  it("while an actor projects is told to it without the query", async () => {
    const { conversationId } = await begin("between you and me");
    const summary = await env.CONVERSATION.get(env.CONVERSATION.idFromName(conversationId)).summary();
    if (summary === undefined) throw new Error("not begun");
    await without("conversations", async () => {
      const effects = new Effects(createExecutionContext(), env);
      await expect(effects.projectConversation(summary)).rejects.toThrow(/^projection failed: \w+$/);
    });
  });
});
