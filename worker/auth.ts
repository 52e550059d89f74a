/**
 * Staff accounts: better-auth over `domain/identity/schema.ts`. Sessions are rows, read anew on each request in one query,
 * so that a sign-out or a change of role holds at once.
 */
import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { drizzle } from "drizzle-orm/d1";
import { database } from "#domain/database";
import { insertD1Effect } from "#domain/delivery/d1-outbox";
import { type Account, agentOf, parseAccount } from "#domain/identity/accounts";
import { AUTH_BASE_PATH } from "#domain/identity/endpoints";
import type { AgentPrincipal } from "#domain/identity/principal";
import * as schema from "#domain/identity/schema";
import { isSuspended } from "#domain/identity/store";
import { addressPseudonym } from "#domain/privacy/address";
import { newId } from "#protocol/ids";
import type { Environment } from "#worker/environment";

const SESSION_TTL_S = 7 * 24 * 60 * 60;
const SESSION_REFRESH_AGE_S = 24 * 60 * 60;
/** Sign-in attempts from one address: a whole shift may come in behind one office line. */
const SIGN_IN_WINDOW_S = 60;
const MAX_SIGN_INS = 30;
/** No count of requests matters for longer than this after the last of them; the library's own rules are no longer. */
export const LONGEST_RATE_WINDOW_MS = SIGN_IN_WINDOW_S * 1_000;
const ADDRESS_HEADER = "x-edgedesk-address";
const COOKIE_PREFIX = "edgedesk";

/** @param origin where this instance answers, e.g. `https://desk.example`: cookies are `Secure` on https */
export function createAuth(env: Pick<Environment, "DB" | "AUTH_SECRET">, origin: string) {
  return betterAuth({
    appName: "Edgedesk",
    baseURL: origin,
    basePath: AUTH_BASE_PATH,
    secret: env.AUTH_SECRET,
    trustedOrigins: [origin],
    database: drizzleAdapter(drizzle(env.DB, { schema }), { provider: "sqlite", schema }),
    emailAndPassword: { enabled: true, disableSignUp: true },
    user: {
      additionalFields: {
        role: { type: "string", required: true, input: false },
        teamIds: { type: "string", required: true, input: false },
        inboxIds: { type: "string", required: false, input: false },
        roleId: { type: "string", required: false, input: false },
        grants: { type: "string", required: false, input: false },
        roleName: { type: "string", required: false, input: false },
        suspendedAtMs: { type: "number", required: false, input: false },
        accessVersion: { type: "number", required: false, input: false },
      },
    },
    session: { expiresIn: SESSION_TTL_S, updateAge: SESSION_REFRESH_AGE_S, cookieCache: { enabled: false } },
    rateLimit: {
      enabled: true,
      storage: "database",
      window: SIGN_IN_WINDOW_S,
      max: MAX_SIGN_INS,
      customRules: {
        "/sign-in/email": { window: SIGN_IN_WINDOW_S, max: MAX_SIGN_INS },
        // These two cost no more than any other request with a session; a row a call would cost more than it saves.
        "/sign-out": false,
        "/get-session": false,
      },
    },
    databaseHooks: {
      session: {
        create: {
          // Whatever way they came by: a password, a passkey, a link. It is answered as a wrong password is.
          before: async ({ userId }) => ((await isSuspended(database(env.DB), userId)) ? false : undefined),
        },
        delete: {
          // Before, not after: if the effect cannot be written, the session stays, rather than its sockets.
          before: async (ended) => {
            const effect = { kind: "session.ended", payload: { agentId: ended.userId, sessionId: ended.id } } as const;
            await insertD1Effect(database(env.DB), effect, Date.now());
          },
        },
      },
    },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: origin.startsWith("https:"),
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER], ipv6Subnet: 128 },
      database: { joins: true, generateId: () => newId(Date.now()) },
    },
    telemetry: { enabled: false },
    // What breaks comes to our own error handler: the library would print it, with the email a query was made for.
    onAPIError: { throw: true },
    // Its log lines carry emails as further arguments: only the sentence itself is kept.
    logger: {
      level: "error",
      log: (level, sentence) => console.error(JSON.stringify({ level, event: "auth", sentence })),
    },
  });
}
type Auth = ReturnType<typeof createAuth>;

const MAX_KEPT = 8;
const kept = new WeakMap<object, Map<string, Auth>>();

/** One instance an origin; an isolate serves one or two. */
function authFor(env: Environment, request: Request): Auth {
  const { origin } = new URL(request.url);
  const ofEnv = kept.get(env.DB) ?? new Map<string, Auth>();
  kept.set(env.DB, ofEnv);
  let auth = ofEnv.get(origin);
  if (auth === undefined) {
    // Host is the client's word where nothing in front checks it: it may not fill the memory.
    if (ofEnv.size >= MAX_KEPT) ofEnv.clear();
    auth = createAuth(env, origin);
    ofEnv.set(origin, auth);
  }
  return auth;
}

export function hasSessionCookie(headers: Headers): boolean {
  return (headers.get("cookie") ?? "").includes(`${COOKIE_PREFIX}.session_token=`);
}

/**
 * Reads the session of a cookie in one query, writing nothing.
 * @returns undefined without a session that is still good
 */
export async function readAgent(
  env: Environment,
  request: Request,
  nowMs: number,
): Promise<AgentPrincipal | undefined> {
  const found = await authFor(env, request).api.getSession({
    headers: request.headers,
    query: { disableRefresh: true },
  });
  if (found === null || found.session.expiresAt.getTime() <= nowMs) return undefined;
  const account = parseAccount(found.user);
  // A sign-in that was under way while they were suspended may have left a session.
  if (account.suspendedAtMs !== undefined) return undefined;
  return agentOf(account, found.session.id, found.session.expiresAt.getTime());
}

/** As {@link readAgent}, but prolongs a session that is more than a day old; its new cookie comes back with it. */
export async function refreshSession(
  env: Environment,
  request: Request,
): Promise<{ account: Account | undefined; cookies: string[] }> {
  const { response, headers } = await authFor(env, request).api.getSession({
    headers: request.headers,
    returnHeaders: true,
  });
  const account = response === null ? undefined : parseAccount(response.user);
  if (account?.suspendedAtMs !== undefined) return { account: undefined, cookies: [] };
  return { account, cookies: headers.getSetCookie() };
}

/**
 * Hands a request that our own door has checked to better-auth, with the client's address as a pseudonym.
 * @param body JSON to send in place of the request's own
 */
export async function forwardToAuth(env: Environment, request: Request, body: unknown): Promise<Response> {
  const headers = new Headers(request.headers);
  const { origin } = new URL(request.url);
  headers.set(ADDRESS_HEADER, addressPseudonym(env.AUTH_SECRET, headers.get("cf-connecting-ip") ?? "unknown"));
  headers.set("content-type", "application/json");
  headers.delete("content-length");
  headers.set("origin", origin);
  return authFor(env, request).handler(
    new Request(request.url, { method: request.method, headers, body: JSON.stringify(body) }),
  );
}
