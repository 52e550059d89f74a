/** Content Security Policies (Level 3) by what is served. */

/** Everybody's: our own scripts and no others, none inline; sockets go to our own host. */
const OWN = [
  "default-src 'none'",
  "script-src 'self'",
  "img-src 'self' data: blob:",
  "font-src 'self'",
  "media-src 'self' blob:",
  "connect-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
];
/** Text becomes markup or script nowhere (Trusted Types); the console lets its styles through by the one default policy. */
const TRUSTED_TYPES = ["require-trusted-types-for 'script'", "trusted-types default"];

/** An API answer that a browser is made to render does nothing. */
export const API_POLICY = "default-src 'none'; frame-ancestors 'none'";

/**
 * Where agents are signed in: in nobody's frame, and styles that are made while it runs carry the page's own nonce.
 * @param shops origins whose pictures are shown, of products that customers send: from anywhere else a picture would tell
 *   whoever keeps it when and from where an agent reads
 */
export function consolePolicy(nonce: string, shops: readonly string[]): string {
  const own = OWN.map((rule) => (rule.startsWith("img-src ") ? [rule, ...shops].join(" ") : rule));
  return [...own, `style-src 'self' 'nonce-${nonce}'`, ...TRUSTED_TYPES, "frame-ancestors 'none'"].join("; ");
}

/** Static pages that need no script of anybody else, nor a style that is not a file. */
export const STATIC_POLICY = [...OWN, "style-src 'self'", ...TRUSTED_TYPES, "frame-ancestors 'none'"].join("; ");

/**
 * The demo stands for a shop's page, which the widget has to get along with: it makes a script element, and a shop's page
 * that asks for Trusted Types has to allow that.
 */
export const DEMO_POLICY = [...OWN, "style-src 'self'", "frame-ancestors 'self'"].join("; ");
