import { Button, Select, Switch } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useLabels } from "#client/console/labels/use-labels.ts";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { inboxNamesOf } from "#client/lib/views-api.ts";
import { CONVERSATION_STATUSES, EXCEPTION_KINDS, PRIORITIES } from "#protocol/constants";
import { countFilters, type ListFilters } from "./filters.ts";
import { useSetFilters } from "./use-set-filters.ts";

const FLAGS = ["any", ...EXCEPTION_KINDS] as const;

/** Each filter; what is chosen narrows the list at once. */
export default function FilterFields({ filters }: { filters: ListFilters }) {
  const { t } = useWordsOf(inboxWords);
  const set = useSetFilters();
  const inboxes = useQuery({ queryKey: ["inboxes", "names"], queryFn: () => inboxNamesOf(api) }).data ?? [];
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const labels = useLabels().all;
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
      {labels.length > 0 && (
        <Select
          {...common}
          searchable
          label={t("inbox.filter.label")}
          data={named(labels)}
          value={filters.label ?? null}
          onChange={(value) => set({ ...filters, label: value ?? undefined })}
          data-testid="filter-label"
        />
      )}
      <Select
        {...common}
        label={t("priority.title")}
        data={PRIORITIES.toReversed().map((priority) => ({ value: priority, label: t(`priority.${priority}`) }))}
        value={filters.priority ?? null}
        onChange={(value) => set({ ...filters, priority: PRIORITIES.find((priority) => priority === value) })}
        data-testid="filter-priority"
      />
      <Select
        {...common}
        label={t("inbox.filter.flag")}
        data={[
          { value: "any", label: t("inbox.filter.flagged") },
          ...EXCEPTION_KINDS.map((kind) => ({ value: kind, label: t(`exception.${kind}`) })),
        ]}
        value={filters.flag ?? null}
        onChange={(value) => set({ ...filters, flag: FLAGS.find((flag) => flag === value) })}
        data-testid="filter-flag"
      />
      <Switch
        label={t("inbox.filter.unread")}
        checked={filters.unread !== undefined}
        onChange={(event) => set({ ...filters, unread: event.currentTarget.checked ? "true" : undefined })}
        data-testid="filter-unread"
      />
      <Switch
        label={t("inbox.filter.overdue")}
        checked={filters.overdue !== undefined}
        onChange={(event) => set({ ...filters, overdue: event.currentTarget.checked ? "true" : undefined })}
        data-testid="filter-overdue"
      />
      {countFilters(filters) > 0 && (
        <Button variant="subtle" onClick={() => set({ sort: filters.sort })} data-testid="filter-clear">
          {t("inbox.filter.clear")}
        </Button>
      )}
    </>
  );
}
