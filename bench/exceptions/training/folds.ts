/** Scores of messages by models that never saw them: what thresholds are chosen by. */
import { type Featured, joinedOf } from "#bench/exceptions/training/examples";
import { fitted } from "#bench/exceptions/training/fit";
import type { ExceptionKind } from "#protocol/constants";
import { BUCKETS } from "#worker/local-ai/exceptions/features";
import { packed, unpacked } from "#worker/local-ai/exceptions/packed";
import { mostTelling, partsOf } from "#worker/local-ai/exceptions/parts";

const FOLDS = 4;
/** For joined messages: others in every fold. */
const JOIN_SEED = 100;

export interface Scored {
  readonly message: Featured;
  readonly score: number;
}

/** @param messages all but joined ones; those of one line are kept aside together */
export function scoredAside(messages: readonly Featured[], kind: ExceptionKind): Scored[] {
  return Array.from({ length: FOLDS }, (_, fold) => fold).flatMap((fold) => {
    const seen = messages.filter(({ group }) => group % FOLDS !== fold);
    const aside = messages.filter(({ group }) => group % FOLDS === fold);
    const { weights, bias } = fitted(examplesOf([...seen, ...joinedOf(seen, JOIN_SEED + fold)], kind), BUCKETS);
    const linear = unpacked(packed(weights, bias));
    return aside.map((message) => ({ message, score: mostTelling(linear, partsOf(message.text)).score }));
  });
}

export const examplesOf = (messages: readonly Featured[], kind: ExceptionKind) =>
  messages.map(({ features, kinds, weight }) => ({ features, weight, positive: kinds.has(kind) }));

/** @returns the least score that so few of those that are not of the kind have */
export function thresholdOf(scored: readonly Scored[], kind: ExceptionKind, share: number): number {
  const others = scored.filter(({ message }) => !message.kinds.has(kind)).toSorted((a, b) => b.score - a.score);
  const whole = others.reduce((sum, { message }) => sum + message.weight, 0);
  let above = 0;
  for (const { message, score } of others) {
    above += message.weight;
    if (above > whole * share) return Number(score.toFixed(3));
  }
  return 0;
}
