/** What a customer's widget asks of requests. */
import type { WidgetTicket, WidgetTicketForm, WidgetTicketPage } from "#protocol/http-widget-tickets";
import { type ApiOptions, call } from "./api.ts";
import { requestAnswer, requestForm, requestPage, requestTypes } from "./request-answers.ts";

const PATH = "/api/v1/widget/tickets";

/** For somebody whom nobody knows yet; it makes no contact of them. @throws ApiError */
export async function formForAnybody(api: ApiOptions): Promise<WidgetTicketForm> {
  const answer = await call(api, { method: "GET", path: "/api/v1/widget/ticket-types", answer: requestTypes });
  return { ...answer, asksEmail: true, orderNumbers: [] };
}

/** @throws ApiError */
export function formForCustomer(api: ApiOptions): Promise<WidgetTicketForm> {
  return call(api, { method: "GET", path: "/api/v1/widget/ticket-form", answer: requestForm });
}

/** @throws ApiError */
export function ownRequests(api: ApiOptions, cursor?: string): Promise<WidgetTicketPage> {
  const query = cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`;
  return call(api, { method: "GET", path: PATH + query, answer: requestPage });
}

/** The same `clientId` again gives the same request. @throws ApiError */
export async function sendRequest(api: ApiOptions, body: object): Promise<WidgetTicket> {
  return (await call(api, { method: "POST", path: PATH, body, answer: requestAnswer })).ticket;
}
