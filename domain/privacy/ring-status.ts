/** What the keys of a ring are needed for still. */
import type { Rotation } from "#domain/privacy/rotation";

export interface KeyUse {
  readonly id: string;
  /** `missing`: something names it, and the ring does not have it. */
  readonly state: "current" | "old" | "missing";
  /** What names it in D1. */
  readonly rows: number;
  /** Copies in actors that the last pass found under it and could not move. */
  readonly copies: number;
  readonly mayRemove: boolean;
}

/**
 * @param keyIds of the ring, the current one first
 * @param rows what names each key in D1
 * @param namedKeyIds which anything in D1 names, what is not counted in `rows` too
 * @param latest the last rotation: it alone has seen the copies, so an old key may go only after it
 */
export function keyUses(
  keyIds: readonly string[],
  rows: Readonly<Record<string, number>>,
  namedKeyIds: readonly string[],
  latest: Rotation | undefined,
): KeyUse[] {
  const [currentKeyId] = keyIds;
  const copies = latest?.unopenable ?? {};
  const isMoved = latest?.outcome === "finished" && latest.keyId === currentKeyId;
  const named = Object.keys({ ...rows, ...copies }).filter((id) => !keyIds.includes(id));
  const uses = [...keyIds, ...named.sort()].map((id): KeyUse => {
    const counts = { rows: rows[id] ?? 0, copies: copies[id] ?? 0 };
    if (!keyIds.includes(id)) return { id, state: "missing", ...counts, mayRemove: false };
    if (id === currentKeyId) return { id, state: "current", ...counts, mayRemove: false };
    const isNamed = counts.rows + counts.copies > 0 || namedKeyIds.includes(id);
    return { id, state: "old", ...counts, mayRemove: isMoved && !isNamed };
  });
  return uses.filter(({ state, rows: inRows, copies: inCopies }) => state !== "missing" || inRows + inCopies > 0);
}
