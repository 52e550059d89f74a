/** What the console asks about tickets. */
import type { TicketView } from "#protocol/constants";
import type { TicketCounts, TicketEntryPage, TicketFilters, TicketPage } from "#protocol/http-tickets";
import type { SupportTier } from "#protocol/support-tiers";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { type ShownTicket, ticketAnswer, ticketCounts, ticketEntryPage, ticketPage } from "./ticket-answers.ts";

const PATH = "/api/v1/tickets";

/** @param cursor of the page before. @throws ApiError */
export function listTickets(
  api: ApiOptions,
  view: TicketView,
  filters: TicketFilters,
  cursor?: string,
): Promise<TicketPage> {
  const query = new URLSearchParams({ view });
  // Without it there is no day that anything has to be due in.
  if (filters.due !== undefined) query.set("zone", new Intl.DateTimeFormat().resolvedOptions().timeZone);
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, String(value));
  if (cursor !== undefined) query.set("cursor", cursor);
  return call(api, { method: "GET", path: `${PATH}?${query}`, answer: ticketPage });
}

/** @throws ApiError */
export function countTickets(api: ApiOptions): Promise<TicketCounts> {
  return call(api, { method: "GET", path: `${PATH}/counts`, answer: ticketCounts });
}

/** @throws ApiError */
export async function readTicket(api: ApiOptions, id: string): Promise<ShownTicket> {
  return (await call(api, { method: "GET", path: pathOf(id), answer: ticketAnswer })).ticket;
}

/** @param afterVersion only what changed since. @throws ApiError */
export function ticketEntries(
  api: ApiOptions,
  id: string,
  wanted: { readonly cursor?: string | undefined; readonly afterVersion?: number } = {},
): Promise<TicketEntryPage> {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(wanted)) if (value !== undefined) query.set(name, String(value));
  return call(api, { method: "GET", path: `${pathOf(id)}/entries?${query}`, answer: ticketEntryPage });
}

/** @throws ApiError */
export async function createTicket(api: ApiOptions, body: object): Promise<ShownTicket> {
  return (await call(api, { method: "POST", path: PATH, body, answer: ticketAnswer })).ticket;
}

/** At the version that was seen. @throws ApiError `conflict` with the reason `changed_meanwhile` if there is another */
export async function changeTicket(
  api: ApiOptions,
  { id, version }: Pick<ShownTicket, "id" | "version">,
  change: object,
): Promise<ShownTicket> {
  const body = { version, ...change };
  return (await call(api, { method: "PUT", path: pathOf(id), body, answer: ticketAnswer })).ticket;
}

/** At the version that was seen. @throws ApiError */
export async function transferTicket(
  api: ApiOptions,
  { id, version }: Pick<ShownTicket, "id" | "version">,
  to: {
    readonly teamId?: string;
    readonly assigneeId?: string;
    readonly supportTier?: SupportTier;
    readonly reason: string;
  },
): Promise<ShownTicket> {
  const body = { version, ...to };
  return (await call(api, { method: "POST", path: `${pathOf(id)}/transfer`, body, answer: ticketAnswer })).ticket;
}

/** @throws ApiError */
export async function noteTicket(
  api: ApiOptions,
  id: string,
  note: {
    readonly clientId: string;
    readonly text: string;
    readonly mentions: readonly string[];
    /** Joins the ticket with the note. */
    readonly conversationId?: string | undefined;
  },
): Promise<void> {
  await call(api, { method: "POST", path: `${pathOf(id)}/notes`, body: note, answer: object({}) });
}

/** @throws ApiError */
export async function followTicket(api: ApiOptions, id: string, follow: boolean): Promise<void> {
  const path = `${pathOf(id)}/follow`;
  if (follow) await call(api, { method: "PUT", path, body: {}, answer: object({}) });
  else await call(api, { method: "DELETE", path, answer: object({}) });
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
