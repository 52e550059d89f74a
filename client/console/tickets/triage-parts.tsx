import { Checkbox } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { TicketRow } from "#protocol/http-tickets";
import { BulkBar } from "./bulk-bar.tsx";
import classes from "./desk.module.css";
import { RefusedDialog } from "./refused-dialog.tsx";
import { StatusDialog } from "./status-dialog.tsx";
import type { useTriage } from "./use-triage.ts";

type Triage = ReturnType<typeof useTriage>;

/** What stands above a list while some of it is selected, and the dialogs that belong to it. */
export function TriageParts({ triage }: { triage: Triage }) {
  const { selectedIds, targets, change, refused } = triage;
  return (
    <>
      {selectedIds.length > 0 && (
        <BulkBar
          rows={targets}
          isAll={triage.isAll}
          isPending={triage.isPending}
          onAll={triage.selectAll}
          onClear={triage.clear}
          onChange={change}
        />
      )}
      {triage.isChoosing && targets.length > 0 && (
        <StatusDialog count={targets.length} onChoose={(status) => change({ status })} onClose={triage.stopChoosing} />
      )}
      {refused !== undefined && <RefusedDialog refused={refused} onClose={triage.forgetRefused} />}
    </>
  );
}

/** Selects a line; with Shift all of them from the last one. */
export function RowCheck({ row, triage }: { row: TicketRow; triage: Triage }) {
  const { t } = useWordsOf(ticketDeskWords);
  const isChecked = triage.selectedIds.includes(row.id);
  return (
    <Checkbox
      className={classes.check}
      data-checked={isChecked || undefined}
      checked={isChecked}
      onChange={() => undefined}
      onClick={(event) => triage.choose(row.id, event.shiftKey)}
      aria-label={t("ticketDesk.bulk.select", { number: row.number })}
      data-testid="ticket-check"
    />
  );
}

export function selectableClass({ mayChange, selectedIds }: Triage): string | undefined {
  if (!mayChange) return undefined;
  return `${classes.selectable} ${selectedIds.length > 0 ? classes.selecting : ""}`;
}
