/**
 * Whose word counts for a customer's name and email. What the shop signed is trusted and stays; what merely came with a
 * request is the visitor's own word, kept and shown as such, and never stands in for what was signed.
 */
import type { Locale } from "#protocol/constants";

/** Which of the details the shop signed; the others are the visitor's own word. */
export interface DetailsVerified {
  readonly name: boolean;
  readonly email: boolean;
}

export interface KnownDetails {
  readonly locale: Locale | undefined;
  readonly name: string | undefined;
  readonly email: string | undefined;
  readonly detailsVerified: DetailsVerified;
  /** When the newest token was issued whose word was taken (Unix milliseconds); 0 for none. */
  readonly detailsIssuedAtMs: number;
}

export interface SaidDetails {
  readonly locale?: Locale | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
  /** When the shop signed it (Unix milliseconds); absent: the visitor says so. */
  readonly issuedAtMs?: number | undefined;
}

export const NOTHING_KNOWN: KnownDetails = {
  locale: undefined,
  name: undefined,
  email: undefined,
  detailsVerified: { name: false, email: false },
  detailsIssuedAtMs: 0,
};

/** @returns what is known afterwards; what is absent of `said` stays as it was */
export function withSaid(known: KnownDetails, said: SaidDetails): KnownDetails {
  const locale = said.locale ?? known.locale;
  if (said.issuedAtMs === undefined) {
    const { detailsVerified: verified } = known;
    const name = verified.name ? known.name : (said.name ?? known.name);
    const email = verified.email ? known.email : (said.email ?? known.email);
    return { ...known, locale, name, email };
  }
  // An older token that is shown again says what was true before.
  if (said.issuedAtMs < known.detailsIssuedAtMs) return known;
  return {
    locale,
    name: said.name ?? known.name,
    email: said.email ?? known.email,
    detailsVerified: {
      name: said.name !== undefined || known.detailsVerified.name,
      email: said.email !== undefined || known.detailsVerified.email,
    },
    detailsIssuedAtMs: said.issuedAtMs,
  };
}

export function isSameDetails(one: KnownDetails, other: KnownDetails): boolean {
  return (
    one.locale === other.locale &&
    one.name === other.name &&
    one.email === other.email &&
    one.detailsVerified.name === other.detailsVerified.name &&
    one.detailsVerified.email === other.detailsVerified.email &&
    one.detailsIssuedAtMs === other.detailsIssuedAtMs
  );
}
