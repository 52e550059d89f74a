import { Checkbox } from "@mantine/core";
import type { useTriage } from "#client/console/tickets/use-triage.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { TicketRow } from "#protocol/http-tickets";
import classes from "./row.module.css";

interface RowCheckProps {
  readonly row: TicketRow;
  readonly triage: ReturnType<typeof useTriage>;
}

/** Selects a line; with Shift all of them from the last one. */
export function RowCheck({ row, triage }: RowCheckProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const isChecked = triage.selectedIds.includes(row.id);
  return (
    <Checkbox
      className={classes.check}
      size="xs"
      checked={isChecked}
      onChange={() => undefined}
      onClick={(event) => triage.choose(row.id, event.shiftKey)}
      aria-label={t("ticketDesk.bulk.select", { number: row.number })}
      data-testid="ticket-check"
    />
  );
}
