import { ActionIcon, Menu } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { sortOf, type TicketSearch } from "#client/console/tickets/search.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";
import { TICKET_SORTS } from "#protocol/constants";
import { useNarrow } from "./use-narrow.ts";

/** The order of the list. */
export function TicketSortMenu({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const narrow = useNarrow(search);
  const sort = sortOf(search);
  const label = t("ticketFilter.is", { name: t("ticketFilter.sort"), value: t(`ticketFilter.sort.${sort}`) });
  return (
    <Menu position="bottom-end" width={220}>
      <Menu.Target>
        <ActionIcon aria-label={label} data-tip={label} data-testid="ticket-sort">
          <Icon name="sort" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("ticketFilter.sort")}</Menu.Label>
        <Menu.RadioGroup value={sort}>
          {TICKET_SORTS.map((each) => (
            <Menu.RadioItem
              key={each}
              value={each}
              onChange={() => narrow({ sort: each })}
              closeMenuOnClick
              data-testid={`ticket-sort-${each}`}
            >
              {t(`ticketFilter.sort.${each}`)}
            </Menu.RadioItem>
          ))}
        </Menu.RadioGroup>
      </Menu.Dropdown>
    </Menu>
  );
}
