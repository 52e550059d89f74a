/** What the console asks of an agent's preferences. */
import type { KeptPreferences } from "#protocol/http-preferences";
import { type ApiOptions, call } from "./api.ts";
import { keptPreferences } from "./preferences-answers.ts";

const path = "/api/v1/me/preferences";

/** @throws ApiError */
export function readPreferences(api: ApiOptions): Promise<KeptPreferences> {
  return call(api, { method: "GET", path, answer: keptPreferences });
}

/** @param kept with the version that they were changed from @throws ApiError `conflict` if they have changed since */
export function changePreferences(api: ApiOptions, kept: KeptPreferences): Promise<KeptPreferences> {
  return call(api, { method: "PUT", path, body: kept, answer: keptPreferences });
}
