/** Pages and scripts that the client build made: public, static, and never under an API path. */
import type { AppContext } from "#worker/environment";
import { consolePolicy, DEMO_POLICY, STATIC_POLICY } from "#worker/page-policy";
import { problemResponse } from "#worker/problem";

const API_PATH = /^\/(api|healthz|cdn-cgi)(\/|$)/;
/** The console routes in the browser: each of its paths is the same page. */
const CONSOLE_PATH = /^\/console\//;

/** Whether what answers there, if anything does, is for people to look at. */
export function isPagePath(pathname: string): boolean {
  return !API_PATH.test(pathname);
}

export async function servePage(c: AppContext): Promise<Response> {
  const requestId = c.get("requestId");
  const { pathname } = new URL(c.req.url);
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (!isRead || !isPagePath(pathname)) return problemResponse("not_found", { requestId });
  const asset = await c.env.ASSETS.fetch(c.req.raw);
  if (asset.status !== 404) return pageOf(pathname, asset);
  if (CONSOLE_PATH.test(pathname) && !pathname.includes(".")) {
    const page = await c.env.ASSETS.fetch(new Request(new URL("/console/", c.req.url), c.req.raw));
    return pageOf(pathname, page);
  }
  return problemResponse("not_found", { requestId });
}

/** As the client build writes it wherever the console's page needs its nonce. */
const NONCE_PLACEHOLDER = "EDGEDESK_NONCE";
const NONCE_BYTES = 16;

/** A page with its policy; anything else as it is. */
async function pageOf(pathname: string, asset: Response): Promise<Response> {
  const isPage = (asset.headers.get("content-type") ?? "").startsWith("text/html");
  if (!isPage || !asset.ok) return new Response(asset.body, asset);
  const page = (policy: string, body: BodyInit | null) => {
    const answer = new Response(body, asset);
    answer.headers.set("content-security-policy", policy);
    return answer;
  };
  if (!pathname.startsWith("/console"))
    return page(pathname.startsWith("/demo") ? DEMO_POLICY : STATIC_POLICY, asset.body);
  const nonce = Buffer.from(crypto.getRandomValues(new Uint8Array(NONCE_BYTES))).toString("base64");
  const answer = page(consolePolicy(nonce), (await asset.text()).replaceAll(NONCE_PLACEHOLDER, nonce));
  // A copy that was kept would have a nonce that the next answer's policy does not know.
  answer.headers.set("cache-control", "no-store");
  answer.headers.delete("etag");
  answer.headers.delete("content-length");
  return answer;
}
