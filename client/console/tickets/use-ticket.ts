/** What the console knows of tickets, and how it changes them. */
import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketWords } from "#client/i18n/console-tickets.ts";
import { ApiError } from "#client/lib/api.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { countTickets, listTickets, readTicket, ticketEntries } from "#client/lib/ticket-api.ts";
import type { TicketView } from "#protocol/constants";
import type { TicketEntry, TicketFilters } from "#protocol/http-tickets";

/** Tickets change minutes apart: whoever looks at one sees a colleague's change about so soon. */
const FRESH_EVERY_MS = 10_000;

export function useTicketList(view: TicketView, filters: TicketFilters) {
  return useInfiniteQuery({
    queryKey: ["tickets", "list", view, filters],
    queryFn: ({ pageParam }) => listTickets(api, view, filters, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: FRESH_EVERY_MS,
  });
}

export function useTicketCounts() {
  return useQuery({
    queryKey: ["tickets", "counts"],
    queryFn: () => countTickets(api),
    refetchInterval: FRESH_EVERY_MS,
  }).data;
}

export function useTicket(id: string) {
  return useQuery({
    queryKey: ["tickets", "one", id],
    queryFn: () => readTicket(api, id),
    refetchInterval: FRESH_EVERY_MS,
    retry: false,
  });
}

export function useTimeLine(id: string) {
  return useInfiniteQuery({
    queryKey: ["tickets", "entries", id],
    queryFn: ({ pageParam }) => ticketEntries(api, id, { cursor: pageParam }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    refetchInterval: FRESH_EVERY_MS,
  });
}

export type TicketWork = (ticket: ShownTicket) => Promise<unknown>;

/**
 * Does something with a ticket, as it was seen. If somebody else was faster nothing is changed, and what they changed is
 * kept to be shown.
 */
export function useTicketWork(ticket: ShownTicket) {
  const { t } = useWordsOf(ticketWords);
  const queries = useQueryClient();
  const notify = useNotify();
  const [missed, setMissed] = useState<readonly TicketEntry[]>();
  const [isHeldBySubs, setHeldBySubs] = useState(false);
  const work = useMutation({
    mutationFn: (task: TicketWork) => task(ticket),
    onError: async (error) => {
      const reason = error instanceof ApiError ? error.reason : undefined;
      if (reason === "changed_meanwhile") {
        const { items } = await ticketEntries(api, ticket.id, { afterVersion: ticket.version });
        setMissed(items);
      } else if (reason === "subs_unfinished") setHeldBySubs(true);
      else if (reason === "wrong_status") notify.problem(t("ticket.refusedStatus"));
      else if (reason === "agent_out_of_scope") notify.problem(t("ticket.refusedPerson"));
      else notify.problem(t("ticket.refused"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  return {
    work,
    missed,
    forgetMissed: () => setMissed(undefined),
    isHeldBySubs,
    forgetHeld: () => setHeldBySubs(false),
  };
}
