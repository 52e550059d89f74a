import { useNavigate } from "@tanstack/react-router";
import { readTicketSearch, type TicketSearch } from "#client/console/tickets/search.ts";

/** Narrows the list further, or less; the view stays. */
export function useNarrow(search: TicketSearch): (change: TicketSearch) => void {
  const navigate = useNavigate();
  return (change) => void navigate({ to: "/tickets", search: readTicketSearch({ ...search, ...change }) });
}
