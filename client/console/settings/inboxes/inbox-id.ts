/** The id of an inbox, which stands in the code of the shop's pages. */

const MAX_ID_CHARS = 64;

export function isInboxId(text: string): boolean {
  return /^[A-Za-z0-9_-]{1,64}$/.test(text);
}

/** A suggestion out of its name, without what an id cannot hold; empty where nothing is left, as of a Chinese name. */
export function idFrom(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "")
    .slice(0, MAX_ID_CHARS);
}
