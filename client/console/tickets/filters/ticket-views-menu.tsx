import { useNavigate } from "@tanstack/react-router";
import { lazy } from "react";
import { useChangeViews, useTicketViews } from "#client/console/inbox/use-views.ts";
import { SavedViewsMenu } from "#client/console/inbox/views-menu.tsx";
import { countTicketFilters, sameTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";

// Forms that most visits never open.
const SaveViewDialog = lazy(() => import("#client/console/inbox/save-view-dialog.tsx"));
const ManageViewsDialog = lazy(() => import("#client/console/inbox/manage-views-dialog.tsx"));

/** The views of tickets that the reader keeps. */
export function TicketViewsMenu({ search: { view = "mine", ...filters } }: { search: TicketSearch }) {
  const navigate = useNavigate();
  const views = useTicketViews();
  const changes = useChangeViews("tickets");
  return (
    <SavedViewsMenu
      views={views}
      isOpen={(each) => each.view === view && sameTicketFilters(each.filters, filters)}
      isNarrowed={countTicketFilters(filters) > 0 || filters.sort !== undefined}
      onChoose={(each) => void navigate({ to: "/tickets", search: { view: each.view, ...each.filters } })}
      onUpdate={(chosen) => changes.mutate({ kind: "change", view: { ...chosen, view, filters } })}
      save={(onClose) => <SaveViewDialog of={{ subject: "tickets", view, filters }} onClose={onClose} />}
      manage={(onClose) => <ManageViewsDialog subject="tickets" views={views} onClose={onClose} />}
    />
  );
}
