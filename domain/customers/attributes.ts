/**
 * Details of a customer that the shop gives in its own words, each under a key. Whose word counts is as in `details.ts`: what
 * the shop signed stays, what the page merely says is the visitor's own word and never stands in for it.
 */
import { ok, type Result, refuse } from "#domain/failures";
import { MAX_ATTRIBUTES } from "#protocol/constants";
import type { AttributeValue } from "#protocol/http-attributes";

export interface Attribute {
  readonly value: AttributeValue;
  /** The shop signed it. */
  readonly verified: boolean;
}

export type Attributes = ReadonlyMap<string, Attribute>;

/** By key; null takes one away. */
export type SaidAttributes = Readonly<Record<string, AttributeValue | null>>;

/**
 * @param isSigned by the shop; else the visitor's page says it
 * @returns what is known afterwards, the same map if nothing changes; refuses `too_many_attributes`
 */
export function withSaidAttributes(known: Attributes, said: SaidAttributes, isSigned: boolean): Result<Attributes> {
  const after = new Map(known);
  let hasChanged = false;
  for (const [key, value] of Object.entries(said)) {
    const before = known.get(key);
    if (before?.verified === true && !isSigned) continue;
    if (value === null) hasChanged = after.delete(key) || hasChanged;
    else if (before?.value !== value || before.verified !== isSigned) {
      after.set(key, { value, verified: isSigned });
      hasChanged = true;
    }
  }
  if (!hasChanged) return ok(known);
  return after.size > MAX_ATTRIBUTES && after.size > known.size ? refuse("too_many_attributes") : ok(after);
}
