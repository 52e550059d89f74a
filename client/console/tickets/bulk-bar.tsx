import { ActionIcon, Button, Checkbox, Menu } from "@mantine/core";
import { useState } from "react";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { PRIORITIES, TICKET_STATUSES, TICKET_TYPES } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import type { BulkChange } from "./bulk.ts";
import classes from "./desk.module.css";
import { GiveDialog } from "./give-dialog.tsx";
import { useTicketTypes } from "./use-types.ts";
import { useTicketWords } from "./words.ts";

export interface BulkBarProps {
  readonly rows: readonly TicketRow[];
  readonly isAll: boolean;
  readonly isPending: boolean;
  readonly onAll: () => void;
  readonly onClear: () => void;
  readonly onChange: (change: BulkChange) => void;
}

/** What can be done with the tickets that are selected. */
export function BulkBar({ rows, isAll, isPending, onAll, onClear, onChange }: BulkBarProps) {
  const { t, typeName } = useTicketWords();
  const { t: desk } = useWordsOf(ticketDeskWords);
  const types = useTicketTypes();
  const [giving, setGiving] = useState<"assignee" | "team">();
  return (
    <section className={classes.bulk} aria-label={desk("ticketDesk.bulk.title")} data-testid="bulk-bar">
      <div className={classes.bulkLine}>
        <Checkbox
          checked={isAll}
          indeterminate={!isAll}
          onChange={onAll}
          label={desk("ticketDesk.bulk.selected", { count: rows.length })}
          aria-description={desk("ticketDesk.bulk.all")}
          data-testid="bulk-all"
        />
        <ActionIcon aria-label={desk("ticketDesk.bulk.clear")} onClick={onClear} data-testid="bulk-clear">
          <Icon name="x" size={16} />
        </ActionIcon>
      </div>
      <div className={classes.bulkActions} aria-busy={isPending}>
        <Choice
          name="status"
          label={t("ticket.status")}
          options={TICKET_STATUSES.filter((status) => status !== "new").map((value) => ({
            value,
            label: t(`ticket.status.${value}`),
            change: { status: value },
          }))}
          {...{ isPending, onChange }}
        />
        <Choice
          name="priority"
          label={t("ticket.priority")}
          options={PRIORITIES.map((value) => ({
            value,
            label: t(`ticket.priority.${value}`),
            change: { priority: value },
          }))}
          {...{ isPending, onChange }}
        />
        <Button size="xs" disabled={isPending} onClick={() => setGiving("assignee")} data-testid="bulk-assignee">
          {t("ticket.assignee")}
        </Button>
        <Button size="xs" disabled={isPending} onClick={() => setGiving("team")} data-testid="bulk-team">
          {t("ticket.team")}
        </Button>
        <Choice
          name="type"
          label={t("ticket.type")}
          options={[...TICKET_TYPES, ...types.map(({ id }) => id)].map((value) => ({
            value,
            label: typeName(value),
            change: { type: value },
          }))}
          {...{ isPending, onChange }}
        />
      </div>
      {giving !== undefined && (
        <GiveDialog to={giving} rows={rows} onGive={onChange} onClose={() => setGiving(undefined)} />
      )}
    </section>
  );
}

interface ChoiceProps extends Pick<BulkBarProps, "isPending" | "onChange"> {
  readonly name: string;
  readonly label: string;
  readonly options: readonly { readonly value: string; readonly label: string; readonly change: BulkChange }[];
}

function Choice({ name, label, options, isPending, onChange }: ChoiceProps) {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <Button
          size="xs"
          disabled={isPending}
          rightSection={<Icon name="down" size={16} />}
          data-testid={`bulk-${name}`}
        >
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {options.map((option) => (
          <Menu.Item
            key={option.value}
            onClick={() => onChange(option.change)}
            data-testid={`bulk-${name}-${option.value}`}
          >
            {option.label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
