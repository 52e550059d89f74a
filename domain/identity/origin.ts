/** Which pages may use a credential that browsers send by themselves (cookies). */

/**
 * Whether a page is one of ours. What answers on https takes no word of a plain http page, which anybody on the way may have
 * written. The other way round it does: where something in front ends TLS, pages are on https and requests come in without.
 * @param origin an Origin header (RFC 6454 §7), `null` included
 * @param requestUrl what the request was made to
 */
export function isOurPage(origin: string, requestUrl: string): boolean {
  if (!URL.canParse(origin)) return false;
  const page = new URL(origin);
  const request = new URL(requestUrl);
  return page.host === request.host && (page.protocol === "https:" || page.protocol === request.protocol);
}

/** The form in which an origin is kept and compared, or undefined if it is not an http(s) origin and nothing more. */
export function normalOrigin(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return isBare && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
