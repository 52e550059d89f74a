/** Which types of tickets customers are offered. */
import type { OfferedTypes } from "#protocol/http-widget-tickets";
import { type ApiOptions, call } from "./api.ts";
import { array, boolean, type Decoder, object, string } from "./decoder.ts";
import { slug } from "./nouns.ts";

const PATH = "/api/v1/offered-ticket-types";
export const offeredTypes: Decoder<OfferedTypes> = object({
  items: array(object({ id: slug, offered: boolean }, { name: string })),
});

/** All types, each with whether customers may choose it. @throws ApiError */
export async function offeredTicketTypes(api: ApiOptions): Promise<OfferedTypes["items"]> {
  return (await call(api, { method: "GET", path: PATH, answer: offeredTypes })).items;
}

/** @throws ApiError `not_found` for one that was deleted */
export async function offerTicketType(api: ApiOptions, id: string, offered: boolean): Promise<void> {
  const path = `${PATH}/${encodeURIComponent(id)}`;
  await call(api, { method: "PUT", path, body: { offered }, answer: object({}) });
}
