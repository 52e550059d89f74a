import { Button, Select } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { countTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketTypes } from "#client/console/tickets/use-types.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";
import { PRIORITIES, TICKET_DUE_WITHIN, TICKET_STATUSES, TICKET_TYPES } from "#protocol/constants";
import { useNarrow } from "./use-narrow.ts";

/** Each filter; what is chosen narrows the list at once. */
export default function FilterFields({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const navigate = useNavigate();
  const narrow = useNarrow(search);
  const { t: ticket, typeName } = useTicketWords();
  const types = useTicketTypes();
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  const named = (items: readonly { id: string; name: string }[]) =>
    items.map(({ id, name }) => ({ value: id, label: name }));
  const common = { clearable: true, placeholder: t("ticketFilter.any"), comboboxProps: { withinPortal: false } };
  const { view, sort, ...filters } = search;
  return (
    <>
      <Select
        {...common}
        label={t("ticketFilter.status")}
        data={TICKET_STATUSES.map((value) => ({ value, label: ticket(`ticket.status.${value}`) }))}
        value={search.status ?? null}
        onChange={(value) => narrow({ status: TICKET_STATUSES.find((each) => each === value) })}
        data-autofocus
        data-testid="ticket-filter-status"
      />
      <Select
        {...common}
        label={t("ticketFilter.priority")}
        data={PRIORITIES.toReversed().map((value) => ({ value, label: ticket(`ticket.priority.${value}`) }))}
        value={search.priority ?? null}
        onChange={(value) => narrow({ priority: PRIORITIES.find((each) => each === value) })}
        data-testid="ticket-filter-priority"
      />
      <Select
        {...common}
        label={t("ticketFilter.type")}
        data={[...TICKET_TYPES, ...types.map(({ id }) => id)].map((value) => ({ value, label: typeName(value) }))}
        value={search.type ?? null}
        onChange={(value) => narrow({ type: value ?? undefined })}
        data-testid="ticket-filter-type"
      />
      <Select
        {...common}
        label={t("ticketFilter.due")}
        data={TICKET_DUE_WITHIN.map((value) => ({ value, label: t(`ticketFilter.due.${value}`) }))}
        value={search.due ?? null}
        onChange={(value) => narrow({ due: TICKET_DUE_WITHIN.find((each) => each === value) })}
        data-testid="ticket-filter-due"
      />
      <Select
        {...common}
        searchable
        label={t("ticketFilter.team")}
        data={named(teams)}
        value={search.teamId ?? null}
        onChange={(value) => narrow({ teamId: value ?? undefined })}
        data-testid="ticket-filter-team"
      />
      <Select
        {...common}
        searchable
        label={t("ticketFilter.assignee")}
        data={named(agents)}
        value={search.assigneeId ?? null}
        onChange={(value) => narrow({ assigneeId: value ?? undefined })}
        data-testid="ticket-filter-assignee"
      />
      {countTicketFilters(filters) > 0 && (
        <Button
          variant="subtle"
          onClick={() => void navigate({ to: "/tickets", search: { view, ...(sort === undefined ? {} : { sort }) } })}
          data-testid="ticket-filter-clear"
        >
          {t("ticketFilter.clear")}
        </Button>
      )}
    </>
  );
}
