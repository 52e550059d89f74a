/** Pages and scripts that the client build made: public, static, and never under an API path. */
import { isDemo } from "#worker/demo/routes";
import type { AppContext } from "#worker/environment";
import { consolePolicy, DEMO_POLICY, STATIC_POLICY } from "#worker/page-policy";
import { problemResponse } from "#worker/problem";

const API_PATH = /^\/(api|healthz|cdn-cgi)(\/|$)/;
/** Console and demo store route in the browser: each of their paths is the same page. */
const ROUTED_PATH = /^\/(console|demo)\//;
const DEMO_PATH = /^\/demo(\/|$)/;
/** Answered by routes or not at all. */
const DEMO_API_PATH = /^\/demo\/api(\/|$)/;

/** Pages that embed the widget as a shop does. */
const SHOP_PAGE = /^\/(demo|try-widget)(\/|$)/;

/** Whether what answers there, if anything does, is for people to look at. */
export function isPagePath(pathname: string): boolean {
  return !API_PATH.test(pathname);
}

/** Origins of the shops whose products the console shows. */
type Shops = (env: AppContext["env"]) => Promise<readonly string[]>;

/** @returns what answers wherever no route does */
export function pagesWith(shops: Shops): (c: AppContext) => Promise<Response> {
  return (c) => servePage(c, shops);
}

async function servePage(c: AppContext, shops: Shops): Promise<Response> {
  const requestId = c.get("requestId");
  const { pathname } = new URL(c.req.url);
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  const isNoDemo = DEMO_API_PATH.test(pathname) || (DEMO_PATH.test(pathname) && !isDemo(c.env));
  if (!isRead || isNoDemo || !isPagePath(pathname)) return problemResponse("not_found", { requestId });
  const asset = await c.env.ASSETS.fetch(isConsolePage(pathname) ? unconditional(c.req.raw) : c.req.raw);
  if (asset.status !== 404) return pageOf(pathname, asset, c.env, shops);
  const routed = ROUTED_PATH.exec(pathname)?.[1];
  if (routed !== undefined && !pathname.includes(".")) {
    const page = await c.env.ASSETS.fetch(new Request(new URL(`/${routed}/`, c.req.url), unconditional(c.req.raw)));
    return pageOf(pathname, page, c.env, shops);
  }
  return problemResponse("not_found", { requestId });
}

function isConsolePage(pathname: string): boolean {
  return pathname.startsWith("/console") && !pathname.includes(".");
}

/** A page with a nonce is never the one that the browser has kept, whatever it asks. */
function unconditional(request: Request): Request {
  const headers = new Headers(request.headers);
  for (const name of ["if-none-match", "if-modified-since"]) headers.delete(name);
  return new Request(request, { headers });
}

/** As the client build writes it wherever the console's page needs its nonce. */
const NONCE_PLACEHOLDER = "EDGEDESK_NONCE";
const NONCE_BYTES = 16;
/** What of the console's page is there for the demo alone. */
const DEMO_PART = /<!-- demo -->.*?<!-- \/demo -->/gs;

/** A page with its policy; anything else as it is. */
async function pageOf(pathname: string, asset: Response, env: AppContext["env"], shops: Shops): Promise<Response> {
  // "Not modified" has no type, and its headers go over those that the browser has kept with the page (RFC 9111 §3.2).
  const isKept = asset.status === 304 && !pathname.includes(".");
  const isPage = asset.ok && (asset.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isPage && !isKept) return new Response(asset.body, asset);
  const page = (policy: string, body: BodyInit | null) => {
    const answer = new Response(body, asset);
    answer.headers.set("content-security-policy", policy);
    return answer;
  };
  if (!pathname.startsWith("/console")) return page(SHOP_PAGE.test(pathname) ? DEMO_POLICY : STATIC_POLICY, asset.body);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString("base64");
  const text = isDemo(env) ? await asset.text() : (await asset.text()).replaceAll(DEMO_PART, "");
  const answer = page(consolePolicy(nonce, await shops(env)), text.replaceAll(NONCE_PLACEHOLDER, nonce));
  // A copy that was kept would have a nonce that the next answer's policy does not know.
  answer.headers.set("cache-control", "no-store");
  answer.headers.delete("etag");
  answer.headers.delete("content-length");
  return answer;
}
