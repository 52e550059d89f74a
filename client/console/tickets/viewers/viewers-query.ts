/** Which colleagues have a ticket open, as the feed said last: put there by the feed, asked of nobody. */
import { queryOptions } from "@tanstack/react-query";

export interface ToldViewers {
  readonly viewers: readonly { readonly agentId: string; readonly typing: boolean }[];
  readonly atMs: number;
}

export function ticketViewersQuery(ticketId: string) {
  return queryOptions({
    queryKey: ["ticket-viewers", ticketId],
    queryFn: (): ToldViewers | null => null,
    enabled: false,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
