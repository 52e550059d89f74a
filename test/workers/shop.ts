/** The demo shop, freshly seeded, and its door: what HTTP tests start from. */
import { env, exports } from "cloudflare:workers";
import { parseKeyRing } from "#domain/privacy/key-ring";
import type { Role } from "#protocol/constants";
import { type WidgetSession, widgetSession } from "#protocol/http";
import { createSeed, type Login } from "#scripts/seed/seed";

export const ORIGIN = "https://desk.example";

/** Seeds the test file's own database. */
export async function openShop(): Promise<{ logins: readonly Login[] }> {
  const seed = await createSeed({
    keyRing: parseKeyRing(env.KEY_RING),
    nowMs: Date.now(),
    allowedOrigins: [SHOP_ORIGIN],
  });
  await env.DB.exec(seed.sql);
  return seed;
}

/** A page of the shop that embeds the widget, elsewhere than the desk. */
export const SHOP_ORIGIN = "https://shop.example";

export function call(path: string, init?: RequestInit): Promise<Response> {
  return exports.default.fetch(new Request(new URL(path, ORIGIN), init));
}

export function post(path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return call(path, {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** @returns the Cookie header of a new session */
export async function signIn(login: Login): Promise<string> {
  const answer = await post("/api/auth/sign-in/email", { email: login.email, password: login.password });
  if (answer.status !== 200) throw new Error(`sign-in answered ${answer.status}: ${await answer.text()}`);
  return cookieOf(answer);
}

export function cookieOf(answer: Response): string {
  return answer.headers
    .getSetCookie()
    .map((cookie) => cookie.split(";")[0])
    .join("; ");
}

export function loginOf(logins: readonly Login[], role: Role): Login {
  const login = logins.find((candidate) => candidate.role === role);
  if (login === undefined) throw new Error(`the demo has no ${role}`);
  return login;
}

export async function beginSession(details: Record<string, unknown> = {}): Promise<WidgetSession> {
  const answer = await post("/api/v1/widget/sessions", { inboxId: "web", ...details });
  return widgetSession.parse(await answer.json());
}
