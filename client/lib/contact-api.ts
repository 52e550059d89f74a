/** What the console asks about a customer. */
import type { ContactField, ContactProfile } from "#protocol/http-contacts";
import { type ApiOptions, call } from "./api.ts";
import { contactProfile, revealedField, revealedMessage } from "./contact-answers.ts";

/** @throws ApiError `not_found` if no conversation of theirs is in sight */
export function contactOf(api: ApiOptions, contactId: string): Promise<ContactProfile> {
  return call(api, {
    method: "GET",
    path: `/api/v1/contacts/${encodeURIComponent(contactId)}`,
    answer: contactProfile,
  });
}

/** A masked field in plain; the look is logged. @throws ApiError `rate_limited` after too many within an hour */
export async function showField(api: ApiOptions, contactId: string, field: ContactField): Promise<string> {
  const path = `/api/v1/contacts/${encodeURIComponent(contactId)}/reveal`;
  return (await call(api, { method: "POST", path, body: { field }, answer: revealedField })).text;
}

/** A masked message in plain; the look is logged. @throws ApiError `conflict` if it was recalled or changed meanwhile */
export async function showMessage(api: ApiOptions, conversationId: string, messageId: string): Promise<string> {
  const path = `/api/v1/conversations/${encodeURIComponent(conversationId)}/messages/${encodeURIComponent(messageId)}/reveal`;
  return (await call(api, { method: "POST", path, body: {}, answer: revealedMessage })).content;
}
