/** One thing that a customer may write, and what it says of their conversation. */
import type { ExceptionKind, ExceptionSign } from "#protocol/constants";

export interface Signal {
  readonly kind: ExceptionKind;
  readonly sign: ExceptionSign;
  /** From 0 to 1: at 1 it is enough by itself. Weaker ones add up. */
  readonly weight: number;
  /** Of folded text: lower case, compatibility forms replaced, single spaces. */
  readonly pattern: RegExp;
}

/** Signals of one sign: those that are enough, then those that are half of it. */
export function signals(
  kind: ExceptionKind,
  sign: ExceptionSign,
  enough: readonly RegExp[],
  hints: readonly RegExp[] = [],
): Signal[] {
  return [
    ...enough.map((pattern): Signal => ({ kind, sign, weight: 1, pattern })),
    ...hints.map((pattern): Signal => ({ kind, sign, weight: 0.5, pattern })),
  ];
}
