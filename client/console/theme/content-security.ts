/**
 * What the page's Content Security Policy asks of its scripts (Trusted Types, W3C): text becomes markup nowhere. React sets
 * the text of `<style>` elements by `innerHTML`, which is let through for as long as it cannot hold a tag.
 */

interface TrustedTypes {
  createPolicy(name: "default", rules: { createHTML: (text: string) => string }): unknown;
}

declare global {
  interface Window {
    readonly trustedTypes?: TrustedTypes;
  }
}

/** Before anything is rendered. Browsers without Trusted Types need nothing. */
export function installPolicy(page: Pick<Window, "trustedTypes">): void {
  page.trustedTypes?.createPolicy("default", { createHTML: withoutTags });
}

/** @throws TypeError for text that could make an element */
export function withoutTags(text: string): string {
  if (text.includes("<")) throw new TypeError("markup from text is not allowed");
  return text;
}

/** The nonce of this page, for styles made while it runs; scripts read it, markup that was injected cannot. */
export function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce ?? "";
}
