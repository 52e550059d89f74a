/** Pages and scripts that the client build made: public, static, and never under an API path. */
import type { AppContext } from "#worker/environment";
import { problemResponse } from "#worker/problem";

const API_PATH = /^\/(api|healthz|cdn-cgi)(\/|$)/;
/** The console routes in the browser: each of its paths is the same page. */
const CONSOLE_PATH = /^\/console\//;

export async function servePage(c: AppContext): Promise<Response> {
  const requestId = c.get("requestId");
  const { pathname } = new URL(c.req.url);
  const isRead = c.req.method === "GET" || c.req.method === "HEAD";
  if (!isRead || API_PATH.test(pathname)) return problemResponse("not_found", { requestId });
  const asset = await c.env.ASSETS.fetch(c.req.raw);
  if (asset.status !== 404) return new Response(asset.body, asset);
  if (CONSOLE_PATH.test(pathname) && !pathname.includes(".")) {
    const page = await c.env.ASSETS.fetch(new Request(new URL("/console/", c.req.url), c.req.raw));
    return new Response(page.body, page);
  }
  return problemResponse("not_found", { requestId });
}
