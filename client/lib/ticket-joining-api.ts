/** What the console asks about tickets that may be about the same. */
import type { SameTrouble } from "#protocol/http-ticket-joining";
import { type ApiOptions, call } from "./api.ts";
import { array, type Decoder, integer, object, string } from "./decoder.ts";
import { id } from "./nouns.ts";
import type { ShownTicket } from "./ticket-answers.ts";
import { ticketAnswer } from "./ticket-answers.ts";

const PATH = "/api/v1/tickets";
const version = integer(1);
export const sameTroubleAnswer: Decoder<SameTrouble> = object({
  items: array(object({ id, number: version, version, orderIds: array(id) }, { subject: string })),
});

/** Of what is about to be made of a conversation. @throws ApiError */
export function findSameTrouble(
  api: ApiOptions,
  body: {
    readonly conversationId: string;
    readonly type: string;
    readonly subject: string;
    readonly orderIds: readonly string[];
  },
): Promise<SameTrouble> {
  return call(api, { method: "POST", path: `${PATH}/same-trouble`, body, answer: sameTroubleAnswer });
}

/** @throws ApiError */
export function sameTroubleAs(api: ApiOptions, ticketId: string): Promise<SameTrouble> {
  const path = `${PATH}/${encodeURIComponent(ticketId)}/same-trouble`;
  return call(api, { method: "GET", path, answer: sameTroubleAnswer });
}

/** At the version that was seen. @throws ApiError `conflict`, `not_found` if it is no longer there */
export async function unlinkConversation(
  api: ApiOptions,
  { id: of, version: seen }: Pick<ShownTicket, "id" | "version">,
  conversationId: string,
): Promise<void> {
  const path = `${PATH}/${encodeURIComponent(of)}/conversations/${encodeURIComponent(conversationId)}?version=${seen}`;
  await call(api, { method: "DELETE", path, answer: ticketAnswer });
}

/** Closes it in favour of the other. @throws ApiError */
export async function joinInto(
  api: ApiOptions,
  ticket: Pick<ShownTicket, "id" | "version">,
  intoId: string,
): Promise<ShownTicket> {
  const body = { version: ticket.version, intoId };
  const path = `${PATH}/${encodeURIComponent(ticket.id)}/merge`;
  return (await call(api, { method: "POST", path, body, answer: ticketAnswer })).ticket;
}
