/** What the console asks about the agent's own numbers. */
import type { OwnNumbers } from "#protocol/http-own-day";
import { type ApiOptions, call } from "./api.ts";
import { type Decoder, object } from "./decoder.ts";
import { count } from "./nouns.ts";

export const ownNumbers: Decoder<OwnNumbers> = object(
  {
    ...{ conversations: count, messages: count, resolved: count, ticketsFinished: count, answers: count },
    ...{ quickAnswers: count, slaHit: count, slaMissed: count, onlineMs: count },
  },
  { firstResponseMedianMs: count },
);

/** @param zone whose day it is. @throws ApiError */
export function readOwnNumbers(api: ApiOptions, zone: string): Promise<OwnNumbers> {
  const query = new URLSearchParams({ zone });
  return call(api, { method: "GET", path: `/api/v1/me/today/numbers?${query}`, answer: ownNumbers });
}
