/** Customers whom the shop vouches for, as its pages prove it. */
import { env } from "cloudflare:workers";
import { sign } from "hono/jwt";
import { database } from "#domain/database";
import { identifierHash } from "#domain/identity/identifier-hash";
import { goodIdentitySecrets } from "#domain/organisation/identity-secret";
import { type WidgetSession, widgetSession } from "#protocol/http";
import { post } from "#test/workers/shop";
import { secretsOf } from "#worker/environment";

export const SESSIONS = "/api/v1/widget/sessions";

export function bearer(token: string): { authorization: string } {
  return { authorization: `Bearer ${token}` };
}

async function secretOf(inboxId: string): Promise<Uint8Array> {
  const [secret] = await goodIdentitySecrets(database(env.DB), secretsOf(env).keyRing, inboxId, Date.now());
  if (secret === undefined) throw new Error(`no inbox ${inboxId}`);
  return secret;
}

/** Good for five minutes, unless the claims say otherwise. */
export async function identityToken(sub: string, claims: Record<string, unknown> = {}): Promise<string> {
  const iat = Math.floor(Date.now() / 1_000);
  const secret = new TextDecoder().decode(await secretOf("web"));
  return sign({ sub, iat, exp: iat + 300, ...claims }, secret, "HS256");
}

export async function hashOf(identifier: string): Promise<string> {
  return identifierHash(await secretOf("web"), identifier);
}

/** @param guestToken of the guest who turns out to be them */
export async function identify(
  identifier: string,
  guestToken?: string,
  claims: Record<string, unknown> = {},
): Promise<WidgetSession> {
  const body = { inboxId: "web", identityToken: await identityToken(identifier, claims) };
  const answer = await post(SESSIONS, body, guestToken === undefined ? {} : bearer(guestToken));
  if (answer.status !== 201) throw new Error(`a session answered ${answer.status}: ${await answer.text()}`);
  return widgetSession.parse(await answer.json());
}
