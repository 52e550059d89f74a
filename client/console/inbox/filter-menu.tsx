import { ActionIcon, Indicator, Popover, Skeleton } from "@mantine/core";
import { lazy, Suspense, useId, useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { countFilters, type ListFilters } from "./filters.ts";
import classes from "./list-header.module.css";

// Fields that most visits never open.
const FilterFields = lazy(() => import("./filter-fields.tsx"));

/** What the list is narrowed to. */
export function FilterMenu({ filters }: { filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const [isOpen, setOpen] = useState(false);
  const titleId = useId();
  const count = countFilters(filters);
  const label = count === 0 ? t("inbox.filter") : t("inbox.filtered", { count });
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
            title={label}
            onClick={() => setOpen(!isOpen)}
            data-testid="filter-menu"
          >
            <Icon name="filter" />
          </ActionIcon>
        </Indicator>
      </Popover.Target>
      <Popover.Dropdown role="dialog" aria-labelledby={titleId} className={classes.filters ?? ""}>
        <h2 id={titleId}>{t("inbox.filter")}</h2>
        <Suspense fallback={<Skeleton height={220} />}>
          <FilterFields filters={filters} />
        </Suspense>
      </Popover.Dropdown>
    </Popover>
  );
}
