import { useId, useMemo } from "react";
import type { TicketSearch } from "#client/console/tickets/search.ts";
import type { useTriage } from "#client/console/tickets/use-triage.ts";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useNow } from "#client/console/use-now.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketListWords } from "#client/i18n/console-ticket-list.ts";
import type { TicketSort } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import { type GroupName, groupsOf, isPriority, type TicketGroup } from "./groups.ts";
import classes from "./list.module.css";
import row from "./row.module.css";
import { RowCheck } from "./row-check.tsx";
import { TicketRowLine } from "./ticket-row.tsx";

/** Days begin, and "5 min ago" is true, to this. */
const TICK_MS = 60_000;

interface TicketGroupsProps {
  readonly rows: readonly TicketRow[];
  readonly sort: TicketSort;
  readonly hasMore: boolean;
  readonly search: TicketSearch;
  readonly openId: string | undefined;
  readonly triage: ReturnType<typeof useTriage>;
}

/** The rows, under what those that follow each other have in common. */
export function TicketGroups({ rows, sort, hasMore, ...shared }: TicketGroupsProps) {
  const { t } = useWordsOf(ticketListWords);
  const nowMs = useNow(TICK_MS);
  const groups = useMemo(() => {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return groupsOf(rows, { sort, nowMs, timeZone, hasMore });
  }, [rows, sort, nowMs, hasMore]);
  const { mayChange, selectedIds } = shared.triage;
  return (
    <div className={`${mayChange ? row.selectable : ""} ${selectedIds.length > 0 ? row.selecting : ""}`}>
      <div className={classes.columns} aria-hidden="true">
        <span>{t("ticketList.column")}</span>
        <span>{t("ticketList.sla")}</span>
      </div>
      {groups.map((group) => (
        <Group
          // A group that stands twice for a moment, at midnight, is not the same twice.
          key={`${group.name} ${group.rows[0]?.id}`}
          group={group}
          changedByMs={sort === "updated" ? nowMs : undefined}
          {...shared}
        />
      ))}
    </div>
  );
}

interface GroupProps extends Omit<TicketGroupsProps, "rows" | "sort" | "hasMore"> {
  readonly group: TicketGroup;
  readonly changedByMs: number | undefined;
}

function Group({ group, changedByMs, search, openId, triage }: GroupProps) {
  const titleId = useId();
  const nameOf = useGroupName();
  return (
    <section aria-labelledby={titleId} data-testid={`ticket-group-${group.name}`}>
      <h2 id={titleId} className={classes.group}>
        {nameOf(group.name)}
        {group.isWhole && <span>{group.rows.length}</span>}
      </h2>
      <ul>
        {group.rows.map((each) => (
          <TicketRowLine
            key={each.id}
            row={each}
            search={search}
            isOpen={each.id === openId}
            check={triage.mayChange && <RowCheck row={each} triage={triage} />}
            changedByMs={changedByMs}
          />
        ))}
      </ul>
    </section>
  );
}

function useGroupName(): (name: GroupName) => string {
  const { t: ticket } = useTicketWords();
  const { t } = useWordsOf(ticketListWords);
  return (name) => {
    if (isPriority(name)) return ticket(`ticket.priority.${name}`);
    return t(`ticketList.group.${name}`);
  };
}
