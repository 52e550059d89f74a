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
import type { FieldChange, TicketEntry, TicketFilters } from "#protocol/http-tickets";

const NOTHING: readonly FieldChange[] = [];

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

export type TicketWork = ((ticket: ShownTicket) => Promise<unknown>) & {
  /** What it would change, to be shown beside what somebody else did. */
  readonly mine?: readonly FieldChange[];
  /** As whoever does it saw the ticket; absent: as it is shown now. */
  readonly seen?: ShownTicket;
};

/** What a ticket is not finished before, unless somebody says why. */
export type HeldBy = "subs_unfinished" | "refund_undecided";

interface Conflict {
  readonly task: TicketWork;
  /** What others changed since. */
  readonly missed: readonly TicketEntry[];
}

/**
 * Does something with a ticket, as it was seen. If somebody else was faster nothing is changed, and what they changed is
 * kept to be shown beside one's own; that can then be done with the ticket as it is now, or left.
 */
export function useTicketWork(ticket: ShownTicket) {
  const { t } = useWordsOf(ticketWords);
  const queries = useQueryClient();
  const notify = useNotify();
  const [conflict, setConflict] = useState<Conflict>();
  /** How many times a conflict came to its end: forms that led to one begin anew. */
  const [resolutions, setResolutions] = useState(0);
  const [heldBy, setHeldBy] = useState<HeldBy>();
  const work = useMutation({
    mutationFn: (task: TicketWork) => task(task.seen ?? ticket),
    onError: async (error, task) => {
      const reason = error instanceof ApiError ? error.reason : undefined;
      if (reason === "changed_meanwhile") {
        const { version } = task.seen ?? ticket;
        const { items } = await ticketEntries(api, ticket.id, { afterVersion: version });
        setConflict({ task, missed: items });
      } else if (reason === "subs_unfinished" || reason === "refund_undecided") setHeldBy(reason);
      else if (reason === "wrong_status") notify.problem(t("ticket.refusedStatus"));
      else if (reason === "fields_missing") notify.problem(t("ticket.refusedFields"));
      else if (reason === "not_mergeable") notify.problem(t("ticket.refusedMerge"));
      else if (reason === "tier_unserved") notify.problem(t("ticket.refusedTier"));
      else if (reason === "agent_out_of_scope") notify.problem(t("ticket.refusedPerson"));
      else notify.problem(t("ticket.refused"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["tickets"] }),
  });
  const end = () => {
    setConflict(undefined);
    setResolutions((count) => count + 1);
  };
  const takingOver = useMutation({
    mutationFn: () => readTicket(api, ticket.id),
    onSuccess: (seen) => {
      const task = conflict?.task;
      end();
      if (task !== undefined) work.mutate(Object.assign((now: ShownTicket) => task(now), { ...task, seen }));
    },
    onError: () => notify.problem(t("ticket.refused")),
  });
  return {
    work,
    missed: conflict?.missed,
    mine: conflict?.task.mine ?? NOTHING,
    forgetMissed: end,
    takeOver: () => takingOver.mutate(),
    isTakingOver: takingOver.isPending,
    resolutions,
    heldBy,
    forgetHeld: () => setHeldBy(undefined),
  };
}
