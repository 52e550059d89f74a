/** Which messages of a thread say something. */
import { type ThreadItem, textOf } from "./thread-items.ts";

/** @returns keys of those that have the text, whatever its case, the latest first; none for a blank text */
export function findText(items: readonly ThreadItem[], q: string): string[] {
  const sought = q.trim().toLocaleLowerCase();
  if (sought === "") return [];
  return items
    .filter((item) => item.contentType !== "activity" && textOf(item)?.toLocaleLowerCase().includes(sought))
    .map((item) => item.key)
    .reverse();
}
