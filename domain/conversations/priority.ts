/** How pressing a conversation is, as a number that sorts. */
import { PRIORITIES, type Priority } from "#protocol/constants";

/** @param priority absent: normal */
export function rankOf(priority: Priority = "normal"): number {
  return PRIORITIES.indexOf(priority);
}

/** @returns undefined for a normal one, which nobody marks */
export function priorityOf(rank: number): Exclude<Priority, "normal"> | undefined {
  const priority = PRIORITIES[rank];
  return priority === "normal" ? undefined : priority;
}
