/** What an agent's console asks when it searches. */
import type { SearchPage } from "#protocol/http-search";
import { type ApiOptions, call } from "./api.ts";
import { searchPage } from "./search-answers.ts";

/** Conversations in which all of the words stand, the latest first; a page may be empty and go on. @throws ApiError */
export function search(api: ApiOptions, q: string, cursor?: string): Promise<SearchPage> {
  const body = { q, ...(cursor !== undefined && { cursor }) };
  return call(api, { method: "POST", path: "/api/v1/search", body, answer: searchPage });
}
