/** What a customer's widget asks by HTTP. */
import type { ContentType, Locale } from "#protocol/constants";
import type { ConversationPage, CreatedConversation, WidgetSession } from "#protocol/http";
import type { ClosingAnswer, ConversationClosing } from "#protocol/vocabulary";
import { conversationPage, createdConversation, widgetSession } from "./answers.ts";
import { type ApiOptions, call } from "./api.ts";
import { conversation } from "./conversation-nouns.ts";
import { object } from "./decoder.ts";

export interface SessionRequest {
  readonly inboxId: string;
  readonly locale: Locale;
  /** The shop's word on who its customer is. */
  readonly identityToken?: string | undefined;
  /** The same in another form: the shop's own id of them, and proof that the shop has said it. */
  readonly identifier?: string | undefined;
  readonly identifierHash?: string | undefined;
  readonly name?: string | undefined;
  readonly email?: string | undefined;
}

/** Begins a session; with a token in `api`, renews that one for the same contact. @throws ApiError */
export function openSession(api: ApiOptions, body: SessionRequest): Promise<WidgetSession> {
  return call(api, { method: "POST", path: "/api/v1/widget/sessions", body, answer: widgetSession });
}

/** Begins a conversation by its first message; the same `clientId` again gives the same conversation. @throws ApiError */
export function beginConversation(
  api: ApiOptions,
  first: { readonly clientId: string; readonly contentType: ContentType; readonly content: string },
): Promise<CreatedConversation> {
  return call(api, { method: "POST", path: "/api/v1/widget/conversations", body: first, answer: createdConversation });
}

/** Says whether it is settled; the same `clientId` again changes nothing. @throws ApiError */
export async function confirmConversation(
  api: ApiOptions,
  conversationId: string,
  body: ClosingAnswer,
): Promise<ConversationClosing> {
  const path = `/api/v1/widget/conversations/${conversationId}/confirm`;
  const answer = await call(api, { method: "POST", path, body, answer: object({ conversation }) });
  return answer.conversation.closing ?? {};
}

/** The customer's conversations, the latest first. @throws ApiError */
export function ownConversations(api: ApiOptions, cursor?: string): Promise<ConversationPage> {
  const query = cursor === undefined ? "" : `?cursor=${encodeURIComponent(cursor)}`;
  return call(api, { method: "GET", path: `/api/v1/widget/conversations${query}`, answer: conversationPage });
}
