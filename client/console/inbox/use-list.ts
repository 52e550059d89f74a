/** One list of the inbox: pages read by HTTP, kept true by the feed. */
import { useInfiniteQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { api } from "#client/console/api.ts";
import { useMe } from "#client/console/session/me.ts";
import { conversations } from "#client/lib/agent-api.ts";
import type { ConversationView } from "#protocol/constants";
import type { ConversationRow } from "#protocol/vocabulary";
import { useFeed } from "./feed.tsx";
import { mergeRows } from "./rows.ts";

export interface List {
  readonly rows: readonly ConversationRow[];
  readonly state: "loading" | "ready" | "failed";
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

const REFRESH_MS = 30_000;
const NO_PAGES: readonly ConversationRow[][] = [];

/** "Mine" is what the feed says: the agent's own actor owns it. The other two nobody owns; they are pages with patches. */
export function useList(view: ConversationView): List {
  const me = useMe();
  const { feed, removed, retryNow } = useFeed();
  const paged = useInfiniteQuery({
    queryKey: ["conversations", view],
    queryFn: ({ pageParam }) => conversations(api, view, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled: view !== "mine",
    // Patches come for the teams that the agent works in; other teams' changes are only in the pages.
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
  });
  const pages = useMemo(() => paged.data?.pages.map((page) => page.items) ?? NO_PAGES, [paged.data]);
  const rows = useMemo(
    () => mergeRows(view, view === "mine" ? NO_PAGES : pages, { rows: feed.rows, removed }, me.id),
    [view, pages, feed.rows, removed, me.id],
  );
  if (view === "mine") {
    const state = feed.known ? "ready" : "loading";
    return { rows, state, hasMore: false, loadingMore: false, loadMore: retryNow, retry: retryNow };
  }
  return {
    rows,
    state: paged.isPending ? "loading" : paged.isError && paged.data === undefined ? "failed" : "ready",
    hasMore: paged.hasNextPage,
    loadingMore: paged.isFetchingNextPage,
    loadMore: () => void paged.fetchNextPage(),
    retry: () => void paged.refetch(),
  };
}
