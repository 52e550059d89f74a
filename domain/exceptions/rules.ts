/**
 * Exceptions: conversations that somebody with more say has to look at, because the customer is angry, the law is at the door or
 * another department is needed. Found in what the customer writes, or set by staff; cleared by staff alone. Pure.
 */
import { EXCEPTION_KINDS, EXCEPTION_SIGNS, type ExceptionKind } from "#protocol/constants";
import type { ExceptionFlag } from "#protocol/vocabulary";

/** What was found in a customer's words. */
export interface FoundException {
  readonly kind: ExceptionKind;
  /** What gave it away, of {@link EXCEPTION_SIGNS}; may be none. */
  readonly signs: readonly string[];
}

type Flags = readonly ExceptionFlag[];

/** @returns undefined if it is flagged so already: who set it first, and why, stays */
export function withFlag(flags: Flags, flag: ExceptionFlag): Flags | undefined {
  return flags.some(({ kind }) => kind === flag.kind) ? undefined : inOrder([...flags, flag]);
}

/** @returns undefined if it is not flagged so */
export function withoutFlag(flags: Flags, kind: ExceptionKind): Flags | undefined {
  const kept = flags.filter((flag) => flag.kind !== kind);
  return kept.length === flags.length ? undefined : kept;
}

function inOrder(flags: Flags): Flags {
  return flags.toSorted((a, b) => EXCEPTION_KINDS.indexOf(a.kind) - EXCEPTION_KINDS.indexOf(b.kind));
}

/** Of several messages, each kind once, with all that gave it away and nothing that is no sign of it. */
export function gathered(found: readonly FoundException[]): FoundException[] {
  return EXCEPTION_KINDS.flatMap((kind) => {
    const ofKind = found.filter((each) => each.kind === kind);
    if (ofKind.length === 0) return [];
    const named = new Set(ofKind.flatMap(({ signs }) => signs));
    return [{ kind, signs: EXCEPTION_SIGNS[kind].filter((sign) => named.has(sign)) }];
  });
}

/** A number with a bit for each kind, as the index keeps them. */
export function bitsOf(flags: readonly Pick<ExceptionFlag, "kind">[] = []): number {
  return flags.reduce((bits, { kind }) => bits | (1 << EXCEPTION_KINDS.indexOf(kind)), 0);
}

/** The kinds that {@link bitsOf} made these bits of. */
export function flagsOf(bits: number): ExceptionFlag[] {
  return EXCEPTION_KINDS.filter((_, at) => (bits & (1 << at)) !== 0).map((kind) => ({ kind }));
}
