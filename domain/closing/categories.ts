/** The categories of closing notes. Pure. */
import { type Failure, ok, type Result, refuse } from "#domain/failures";
import { labelNameKey } from "#domain/labels/rules";
import { CLOSING_CATEGORIES, DEFAULT_SILENCE_HOURS, MAX_CLOSING_CATEGORIES } from "#protocol/closing";
import type { ClosingCategory } from "#protocol/http-closing";

export interface ClosingRules {
  readonly categories: readonly ClosingCategory[];
  readonly categoryRequired: boolean;
  readonly silenceHours: number;
}

export const FIRST_RULES: ClosingRules = {
  categories: CLOSING_CATEGORIES.map((id) => ({ id })),
  categoryRequired: false,
  silenceHours: DEFAULT_SILENCE_HOURS,
};

/**
 * What is kept of the list that is wanted: one that is left out is retired, as closed work goes on naming it.
 * @returns refuses `malformed` for one without a name or named twice, for none that is offered; `name_taken`, `too_many`
 */
export function keptCategories(
  before: readonly ClosingCategory[],
  wanted: readonly ClosingCategory[],
): Result<readonly ClosingCategory[]> {
  const ids = new Set(wanted.map(({ id }) => id));
  const isUnsound = ids.size !== wanted.length || !wanted.some(({ retired }) => retired !== true);
  if (isUnsound || wanted.some(({ id, name }) => name === undefined && !isBuiltIn(id))) return refuse("malformed");
  const names = wanted.flatMap(({ name }) => (name === undefined ? [] : [labelNameKey(name)]));
  if (new Set(names).size !== names.length) return refuse("name_taken");
  const left = before.filter(({ id }) => !ids.has(id)).map((category) => ({ ...category, retired: true as const }));
  const kept = [...wanted, ...left];
  return kept.length > MAX_CLOSING_CATEGORIES ? refuse("too_many") : ok(kept);
}

/** @returns why nothing can be resolved with this category, or without one */
export function categoryRefusal(
  { categories, categoryRequired }: ClosingRules,
  category: string | undefined,
): Failure | undefined {
  if (category === undefined) return categoryRequired ? "category_wanted" : undefined;
  const found = categories.find(({ id }) => id === category);
  return found === undefined || found.retired === true ? "category_unknown" : undefined;
}

function isBuiltIn(id: string): boolean {
  return CLOSING_CATEGORIES.some((known) => known === id);
}
