/** What the console asks about tickets besides their own facts: followers, merging, splitting, many at once. */
import type { TicketSplitBody } from "#protocol/http-ticket-desk";
import type { TicketBulkAnswer, TicketRow } from "#protocol/http-tickets";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, object, string } from "./decoder.ts";
import { type ShownTicket, ticketAnswer } from "./ticket-answers.ts";

const PATH = "/api/v1/tickets";
const nothing = object({});
export const ticketBulkAnswer: Decoder<TicketBulkAnswer> = object({
  items: array(object({ id: string, done: boolean }, { reason: string })),
});

/** @throws ApiError `conflict` for a colleague who does not see the ticket */
export async function setFollower(api: ApiOptions, id: string, agentId: string, follows: boolean): Promise<void> {
  const path = `${pathOf(id)}/followers/${encodeURIComponent(agentId)}`;
  if (follows) await call(api, { method: "PUT", path, body: {}, answer: nothing });
  else await call(api, { method: "DELETE", path, answer: nothing });
}

/** The same clientId never makes a second one. @throws ApiError */
export async function splitTicket(api: ApiOptions, id: string, body: TicketSplitBody): Promise<ShownTicket> {
  return (await call(api, { method: "POST", path: `${pathOf(id)}/split`, body, answer: ticketAnswer })).ticket;
}

/** Closes it in favour of another one. @throws ApiError `conflict` with `not_mergeable`, `subs_unfinished`, `wrong_status` */
export async function mergeTicket(
  api: ApiOptions,
  { id, version }: Pick<ShownTicket, "id" | "version">,
  into: { readonly intoId: string; readonly reason?: string },
): Promise<void> {
  await call(api, { method: "POST", path: `${pathOf(id)}/merge`, body: { version, ...into }, answer: nothing });
}

/** Each at the version that was seen, each by itself: some may be done and others refused. @throws ApiError */
export async function changeTickets(
  api: ApiOptions,
  tickets: readonly Pick<TicketRow, "id" | "version">[],
  change: object,
): Promise<TicketBulkAnswer["items"]> {
  const body = { tickets: tickets.map(({ id, version }) => ({ id, version })), change };
  return (await call(api, { method: "POST", path: `${PATH}/bulk`, body, answer: ticketBulkAnswer })).items;
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
