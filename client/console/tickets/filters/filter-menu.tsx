import { ActionIcon, Indicator, Popover, Skeleton } from "@mantine/core";
import { lazy, Suspense, useId, useState } from "react";
import lists from "#client/console/inbox/list-header.module.css";
import { Icon } from "#client/console/theme/icon.tsx";
import { countTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";

// Fields that most visits never open.
const FilterFields = lazy(() => import("./filter-fields.tsx"));

/** Whose tickets, until when, and in which order. */
export function TicketFilterMenu({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  const { view: _, ...filters } = search;
  const count = countTicketFilters(filters);
  const label = count === 0 ? t("ticketFilter.filter") : t("ticketFilter.filtered", { count });
  return (
    <Popover
      opened={isOpen}
      onChange={setOpen}
      position="bottom-end"
      width={280}
      trapFocus
      shadow="lg"
      withRoles={false}
    >
      <Popover.Target>
        <Indicator disabled={count === 0} color="var(--accent)" size={8} offset={6}>
          <ActionIcon
            aria-label={label}
            aria-expanded={isOpen}
            aria-haspopup="dialog"
            data-tip={label}
            onClick={() => setOpen(!isOpen)}
            data-testid="ticket-filter-menu"
          >
            <Icon name="filter" />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId} className={lists.filters ?? ""}>
        <h2 id={titleId}>{t("ticketFilter.filter")}</h2>
        <Suspense fallback={<Skeleton height={220} />}>
          <FilterFields search={search} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
