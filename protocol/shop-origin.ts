/** Which pages a shop may name as its own, in the one form in which they are kept and compared. Without zod. */

/** A shop under construction, on the developer's own machine. */
const LOCAL_HOST = /^(localhost|127\.0\.0\.1|\[::1\]|[^.]+\.localhost)$/;

/**
 * @param text as somebody typed or copied it: an address whose path is `/` at most
 * @returns the origin, e.g. `https://shop.example`; undefined if it is none, has a path, or is plain http elsewhere than on one's own machine
 */
export function shopOrigin(text: string): string | undefined {
  const trimmed = text.trim();
  if (!URL.canParse(trimmed)) return undefined;
  const url = new URL(trimmed);
  // A star would be taken for a wildcard by whoever reads it, and is none.
  const isHost = url.username === "" && !url.hostname.includes("*");
  const isBare = isHost && url.pathname === "/" && url.search === "" && url.hash === "";
  const isSafe = url.protocol === "https:" || (url.protocol === "http:" && LOCAL_HOST.test(url.hostname));
  return isBare && isSafe ? url.origin : undefined;
}

/** The origin of an address with whatever path it has, for whoever copied it from the browser. */
export function originIn(text: string): string | undefined {
  const trimmed = text.trim();
  const address = /^[a-z]+:\/\//i.test(trimmed) ? trimmed : `https://${trimmed}`;
  return URL.canParse(address) ? shopOrigin(new URL(address).origin) : undefined;
}
