/** Hand decoders of the HTTP answers that a customer gets; `answers.test.ts` holds them equal to `#protocol/http`. */
import type { ConversationPage, CreatedConversation, MessagePage, WidgetSession } from "#protocol/http";
import { conversationRow, message } from "./conversation-nouns.ts";
import { array, boolean, type Decoder, object, string } from "./decoder.ts";
import { count, id } from "./nouns.ts";

export const widgetSession: Decoder<WidgetSession> = /* @__PURE__ */ object({
  token: string,
  contactId: id,
  expiresAtMs: count,
});
export const createdConversation: Decoder<CreatedConversation> = /* @__PURE__ */ object({
  conversationId: id,
  message,
});
export const conversationPage: Decoder<ConversationPage> = /* @__PURE__ */ object(
  { items: /* @__PURE__ */ array(conversationRow) },
  { nextCursor: string },
);
export const messagePage: Decoder<MessagePage> = /* @__PURE__ */ object({
  items: /* @__PURE__ */ array(message),
  hasMore: boolean,
});
