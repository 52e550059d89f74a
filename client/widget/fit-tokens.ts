/**
 * Fits the design tokens to the widget: what its style sheet does not use goes, and what is the same in every theme stands in
 * the sheet as a value. A shop's page should not carry the console's tokens.
 */

const DECLARATION = /(--[\w-]+)\s*:\s*([^;{}]*);/g;
const USE = /var\((--[\w-]+)\)/g;

/** Selectors of a whole page, which find nothing in a shadow root. */
const PAGE_SELECTOR = /:root(:not\([^)]*\))?,\s*|\[data-theme="dark"\],\s*|,\s*\[data-theme="light"\]/g;

/** @returns one style sheet of the tokens that are still needed and the styles */
export function fitTokens(annotatedTokens: string, styles: string): string {
  const tokens = annotatedTokens.replace(/\/\*.*?\*\//gs, "");
  const used = new Set([...styles.matchAll(USE)].map(([, name]) => name));
  const values = new Map<string, Set<string>>();
  for (const [, name = "", value = ""] of tokens.matchAll(DECLARATION)) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const fixed = (name: string) => values.get(name)?.size === 1;
  const kept = tokens.replace(DECLARATION, (text, name: string) => (used.has(name) && !fixed(name) ? text : ""));
  const filled = styles.replace(USE, (text, name: string) =>
    fixed(name) ? ([...(values.get(name) ?? [])][0] ?? text) : text,
  );
  return kept.replace(PAGE_SELECTOR, "") + filled;
}
