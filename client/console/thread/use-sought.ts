/** The message that the address names: fetched if it lies further back than what is there, and marked once it is. */
import { useSearch } from "@tanstack/react-router";
import { useEffect } from "react";
import type { ConversationSnapshot } from "#client/lib/conversation-connection.ts";
import type { ThreadItem } from "./thread-items.ts";

export interface Sought {
  readonly key: string | undefined;
  /** It is still being fetched. */
  readonly isSeeking: boolean;
}

/** @param loadOlder fetches messages before those that are there */
export function useSought(
  items: readonly ThreadItem[],
  { log, older, link }: ConversationSnapshot,
  loadOlder: () => void,
): Sought {
  const { at } = useSearch({ strict: false });
  const isThere = log.syncedSeq !== undefined && log.caughtUp;
  const { floorSeq } = log;
  const isBefore = at !== undefined && isThere && floorSeq > at;
  const mayAsk = isThere && older === "idle" && link.phase !== "ended";
  // Each page that came asks for the next one.
  useEffect(() => {
    if (mayAsk && at !== undefined && floorSeq > at) loadOlder();
  }, [mayAsk, at, floorSeq, loadOlder]);
  if (at === undefined || !isThere) return { key: undefined, isSeeking: false };
  return { key: items.find((item) => item.seq === at)?.key, isSeeking: isBefore && older !== "failed" };
}
