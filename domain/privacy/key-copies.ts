/** Which keys of the ring an actor's copies of data keys still name. */
import type { KeyRing } from "#domain/privacy/key-ring";

/** How many copies, by the key that they name. */
export interface KeyCopies {
  /** To be wrapped anew, and not wrapped yet. */
  readonly left: Readonly<Record<string, number>>;
  /** Their key is missing from the ring, or is another one of the same name: nothing can be done until it is back. */
  readonly unopenable: Readonly<Record<string, number>>;
}

/**
 * @param ring the actor's own, which may be that of before for minutes after a deploy
 * @param wantedKeyId that all of them are to name
 * @param namedKeyIds of each copy, after what could be done was done
 */
export function keyCopies(ring: KeyRing, wantedKeyId: string, namedKeyIds: readonly string[]): KeyCopies {
  const others = namedKeyIds.filter((keyId) => keyId !== wantedKeyId);
  const knowsIt = ring.currentKeyId === wantedKeyId;
  return { left: count(knowsIt ? [] : others), unopenable: count(knowsIt ? others : []) };
}

function count(keyIds: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const keyId of keyIds) counts[keyId] = (counts[keyId] ?? 0) + 1;
  return counts;
}
