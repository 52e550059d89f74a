/** Scores of messages by models that never saw them: what thresholds are chosen by. */
import { type Featured, joinedOf, placedIn } from "#bench/exceptions/training/examples";
import { fittedKinds } from "#bench/exceptions/training/kinds";
import type { ExceptionKind } from "#protocol/constants";
import { unpacked } from "#worker/local-ai/exceptions/packed";
import { mostTelling, partsOf } from "#worker/local-ai/exceptions/parts";

const FOLDS = 4;
/** For joined messages: others in every fold. */
const JOIN_SEED = 100;
/** One is enough to see where scores lie. */
const SEEDS = [7];

export interface Scored {
  readonly message: Featured;
  readonly scores: ReadonlyMap<ExceptionKind, number>;
}

/** @param messages all but joined ones; those of one line are kept aside together */
export function scoredAside(messages: readonly Featured[], vocabulary: Uint32Array): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const seen = messages.filter(({ group }) => group % FOLDS !== fold);
    const aside = messages.filter(({ group }) => group % FOLDS === fold);
    const placed = placedIn(vocabulary, [...seen, ...joinedOf(seen, JOIN_SEED + fold)]);
    const models = fittedKinds(placed, vocabulary.length, SEEDS).map(
      ([kind, linear]) => [kind, unpacked(linear)] as const,
    );
    return aside.map((message) => {
      const parts = partsOf(message.text, vocabulary);
      const scores = new Map(models.map(([kind, linear]) => [kind, mostTelling(linear, parts).score]));
      return { message, scores };
    });
  });
}

/** @returns the least score that so few of those that are not of the kind have */
export function thresholdOf(scored: readonly Scored[], kind: ExceptionKind, share: number): number {
  const others = scored
    .filter(({ message }) => !message.kinds.has(kind))
    .map(({ message: { weight }, scores }) => ({ weight, score: scores.get(kind) ?? 0 }))
    .toSorted((a, b) => b.score - a.score);
  const whole = others.reduce((sum, { weight }) => sum + weight, 0);
  let above = 0;
  for (const { weight, score } of others) {
    above += weight;
    if (above > whole * share) return Number(score.toFixed(3));
  }
  return 0;
}
