import { useDirectory } from "#client/console/session/directory.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketFilterWords } from "#client/i18n/console-ticket-filters.ts";
import classes from "./filters.module.css";
import { useNarrow } from "./use-narrow.ts";

/** What a chip takes off. */
const OFF = {
  status: { status: undefined },
  priority: { priority: undefined },
  type: { type: undefined },
  due: { due: undefined },
  team: { teamId: undefined },
  assignee: { assigneeId: undefined },
};

/** What the list is narrowed to by the menu, each to be taken off again. */
export function FilterChips({ search }: { search: TicketSearch }) {
  const { t } = useWordsOf(ticketFilterWords);
  const { agentName, teamName } = useDirectory();
  const narrow = useNarrow(search);
  const { t: ticket, typeName } = useTicketWords();
  const { status, priority, type, due, teamId, assigneeId } = search;
  const chips = [
    status && { key: "status" as const, value: ticket(`ticket.status.${status}`) },
    priority && { key: "priority" as const, value: ticket(`ticket.priority.${priority}`) },
    type && { key: "type" as const, value: typeName(type) },
    due && { key: "due" as const, value: t(`ticketFilter.due.${due}`) },
    teamId && { key: "team" as const, value: teamName(teamId) },
    assigneeId && { key: "assignee" as const, value: agentName(assigneeId) },
  ].filter((chip) => typeof chip === "object");
  if (chips.length === 0) return null;
  return (
    <ul className={classes.chips} aria-label={t("ticketFilter.chips")}>
      {chips.map(({ key, value }) => {
        const what = { name: t(`ticketFilter.${key}`), value };
        return (
          <li key={key}>
            <button
              type="button"
              className={classes.chip}
              aria-label={t("ticketFilter.remove", what)}
              onClick={() => narrow(OFF[key])}
              data-testid={`ticket-chip-${key}`}
            >
              <span className="ellipsis">{t("ticketFilter.is", what)}</span>
              <Icon name="x" size={14} />
            </button>
          </li>
        );
      })}
    </ul>
  );
}
