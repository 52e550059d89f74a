/** The agent's day: asked for once, and anew a moment after the feed has told of a change. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useEffect, useMemo, useRef } from "react";
import { api } from "#client/console/api.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useMe } from "#client/console/session/me.ts";
import { readToday } from "#client/lib/today-api.ts";
import type { TodayFilters } from "#protocol/http-today";
import { withFeed } from "./live.ts";
import { zoneOfReader } from "./zone.ts";

/** Tickets change without the feed: whoever looks at the day sees them about so soon. */
const FRESH_EVERY_MS = 15_000;
/** The index is behind the actors by a couple of seconds at most, and many changes come together. */
const AFTER_CHANGE_MS = 2_000;

export function useToday(filters: TodayFilters) {
  const { id } = useMe();
  const { feed } = useFeed();
  const query = useQuery({
    queryKey: ["today", filters],
    queryFn: () => readToday(api, filters, zoneOfReader()),
    placeholderData: keepPreviousData,
    refetchInterval: FRESH_EVERY_MS,
  });
  const { refetch } = query;
  const { rows } = feed;
  const told = useRef(rows);
  useEffect(() => {
    if (told.current === rows) return;
    told.current = rows;
    const timer = setTimeout(() => void refetch(), AFTER_CHANGE_MS);
    return () => clearTimeout(timer);
  }, [rows, refetch]);
  const today = useMemo(
    () => (query.data === undefined ? undefined : withFeed(query.data, rows, id, filters)),
    [query.data, rows, id, filters],
  );
  return { today, isError: query.isError, retry: () => void refetch() };
}
