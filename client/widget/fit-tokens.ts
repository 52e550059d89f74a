/**
 * Fits the design tokens to the widget: what its style sheet does not use goes, what is the same in every theme stands in the
 * sheet as a value, and what a shop may choose goes by its choice. A shop's page should not carry the console's tokens.
 */

const DECLARATION = /(--[\w-]+)\s*:\s*([^;{}]*);/g;
const USE = /var\((--[\w-]+)\)/g;

/** Selectors of a whole page, which find nothing in a shadow root. */
const PAGE_SELECTOR = /:root(:not\([^)]*\))?,\s*|\[data-theme="dark"\],\s*|,\s*\[data-theme="light"\]/g;

/** The host itself keeps nothing that a page could set, so the scheme is set within it. */
const SCHEME = /color-scheme: \w+;/g;

/** What stands for a token if there is such a thing; `docs/widget.md` names those that a page sets. */
const CHOICES: Readonly<Record<string, string>> = {
  "--accent": "--chosen",
  "--accent-hover": "--chosen-hover",
  "--accent-text": "--chosen-text",
  "--focus": "--chosen-text",
  "--on-accent": "--edgedesk-on-accent",
  "--r": "--edgedesk-radius",
  "--font": "--edgedesk-font",
};

/** @returns one style sheet of the tokens that are still needed and the styles */
export function fitTokens(annotatedTokens: string, styles: string): string {
  const tokens = annotatedTokens.replace(/\/\*.*?\*\//gs, "");
  const used = new Set([...styles.matchAll(USE)].map(([, name]) => name));
  const values = new Map<string, Set<string>>();
  for (const [, name = "", value = ""] of tokens.matchAll(DECLARATION)) {
    values.set(name, (values.get(name) ?? new Set()).add(value));
  }
  const fixed = (name: string) => values.get(name)?.size === 1;
  const chosen = (name: string, value: string) => {
    const choice = CHOICES[name];
    return choice === undefined ? value : `var(${choice}, ${value})`;
  };
  const kept = tokens.replace(DECLARATION, (_, name: string, value: string) =>
    used.has(name) && !fixed(name) ? `${name}: ${chosen(name, value)};` : "",
  );
  const filled = styles.replace(USE, (text, name: string) =>
    fixed(name) ? chosen(name, [...(values.get(name) ?? [])][0] ?? text) : text,
  );
  return kept.replace(PAGE_SELECTOR, "").replace(SCHEME, "") + filled;
}
