/** The lists of the inbox: how many they hold, what they are narrowed to, and the views that an agent keeps. */
import type { InboxNames, ListCounts, SavedView, SavedViewBody } from "#protocol/http-views";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { inboxNames, listCounts, savedView, savedViewList } from "./views-answers.ts";

const nothing = object({});

/** @throws ApiError, as all of these do */
export function countLists(api: ApiOptions): Promise<ListCounts> {
  return call(api, { method: "GET", path: "/api/v1/conversations/counts", answer: listCounts });
}

/** Inboxes whose conversations the reader sees. */
export async function inboxNamesOf(api: ApiOptions): Promise<InboxNames["items"]> {
  return (await call(api, { method: "GET", path: "/api/v1/inboxes", answer: inboxNames })).items;
}

export async function savedViews(api: ApiOptions): Promise<SavedView[]> {
  return (await call(api, { method: "GET", path: "/api/v1/me/views", answer: savedViewList })).items;
}

/** @throws ApiError `conflict` if there are as many as there may be */
export function createSavedView(api: ApiOptions, body: SavedViewBody): Promise<SavedView> {
  return call(api, { method: "POST", path: "/api/v1/me/views", body, answer: savedView });
}

export function changeSavedView(api: ApiOptions, id: string, body: SavedViewBody): Promise<SavedView> {
  return call(api, { method: "PUT", path: `/api/v1/me/views/${id}`, body, answer: savedView });
}

export async function deleteSavedView(api: ApiOptions, id: string): Promise<void> {
  await call(api, { method: "DELETE", path: `/api/v1/me/views/${id}`, answer: nothing });
}

/** @returns all of them in their new order */
export async function orderSavedViews(api: ApiOptions, ids: readonly string[]): Promise<SavedView[]> {
  return (await call(api, { method: "PUT", path: "/api/v1/me/view-order", body: { ids }, answer: savedViewList }))
    .items;
}
