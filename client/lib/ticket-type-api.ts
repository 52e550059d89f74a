/** What the console asks about the shop's own types of tickets. */
import type { TicketType, TicketTypeContent } from "#protocol/http-ticket-types";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { ticketTypeAnswer, ticketTypeList } from "./ticket-type-answers.ts";

const PATH = "/api/v1/ticket-types";

/** @throws ApiError */
export async function ticketTypes(api: ApiOptions): Promise<TicketType[]> {
  return (await call(api, { method: "GET", path: PATH, answer: ticketTypeList })).items;
}

/** @throws ApiError `conflict` with the reason `name_taken` or `too_many` */
export async function createTicketType(api: ApiOptions, content: TicketTypeContent): Promise<TicketType> {
  return (await call(api, { method: "POST", path: PATH, body: content, answer: ticketTypeAnswer })).type;
}

/** At the version that was seen. @throws ApiError `conflict` if somebody was faster, or has the name */
export async function changeTicketType(
  api: ApiOptions,
  { id, version }: TicketType,
  content: TicketTypeContent,
): Promise<TicketType> {
  const body = { ...content, version };
  return (await call(api, { method: "PUT", path: pathOf(id), body, answer: ticketTypeAnswer })).type;
}

/** At the version that was seen. @throws ApiError `conflict` with the reason `in_use` while a ticket has it */
export async function deleteTicketType(api: ApiOptions, { id, version }: TicketType): Promise<void> {
  await call(api, { method: "DELETE", path: `${pathOf(id)}?version=${version}`, answer: object({}) });
}

function pathOf(id: string): string {
  return `${PATH}/${encodeURIComponent(id)}`;
}
