/** What the console asks of canned responses. */
import type { CannedBody, CannedResponse } from "#protocol/http-canned";
import { type ApiOptions, call } from "./api.ts";
import { cannedAnswer, cannedList } from "./canned-answers.ts";
import { object } from "./decoder.ts";

const pathOf = (id: string) => `/api/v1/canned/${encodeURIComponent(id)}`;

/** The shop's and one's own. @throws ApiError, as all of these do */
export async function cannedResponses(api: ApiOptions): Promise<CannedResponse[]> {
  return (await call(api, { method: "GET", path: "/api/v1/canned", answer: cannedList })).items;
}

export async function createCanned(api: ApiOptions, body: CannedBody): Promise<CannedResponse> {
  return (await call(api, { method: "POST", path: "/api/v1/canned", body, answer: cannedAnswer })).canned;
}

/** @param before as it was shown; `conflict` if it has changed since */
export async function changeCanned(
  api: ApiOptions,
  before: CannedResponse,
  { code, texts }: CannedBody,
): Promise<CannedResponse> {
  const body = { code, texts, version: before.version };
  return (await call(api, { method: "PUT", path: pathOf(before.id), body, answer: cannedAnswer })).canned;
}

export async function deleteCanned(api: ApiOptions, { id, version }: CannedResponse): Promise<void> {
  await call(api, { method: "DELETE", path: `${pathOf(id)}?version=${version}`, answer: object({}) });
}
