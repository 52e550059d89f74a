import { useTicketCounts } from "#client/console/tickets/use-ticket.ts";
import { MAX_LIST_COUNT, type TicketView } from "#protocol/constants";

/** How many tickets a view holds, as it is written beside its name; of all of them nobody counts. */
export function useViewCounts(): (view: TicketView) => string | undefined {
  const counts = useTicketCounts();
  return (view) => {
    const count = view === "all" ? undefined : counts?.[view];
    if (count === undefined) return undefined;
    return count >= MAX_LIST_COUNT ? `${MAX_LIST_COUNT}+` : String(count);
  };
}
