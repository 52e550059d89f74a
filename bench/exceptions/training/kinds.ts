/** Models of all kinds over one vocabulary. */
import type { Placed } from "#bench/exceptions/training/examples";
import { type Example, fitted } from "#bench/exceptions/training/fit";
import { EXCEPTION_KINDS, type ExceptionKind } from "#protocol/constants";
import { type PackedLinear, packed } from "#worker/local-ai/exceptions/packed";

/** @param placed messages with their places in the vocabulary. @param size of it. @param seeds as {@link fitted} takes them */
export function fittedKinds(
  placed: readonly Placed[],
  size: number,
  seeds?: readonly number[],
): readonly (readonly [ExceptionKind, PackedLinear])[] {
  return EXCEPTION_KINDS.map((kind) => {
    const { weights, bias } = fitted(examplesOf(placed, kind), size, seeds);
    return [kind, packed(weights, bias)] as const;
  });
}

const examplesOf = (messages: readonly Placed[], kind: ExceptionKind): Example[] =>
  messages.map(({ kinds, ...message }) => ({ ...message, positive: kinds.has(kind) }));
