import { ActionIcon, Button, Indicator, Popover, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useId, useState } from "react";
import { api } from "#client/console/api.ts";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { inboxNamesOf } from "#client/lib/views-api.ts";
import { CONVERSATION_STATUSES } from "#protocol/constants";
import { countFilters, type ListFilters, toSearch } from "./filters.ts";
import classes from "./list-header.module.css";

/** Puts filters into the address, where the list reads them. */
export function useSetFilters(): (filters: ListFilters) => void {
  const navigate = useNavigate();
  return (filters) => void navigate({ to: ".", search: () => toSearch(filters), replace: true });
}

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
        <Fields filters={filters} />
      </Popover.Dropdown>
    </Popover>
  );
}

function Fields({ filters }: { filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const set = useSetFilters();
  const inboxes = useQuery({ queryKey: ["inboxes", "names"], queryFn: () => inboxNamesOf(api) }).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const common = { clearable: true, placeholder: t("inbox.filter.any"), comboboxProps: { withinPortal: false } };
  return (
    <>
      <Select
        {...common}
        label={t("inbox.filter.status")}
        data={CONVERSATION_STATUSES.map((status) => ({
          value: status,
          label: status === "open" ? t("inbox.status.open") : t(`status.${status}`),
        }))}
        value={filters.status ?? null}
        onChange={(value) => set({ ...filters, status: CONVERSATION_STATUSES.find((status) => status === value) })}
        data-autofocus
        data-testid="filter-status"
      />
      {inboxes.length > 1 && (
        <Select
          {...common}
          label={t("inbox.filter.inbox")}
          data={named(inboxes)}
          value={filters.inboxId ?? null}
          onChange={(value) => set({ ...filters, inboxId: value ?? undefined })}
          data-testid="filter-inbox"
        />
      )}
      <Select
        {...common}
        searchable
        label={t("inbox.filter.team")}
        data={named(teams)}
        value={filters.teamId ?? null}
        onChange={(value) => set({ ...filters, teamId: value ?? undefined })}
        data-testid="filter-team"
      />
      <Select
        {...common}
        searchable
        label={t("inbox.filter.assignee")}
        data={named(agents)}
        value={filters.assigneeId ?? null}
        onChange={(value) => set({ ...filters, assigneeId: value ?? undefined })}
        data-testid="filter-assignee"
      />
      <Switch
        label={t("inbox.filter.unread")}
        checked={filters.unread !== undefined}
        onChange={(event) => set({ ...filters, unread: event.currentTarget.checked ? "true" : undefined })}
        data-testid="filter-unread"
      />
      {countFilters(filters) > 0 && (
        <Button variant="subtle" onClick={() => set({ sort: filters.sort })} data-testid="filter-clear">
          {t("inbox.filter.clear")}
        </Button>
      )}
    </>
  );
}
