/** The shop's own types of tickets, for wherever a ticket has only the id of one. */
import { queryOptions, useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { ticketTypes } from "#client/lib/ticket-type-api.ts";
import type { TicketFieldDefinition, TicketType } from "#protocol/http-ticket-types";

const STALE_AFTER_MS = 60_000;

export const ticketTypesQuery = queryOptions({
  queryKey: ["ticket-types"],
  queryFn: () => ticketTypes(api),
  staleTime: STALE_AFTER_MS,
});

const NONE: readonly TicketType[] = [];
const NO_FIELDS: readonly TicketFieldDefinition[] = [];

export function useTicketTypes(): readonly TicketType[] {
  const mayRead = useMay("ticket.read");
  return useQuery({ ...ticketTypesQuery, enabled: mayRead }).data ?? NONE;
}

/** @returns none for a built-in type, and for one that is not known (any more) */
export function fieldsOf(types: readonly TicketType[], type: string): readonly TicketFieldDefinition[] {
  return types.find(({ id }) => id === type)?.fields ?? NO_FIELDS;
}
