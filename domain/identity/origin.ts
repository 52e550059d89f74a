/** Which pages may use a credential that browsers send by themselves (cookies). */

/**
 * @param origin an Origin header (RFC 6454 §7), `null` included
 * @param host the host, with its port, that the request was made to
 */
export function isOwnOrigin(origin: string, host: string): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}

/** The form in which an origin is kept and compared, or undefined if it is not an http(s) origin and nothing more. */
export function normalOrigin(origin: string): string | undefined {
  if (!URL.canParse(origin)) return undefined;
  const url = new URL(origin);
  const isBare = url.pathname === "/" && url.search === "" && url.hash === "" && url.username === "";
  return isBare && /^https?:$/.test(url.protocol) ? url.origin : undefined;
}
