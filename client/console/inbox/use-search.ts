/** A search over messages, page by page. */
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useState } from "react";
import { api } from "#client/console/api.ts";
import { search } from "#client/lib/search-api.ts";
import type { SearchResult } from "#protocol/http-search";

export interface Search {
  readonly results: readonly SearchResult[];
  readonly state: "loading" | "ready" | "failed";
  /** What is shown is of the words before. */
  readonly isOld: boolean;
  readonly hasMore: boolean;
  readonly loadingMore: boolean;
  readonly loadMore: () => void;
  readonly retry: () => void;
}

export function useSearch(q: string): Search {
  const query = useInfiniteQuery({
    queryKey: ["search", q],
    queryFn: ({ pageParam }) => search(api, q, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    // What was said meanwhile is to be found: asked again each time, with what was found before shown until then.
    staleTime: 0,
    refetchOnWindowFocus: false,
    placeholderData: keepPreviousData,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = query;
  const results = useMemo(() => query.data?.pages.flatMap((page) => page.items) ?? [], [query.data]);
  // A page may hold nothing that is really there and still go on: nobody should have to ask for the next one then.
  const isEmptyYet = results.length === 0 && hasNextPage && !isFetchingNextPage && !isPlaceholderData;
  useEffect(() => {
    if (isEmptyYet) void fetchNextPage();
  }, [isEmptyYet, fetchNextPage]);
  const isLooking = query.isPending || (results.length === 0 && (hasNextPage || isPlaceholderData));
  return {
    results,
    state: query.isError && results.length === 0 ? "failed" : isLooking ? "loading" : "ready",
    isOld: isPlaceholderData,
    hasMore: hasNextPage,
    loadingMore: isFetchingNextPage,
    loadMore: () => void fetchNextPage(),
    retry: () => void query.refetch(),
  };
}

const SETTLE_MS = 250;

/**
 * What to look for, once the writer pauses.
 * @param isComposing an input method is still making the word: what stands in the field are keys, not words
 */
export function useSettled(text: string, isComposing: boolean): string {
  const wanted = text.trim();
  const [settled, setSettled] = useState(wanted);
  useEffect(() => {
    if (isComposing) return;
    // An emptied field shows the list again at once.
    const timer = setTimeout(() => setSettled(wanted), wanted === "" ? 0 : SETTLE_MS);
    return () => clearTimeout(timer);
  }, [wanted, isComposing]);
  return settled;
}
