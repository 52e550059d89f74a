/** How much of somebody's capacity each kind of work takes, for those who may set it. */
import type { WeightSettings, WorkWeights } from "#protocol/http-work-weights";
import { type ApiOptions, call } from "./api.ts";
import { atLeast, type Decoder, integer, object, record } from "./decoder.ts";

const weight = atLeast(0);
const weights: Decoder<WorkWeights> = object({
  conversations: object({}, { phone: weight, chat: weight, email: weight }),
  tickets: record(weight),
});

/** A test holds it equal to the contract. */
export const workWeightsAnswer: Decoder<WeightSettings> = object({ weights, version: integer(0) });

const PATH = "/api/v1/admin/work-weights";

/** @throws ApiError, as all of these do */
export function readWorkWeights(api: ApiOptions): Promise<WeightSettings> {
  return call(api, { method: "GET", path: PATH, answer: workWeightsAnswer });
}

export function saveWorkWeights(api: ApiOptions, body: WeightSettings): Promise<WeightSettings> {
  return call(api, { method: "PUT", path: PATH, body, answer: workWeightsAnswer });
}
