/** What was chosen in the palette lately, by this person in this browser: ids alone, no names. */
import type { KeyValueStore } from "#client/lib/storage.ts";

const PREFIX = "edgedesk.recent.";
const MAX_RECENT = 6;

/** @returns ids, the latest first */
export function readRecent(store: KeyValueStore, agentId: string): string[] {
  return (store.get(PREFIX + agentId) ?? "").split("\n").filter((id) => id !== "");
}

export function addRecent(store: KeyValueStore, agentId: string, id: string): void {
  const ids = [id, ...readRecent(store, agentId).filter((other) => other !== id)];
  store.set(PREFIX + agentId, ids.slice(0, MAX_RECENT).join("\n"));
}
