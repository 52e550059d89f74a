/** Types of tickets as their page changes them. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isNameTaken } from "#client/console/labels/refusal.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { ticketTypesQuery } from "#client/console/tickets/use-types.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketTypesWords } from "#client/i18n/console-ticket-types.ts";
import { ApiError } from "#client/lib/api.ts";
import { changeTicketType, createTicketType, deleteTicketType } from "#client/lib/ticket-type-api.ts";
import type { TicketType, TicketTypeContent } from "#protocol/http-ticket-types";

/** @param type the one that is changed; absent: a new one */
export function useSaveType(type: TicketType | undefined) {
  return useChange(type === undefined ? "ticketTypes.done.created" : "ticketTypes.done.changed", {
    change: (content: TicketTypeContent) =>
      type === undefined ? createTicketType(api, content) : changeTicketType(api, type, content),
    nameOf: ({ name }) => name,
  });
}

export function useDeleteType() {
  return useChange("ticketTypes.done.deleted", {
    change: (type: TicketType) => deleteTicketType(api, type),
    nameOf: ({ name }) => name,
  });
}

type Done = "ticketTypes.done.created" | "ticketTypes.done.changed" | "ticketTypes.done.deleted";

interface Way<Wanted> {
  readonly change: (wanted: Wanted) => Promise<unknown>;
  readonly nameOf: (wanted: Wanted) => string;
}

function useChange<Wanted>(done: Done, { change, nameOf }: Way<Wanted>) {
  const { t } = useWordsOf(ticketTypesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify.done(t(done)),
    onError: (error, wanted) => {
      // What is wrong with a name stands at its field.
      if (isSignedOut(error) || isNameTaken(error)) return;
      const reason = error instanceof ApiError ? error.reason : undefined;
      if (reason === "in_use") notify.problem(t("ticketTypes.refused.inUse", { name: nameOf(wanted) }));
      else if (reason === "changed_meanwhile") notify.problem(t("ticketTypes.refused.changed"));
      else if (reason === "too_many") notify.problem(t("ticketTypes.refused.tooMany"));
      else notify.problem(t("ticketTypes.refused.other"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ticketTypesQuery.queryKey }),
  });
}
