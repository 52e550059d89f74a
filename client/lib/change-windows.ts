/**
 * How long a client offers to change an own message: the windows that a server has unless it is told otherwise. Only the
 * server decides; offering something that it will refuse would be a promise not kept.
 */
const EDIT_OFFERED_MS = 15 * 60_000;
const RECALL_OFFERED_MS = 2 * 60_000;

/** @param createdAt ISO 8601 @param nowMs Unix milliseconds */
export function offeredChanges(createdAt: string, nowMs: number): { readonly edit: boolean; readonly recall: boolean } {
  const ageMs = nowMs - Date.parse(createdAt);
  return { edit: ageMs < EDIT_OFFERED_MS, recall: ageMs < RECALL_OFFERED_MS };
}
