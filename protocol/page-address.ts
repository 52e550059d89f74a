/** Which addresses a person may be led to by a link. Without zod. */

/** Only what a browser opens as a page: never `javascript:` or `data:`, and no name and password before the host. */
export function isPageAddress(address: string): boolean {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url !== undefined && /^https?:$/.test(url.protocol) && url.username === "" && url.password === "";
}
