/** Changes many tickets at once, says what came of each, and offers to take it back. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { changeTickets } from "#client/lib/ticket-desk-api.ts";
import { MAX_BULK_TICKETS } from "#protocol/constants";
import type { TicketRow } from "#protocol/http-tickets";
import { type BulkChange, inParts, outcomeOf, type Refused, undoOf } from "./bulk.ts";

interface Wanted {
  readonly rows: readonly TicketRow[];
  readonly change: BulkChange;
}

export function useBulk() {
  const { t } = useWordsOf(ticketDeskWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [refused, setRefused] = useState<readonly Refused[]>();
  const undoing = useMutation({
    mutationFn: async ({ rows, change }: Wanted) => {
      const items = [];
      for (const undo of undoOf(rows, change))
        for (const part of inParts(undo.tickets, MAX_BULK_TICKETS))
          items.push(...(await changeTickets(api, part, undo.change)));
      return outcomeOf(rows, items);
    },
    onSuccess: (outcome) => {
      if (outcome.refused.length > 0) setRefused(outcome.refused);
    },
    onError: () => notify.problem(t("ticketDesk.bulk.failed")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  const bulk = useMutation({
    mutationFn: async ({ rows, change }: Wanted) => {
      const items = [];
      for (const part of inParts(rows, MAX_BULK_TICKETS)) items.push(...(await changeTickets(api, part, change)));
      return outcomeOf(rows, items);
    },
    onSuccess: (outcome, { change }) => {
      const { done } = outcome;
      const undoable = done.filter((row) => undoOf([row], change).length > 0);
      const undo = undoable.length === 0 ? undefined : () => undoing.mutate({ rows: undoable, change });
      if (done.length > 0) notify.done(t("ticketDesk.bulk.done", { count: done.length }), undo);
      if (outcome.refused.length > 0) setRefused(outcome.refused);
    },
    onError: () => notify.problem(t("ticketDesk.bulk.failed")),
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  return { bulk, refused, forgetRefused: () => setRefused(undefined) };
}
