/** One list of the inbox: pages read by HTTP, kept true by the feed. */
import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import { useSearch } from "@tanstack/react-router";
import { useMemo } from "react";
import { api } from "#client/console/api.ts";
import { useMe } from "#client/console/session/me.ts";
import { useNow } from "#client/console/use-now.ts";
import { conversations } from "#client/lib/agent-api.ts";
import { countLists } from "#client/lib/views-api.ts";
import type { ConversationView } from "#protocol/constants";
import type { ConversationRow } from "#protocol/vocabulary";
import { useFeed } from "./feed.tsx";
import { type ListFilters, readSearch, toFilters } from "./filters.ts";
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
const OVERDUE_TICK_MS = 10_000;
const A_DAY_MS = 24 * 60 * 60_000;
const MAX_REFRESHED_PAGES = 4;
const NO_PAGES: readonly ConversationRow[][] = [];

/** What the address narrows the lists to. */
export function useFilters(): ListFilters {
  const search = useSearch({ strict: false });
  return useMemo(() => toFilters(readSearch(search)), [search]);
}

/** "Mine" is what the feed says: the agent's own actor owns it. The others nobody owns; they are pages with patches. */
export function useList(view: ConversationView, filters: ListFilters): List {
  const { id, teamIds } = useMe();
  const { feed, removed, expected, retryNow } = useFeed();
  // What is overdue becomes so by itself.
  const nowMs = useNow(filters.overdue === undefined ? A_DAY_MS : OVERDUE_TICK_MS);
  const paged = useInfiniteQuery({
    queryKey: ["conversations", view, filters],
    queryFn: ({ pageParam }) => conversations(api, view, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    enabled: view !== "mine",
    // Patches come for the teams that the agent works in; other teams' changes are only in the pages.
    // Whoever has read far down would have all of it read again; they have the patches.
    refetchInterval: (query) => ((query.state.data?.pages.length ?? 0) > MAX_REFRESHED_PAGES ? false : REFRESH_MS),
    refetchOnWindowFocus: true,
  });
  const pages = useMemo(() => paged.data?.pages.map((page) => page.items) ?? NO_PAGES, [paged.data]);
  const rows = useMemo(
    () =>
      mergeRows({ view, filters, lister: { id, teamIds }, nowMs }, view === "mine" ? NO_PAGES : pages, {
        rows: feed.rows,
        removed,
        expected,
      }),
    [view, filters, pages, feed.rows, removed, expected, id, teamIds, nowMs],
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

/** How many each list holds, filters aside; undefined where that is not known. What is one's own the feed knows best. */
export function useCounts(): Partial<Record<ConversationView, number | undefined>> {
  const { id, teamIds } = useMe();
  const { feed, removed, expected } = useFeed();
  const counted = useQuery({
    queryKey: ["conversations", "counts"],
    queryFn: () => countLists(api),
    refetchInterval: REFRESH_MS,
    refetchOnWindowFocus: true,
  });
  const mine = useMemo(
    () =>
      mergeRows({ view: "mine", filters: {}, lister: { id, teamIds }, nowMs: 0 }, NO_PAGES, {
        rows: feed.rows,
        removed,
        expected,
      }).length,
    [feed.rows, removed, expected, id, teamIds],
  );
  return { ...counted.data, mine: feed.known ? mine : counted.data?.mine };
}
