/** Which end of a time line the reader begins at: as they chose the last time in this browser. */
import { kept } from "#client/console/kept.ts";

const KEY = "edgedesk.time-line-order";
const OLDEST_FIRST = "oldest";

/** @returns true unless they chose the other: what is new is what somebody comes for */
export function readNewestFirst(): boolean {
  return kept.get(KEY) !== OLDEST_FIRST;
}

export function keepNewestFirst(isNewestFirst: boolean): void {
  kept.set(KEY, isNewestFirst ? "newest" : OLDEST_FIRST);
}
