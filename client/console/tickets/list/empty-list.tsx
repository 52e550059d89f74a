import { Button } from "@mantine/core";
import { Link } from "@tanstack/react-router";
import type { ReactNode } from "react";
import { Notice } from "#client/console/shell/notice.tsx";
import { Icon, type IconName } from "#client/console/theme/icon.tsx";
import { countTicketFilters, type TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketListWords } from "#client/i18n/console-ticket-list.ts";
import type { TicketView } from "#protocol/constants";

/** Where one goes on from a view that is empty; of all tickets there is nowhere else. */
const NEXT: Readonly<Record<Exclude<TicketView, "all">, { icon: IconName; search: TicketSearch }>> = {
  mine: { icon: "ticket", search: { view: "unassigned" } },
  unassigned: { icon: "check", search: { view: "mine" } },
  team: { icon: "people", search: { view: "all" } },
  followed: { icon: "bell", search: { view: "all" } },
  overdue: { icon: "check", search: { view: "all", sort: "due" } },
};

interface EmptyListProps {
  readonly search: TicketSearch;
  /** Absent for whoever makes none. */
  readonly onNew: (() => void) | undefined;
}

/** What stands in the place of rows: why there are none, and what to do next. */
export function EmptyList({ search: { view = "mine", ...filters }, onNew }: EmptyListProps) {
  const { t } = useWordsOf(ticketListWords);
  const { t: ticket } = useTicketWords();
  const kind = countTicketFilters(filters) > 0 ? "narrowed" : view;
  const icon = kind === "narrowed" ? "filter" : kind === "all" ? "ticket" : NEXT[kind].icon;
  return (
    <Notice
      icon={<Icon name={icon} />}
      title={t(`ticketList.none.${kind}.title`)}
      text={t(`ticketList.none.${kind}.text`)}
    >
      {kind === "narrowed" && <Onward search={{ view }}>{t("ticketList.none.narrowed.do")}</Onward>}
      {kind !== "narrowed" && kind !== "all" && (
        <Onward search={NEXT[kind].search}>{t(`ticketList.none.${kind}.do`)}</Onward>
      )}
      {kind === "all" && onNew !== undefined && (
        <Button variant="filled" onClick={onNew}>
          {ticket("ticket.new")}
        </Button>
      )}
    </Notice>
  );
}

function Onward({ search, children }: { readonly search: TicketSearch; readonly children: ReactNode }) {
  return (
    <Button renderRoot={(props) => <Link to="/tickets" search={search} {...props} />} data-testid="ticket-empty-onward">
      {children}
    </Button>
  );
}
