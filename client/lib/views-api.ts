/** The lists of the inbox: how many they hold, what they are narrowed to, and the views that an agent keeps. */
import type { ViewSubject } from "#protocol/constants";
import type {
  ConversationSavedView,
  InboxNames,
  ListCounts,
  SavedViewBody,
  TicketSavedView,
} from "#protocol/http-views";
import { type ApiOptions, call } from "./api.ts";
import { object } from "./decoder.ts";
import { ticketViewList } from "./ticket-views-answers.ts";
import { conversationViewList, inboxNames, listCounts } from "./views-answers.ts";

const PATH = "/api/v1/me/views";
const nothing = object({});

/** @throws ApiError, as all of these do */
export function countLists(api: ApiOptions): Promise<ListCounts> {
  return call(api, { method: "GET", path: "/api/v1/conversations/counts", answer: listCounts });
}

/** Inboxes whose conversations the reader sees. */
export async function inboxNamesOf(api: ApiOptions): Promise<InboxNames["items"]> {
  return (await call(api, { method: "GET", path: "/api/v1/inboxes", answer: inboxNames })).items;
}

export async function savedViews(api: ApiOptions): Promise<ConversationSavedView[]> {
  return (await call(api, { method: "GET", path: PATH, answer: conversationViewList })).items;
}

/** As {@link savedViews}, of tickets. */
export async function savedTicketViews(api: ApiOptions): Promise<TicketSavedView[]> {
  return (await call(api, { method: "GET", path: `${PATH}?subject=tickets`, answer: ticketViewList })).items;
}

/** @throws ApiError `conflict` if there are as many as there may be */
export async function createSavedView(api: ApiOptions, body: SavedViewBody): Promise<void> {
  await call(api, { method: "POST", path: PATH, body, answer: nothing });
}

export async function changeSavedView(api: ApiOptions, id: string, body: SavedViewBody): Promise<void> {
  await call(api, { method: "PUT", path: `${PATH}/${id}`, body, answer: nothing });
}

export async function deleteSavedView(api: ApiOptions, id: string): Promise<void> {
  await call(api, { method: "DELETE", path: `${PATH}/${id}`, answer: nothing });
}

export async function orderSavedViews(api: ApiOptions, subject: ViewSubject, ids: readonly string[]): Promise<void> {
  const path = `/api/v1/me/view-order?subject=${subject}`;
  await call(api, { method: "PUT", path, body: { ids }, answer: nothing });
}
