/** The views of tickets that the reader keeps, beside what the list shows now. */
import { useState } from "react";
import { useChangeViews, useTicketViews } from "#client/console/inbox/use-views.ts";
import { countTicketFilters, sameTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import type { TicketSavedView } from "#protocol/http-views";

/** What shows just that. */
export function searchOf({ view, filters }: TicketSavedView): TicketSearch {
  return { view, ...filters };
}

/** The kept view that the list shows, if it shows one. */
export function useOpenView(search: TicketSearch): TicketSavedView | undefined {
  return useTicketViews().find((each) => isOpenIn(search)(each));
}

export function useKeptViews(search: TicketSearch) {
  const { view = "mine", ...filters } = search;
  const views = useTicketViews();
  const changes = useChangeViews("tickets");
  const isOpen = isOpenIn(search);
  /** Which one the reader came by: its filters can be saved anew. */
  const [chosenId, setChosenId] = useState<string>();
  const isNarrowed = countTicketFilters(filters) > 0 || filters.sort !== undefined;
  const isNew = isNarrowed && !views.some(isOpen);
  return {
    ...{ views, isOpen, isNarrowed },
    /** As it would be kept. */
    here: { subject: "tickets" as const, view, filters },
    choose: ({ id }: TicketSavedView) => setChosenId(id),
    changed: isNew ? views.find(({ id }) => id === chosenId) : undefined,
    update: (chosen: TicketSavedView) => changes.mutate({ kind: "change", view: { ...chosen, view, filters } }),
  };
}

function isOpenIn({ view = "mine", ...filters }: TicketSearch) {
  return (each: TicketSavedView) => each.view === view && sameTicketFilters(each.filters, filters);
}
