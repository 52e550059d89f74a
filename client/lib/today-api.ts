/** What the console asks about the agent's own day. */
import type { Today, TodayFilters } from "#protocol/http-today";
import { type ApiOptions, call } from "./api.ts";
import { today } from "./today-answers.ts";

const PATH = "/api/v1/me/today";

/** @param zone whose day it is. @throws ApiError */
export function readToday(api: ApiOptions, filters: TodayFilters, zone: string): Promise<Today> {
  const query = new URLSearchParams({ zone });
  for (const [name, value] of Object.entries(filters)) if (value !== undefined) query.set(name, value);
  return call(api, { method: "GET", path: `${PATH}?${query}`, answer: today });
}
