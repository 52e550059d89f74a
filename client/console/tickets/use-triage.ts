/** What a list of tickets does by the keyboard and with many at once. */
import { useState } from "react";
import { useOffers } from "#client/console/commands/commands.tsx";
import { useMay, useMe } from "#client/console/session/me.ts";
import type { Priority } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import type { BulkChange } from "./bulk.ts";
import { allOrNone, extended, NOTHING_SELECTED, stillThere, toggled } from "./selection.ts";
import { useBulk } from "./use-bulk.ts";

/** @param openId the ticket beside the list: keys go for it while none is selected */
export function useTriage(rows: readonly TicketRow[], openId: string | undefined) {
  const me = useMe();
  const mayChange = useMay("ticket.change");
  const [selection, setSelection] = useState(NOTHING_SELECTED);
  const [isChoosing, setChoosing] = useState(false);
  const { bulk, refused, forgetRefused } = useBulk();
  const order = rows.map(({ id }) => id);
  const selectedIds = stillThere(selection, order);
  const targets = rows.filter(({ id }) => (selectedIds.length > 0 ? selectedIds.includes(id) : id === openId));
  const change = (wanted: BulkChange) => {
    if (targets.length > 0 && !bulk.isPending) bulk.mutate({ rows: targets, change: wanted });
  };
  const choose = (id: string, isRange: boolean) =>
    setSelection(isRange ? extended(selection, id, order) : toggled(selection, id));
  const act = (does: () => void) => (mayChange && targets.length > 0 ? does : undefined);
  const prioritise = (priority: Priority) => act(() => change({ priority }));
  useOffers({
    select: mayChange
      ? () => {
          const id = focusedRow() ?? openId;
          if (id !== undefined) choose(id, false);
        }
      : undefined,
    setStatus: act(() => setChoosing(true)),
    // Of one that is open its own page says what taking it is.
    accept: selectedIds.length > 0 ? act(() => change({ assigneeId: me.id })) : undefined,
    priorityLow: prioritise("low"),
    priorityNormal: prioritise("normal"),
    priorityHigh: prioritise("high"),
    priorityUrgent: prioritise("urgent"),
  });
  return {
    ...{ mayChange, selectedIds, targets, change, choose, refused, forgetRefused, isChoosing },
    isPending: bulk.isPending,
    isAll: selectedIds.length === order.length,
    selectAll: () => setSelection(allOrNone(selection, order)),
    clear: () => setSelection(NOTHING_SELECTED),
    stopChoosing: () => setChoosing(false),
  };
}

/** The line that has the focus, if one has. */
function focusedRow(): string | undefined {
  const line = document.activeElement?.closest("[data-ticket]");
  return line instanceof HTMLElement ? line.dataset.ticket : undefined;
}
