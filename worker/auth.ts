/**
 * Staff sessions: better-auth over `domain/identity/schema.ts`. It signs the session cookie. Rows are begun, found with their account in one
 * query, prolonged and ended by our own stores: D1 has no transactions over several calls, and only a
 * batch of ours holds a change, its audit row and what its sockets are owed together (see `worker/sign-in/`).
 */
import { type BetterAuthPlugin, betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { createAuthEndpoint } from "better-auth/api";
import { drizzle } from "drizzle-orm/d1";
import { parseSigned } from "hono/utils/cookie";
import { z } from "zod";
import { database } from "#domain/database";
import { agentOf } from "#domain/identity/accounts";
import { AUTH_BASE_PATH } from "#domain/identity/endpoints";
import type { AgentPrincipal } from "#domain/identity/principal";
import * as schema from "#domain/identity/schema";
import {
  type FoundSession,
  findSession,
  isSeenLongAgo,
  noteSeen,
  SESSION_LIFETIME_MS,
} from "#domain/identity/sessions";
import { newId } from "#protocol/ids";
import type { Environment } from "#worker/environment";

/** Tells our cookies from those of others on the same host. */
const COOKIE_PREFIX = "edgedesk";
const SESSION_COOKIE = "session_token";
/** What the library may set; all get our names. */
const LIBRARY_COOKIES = [SESSION_COOKIE, "session_data", "dont_remember", "account_data"];

/** Writes the library's own cookie for a session that our stores began or ended. Without a path: reachable from here alone. */
const sessionCookie = {
  id: "edgedesk-session-cookie",
  endpoints: {
    writeSessionCookie: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ token: z.string() }) },
      async (ctx) => {
        const { name, attributes } = ctx.context.authCookies.sessionToken;
        await ctx.setSignedCookie(name, ctx.body.token, ctx.context.secret, {
          ...attributes,
          maxAge: ctx.context.sessionConfig.expiresIn,
        });
      },
    ),
    clearSessionCookie: createAuthEndpoint.serverOnly({ method: "POST" }, async (ctx) => {
      const { name, attributes } = ctx.context.authCookies.sessionToken;
      ctx.setCookie(name, "", { ...attributes, maxAge: 0 });
    }),
  },
} satisfies BetterAuthPlugin;

/** @param origin where this instance answers, e.g. `https://desk.example`: cookies are `Secure` on https */
export function createAuth(env: Pick<Environment, "DB" | "AUTH_SECRET">, origin: string) {
  return betterAuth({
    appName: "Edgedesk",
    baseURL: origin,
    basePath: AUTH_BASE_PATH,
    secret: env.AUTH_SECRET,
    trustedOrigins: [origin],
    database: drizzleAdapter(drizzle(env.DB, { schema }), { provider: "sqlite", schema }),
    plugins: [sessionCookie],
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
        secondFactorRequired: { type: "boolean", required: true, input: false },
        hasSecondFactor: { type: "boolean", required: true, input: false },
      },
    },
    // The cookie may outlive its session: how long that goes on is the row's word.
    session: { expiresIn: SESSION_LIFETIME_MS / 1_000, disableSessionRefresh: true, cookieCache: { enabled: false } },
    // Nothing of the library's own is reachable that a limit would be for; sign-ins have ours, `domain/identity/attempts.ts`.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      // Its own prefix would be `__Secure-`, which a sibling subdomain may overwrite: see `cookieNameAt`.
      useSecureCookies: false,
      cookies: Object.fromEntries(LIBRARY_COOKIES.map((name) => [name, { name: cookieNameAt(origin, name) }])),
      defaultCookieAttributes: { secure: isSecure(origin), path: "/" },
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { disableIpTracking: true },
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

export function isSecure(origin: string): boolean {
  return origin.startsWith("https:");
}

/**
 * The name of one of our cookies. On https it says that this very host has set it: browsers take a `__Host-` cookie only when it is `Secure`,
 * for all paths and without a domain, so that nobody on a sibling subdomain can put one of theirs in its place (RFC 6265bis §4.1.3.2).
 * @param url of a request, or an origin
 */
export function cookieNameAt(url: string, name: string): string {
  return `${isSecure(url) ? "__Host-" : ""}${COOKIE_PREFIX}.${name}`;
}

export function hasSessionCookie(headers: Headers): boolean {
  return (headers.get("cookie") ?? "").includes(`${COOKIE_PREFIX}.${SESSION_COOKIE}=`);
}

/** @returns Set-Cookie lines for a session that has begun */
export async function sessionCookies(env: Environment, request: Request, token: string): Promise<string[]> {
  const { headers } = await authFor(env, request).api.writeSessionCookie({ body: { token }, returnHeaders: true });
  return headers.getSetCookie();
}

/** @returns Set-Cookie lines that make the browser forget its session */
export async function noSessionCookies(env: Environment, request: Request): Promise<string[]> {
  const { headers } = await authFor(env, request).api.clearSessionCookie({ returnHeaders: true });
  return headers.getSetCookie();
}

/** Reads the session of a cookie in one query. @returns undefined without one that is still good */
export async function readSession(
  env: Environment,
  request: Request,
  nowMs: number,
): Promise<FoundSession | undefined> {
  const name = cookieNameAt(request.url, SESSION_COOKIE);
  // Signed by the library; its MAC is what hono's cookies have (HMAC-SHA-256 in base64), so either reads what the other wrote.
  const { [name]: token } = await parseSigned(request.headers.get("cookie") ?? "", env.AUTH_SECRET, name);
  if (token === undefined || token === false) return undefined;
  const found = await findSession(database(env.DB), token);
  // A sign-in that was under way while they were suspended may have left a session.
  return found === undefined || found.endMs <= nowMs || found.account.suspendedAtMs !== undefined ? undefined : found;
}

/**
 * @param later takes work that nobody waits for: now and then it is noted that the session was seen, which prolongs it
 * @returns undefined without a session that is still good
 */
export async function readAgent(
  env: Environment,
  request: Request,
  nowMs: number,
  later: (work: Promise<void>) => void,
): Promise<AgentPrincipal | undefined> {
  const session = await readSession(env, request, nowMs);
  if (session === undefined) return undefined;
  const { account, id, seenAtMs, endMs } = session;
  if (isSeenLongAgo(seenAtMs, nowMs)) later(noteSeen(database(env.DB), id, nowMs));
  return agentOf(account, id, endMs);
}
