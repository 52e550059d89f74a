import { ActionIcon, Menu } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { CONVERSATION_SORTS } from "#protocol/constants";
import type { ListFilters } from "./filters.ts";
import classes from "./list-header.module.css";
import { useSetFilters } from "./use-set-filters.ts";

/** The order of the list. */
export function SortMenu({ filters }: { filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const set = useSetFilters();
  const sort = filters.sort ?? "newest";
  const label = `${t("inbox.sort")} · ${t(`inbox.sort.${sort}`)}`;
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={label} title={label} data-testid="sort-menu">
          <Icon name="sort" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("inbox.sort")}</Menu.Label>
        <Menu.RadioGroup value={sort}>
          {CONVERSATION_SORTS.map((each) => (
            <Menu.RadioItem
              key={each}
              value={each}
              onChange={() => set({ ...filters, sort: each === "newest" ? undefined : each })}
              closeMenuOnClick
              data-testid={`sort-${each}`}
            >
              {t(`inbox.sort.${each}`)}
              {each === "waiting" && <small className={classes.hint}>{t("inbox.sort.waitingHint")}</small>}
              {each === "due" && <small className={classes.hint}>{t("inbox.sort.dueHint")}</small>}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
