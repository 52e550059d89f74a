import { useNavigate } from "@tanstack/react-router";
import { SavedViewsMenu } from "#client/console/inbox/views-menu.tsx";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { ManageViewsDialog, SaveViewDialog } from "./dialogs.ts";
import { searchOf, useKeptViews } from "./use-kept-views.ts";

/** The views of tickets that the reader keeps, where there is no room for a column of them. */
export function TicketViewsMenu({ search }: { search: TicketSearch }) {
  const navigate = useNavigate();
  const { views, isOpen, isNarrowed, here, update } = useKeptViews(search);
  return (
    <SavedViewsMenu
      views={views}
      isOpen={isOpen}
      isNarrowed={isNarrowed}
      onChoose={(each) => void navigate({ to: "/tickets", search: searchOf(each) })}
      onUpdate={update}
      save={(onClose) => <SaveViewDialog of={here} onClose={onClose} />}
      manage={(onClose) => <ManageViewsDialog subject="tickets" views={views} onClose={onClose} />}
    />
  );
}
