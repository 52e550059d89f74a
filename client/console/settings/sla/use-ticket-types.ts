/** The types of tickets that the shop made, by name. */
import { queryOptions } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { call } from "#client/lib/api.ts";
import { array, object, string } from "#client/lib/decoder.ts";
import { slug } from "#client/lib/nouns.ts";

const names = object({ items: array(object({ id: slug, name: string })) });

export const ticketTypeNamesQuery = queryOptions({
  queryKey: ["sla", "ticket-types"],
  queryFn: async () => (await call(api, { method: "GET", path: "/api/v1/ticket-types", answer: names })).items,
});
