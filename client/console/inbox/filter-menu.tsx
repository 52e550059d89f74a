import { lazy } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { FilterPopover } from "./filter-popover.tsx";
import { countFilters, type ListFilters } from "./filters.ts";

// Fields that most visits never open.
const FilterFields = lazy(() => import("./filter-fields.tsx"));

/** What the list is narrowed to. */
export function FilterMenu({ filters }: { filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const count = countFilters(filters);
  const label = count === 0 ? t("inbox.filter") : t("inbox.filtered", { count });
  return (
    <FilterPopover title={t("inbox.filter")} label={label} count={count} testId="filter-menu">
      <FilterFields filters={filters} />
    </FilterPopover>
  );
}
