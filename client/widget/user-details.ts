/** What a page says of its customer in `setUser`, read with care: it may be anything. */
import { attempt, type Decoder, object, string } from "#client/lib/decoder.ts";

/** How the shop vouches for its customer, and what the page adds. */
export interface PageIdentity {
  /** The shop's own id of them. */
  readonly identifier?: string | undefined;
  readonly identityToken?: string | undefined;
  readonly identifierHash?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

const details: Decoder<Omit<PageIdentity, "identifier">> = object(
  {},
  { identityToken: string, identifierHash: string, name: string, email: string },
);

/** @returns undefined where nobody vouches: an identifier alone anybody could say */
export function identityIn(identifier: unknown, more: unknown): PageIdentity | undefined {
  const said = attempt(details, more ?? {});
  if (!said || (said.identityToken === undefined && said.identifierHash === undefined)) return undefined;
  const id = typeof identifier === "number" ? String(identifier) : identifier;
  if (typeof id === "string" && id !== "") return { ...said, identifier: id };
  return said.identityToken === undefined ? undefined : said;
}
