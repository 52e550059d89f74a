/** Changes of a ticket as they are asked for. */
import { api } from "#client/console/api.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import { changeTicket } from "#client/lib/ticket-api.ts";
import type { TicketWork } from "./use-ticket.ts";
import { changesOf, type WantedChange } from "./wanted-change.ts";

/**
 * The work that changes a ticket so.
 * @param seen as whoever asks saw it, if that may be older than what is shown by now
 */
export function changing(ticket: ShownTicket, change: WantedChange, seen?: ShownTicket): TicketWork {
  const task = (now: ShownTicket) => changeTicket(api, now, change);
  return Object.assign(task, { mine: changesOf(seen ?? ticket, change), ...(seen === undefined ? {} : { seen }) });
}
