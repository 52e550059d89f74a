import { lazy } from "react";
import { FilterPopover } from "#client/console/inbox/filter-popover.tsx";
import { countTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";

// Fields that most visits never open.
const FilterFields = lazy(() => import("./filter-fields.tsx"));

/** Which tickets: how far, how pressing, of which type, until when and whose. */
export function TicketFilterMenu({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const { view: _, ...filters } = search;
  const count = countTicketFilters(filters);
  const label = count === 0 ? t("ticketFilter.filter") : t("ticketFilter.filtered", { count });
  return (
    <FilterPopover title={t("ticketFilter.filter")} label={label} count={count} testId="ticket-filter-menu">
      <FilterFields search={search} />
    </FilterPopover>
  );
}
