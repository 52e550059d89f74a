/** Hand decoders of the HTTP answers that a customer gets; `answers.test.ts` holds them equal to `#protocol/http`. */
import type { ConversationPage, CreatedConversation, MessagePage, WidgetSession } from "#protocol/http";
import { array, boolean, type Decoder, object, string } from "./decoder.ts";
import { conversationRow, count, id, message } from "./nouns.ts";

export const widgetSession: Decoder<WidgetSession> = object({ token: string, contactId: id, expiresAtMs: count });
export const createdConversation: Decoder<CreatedConversation> = object({ conversationId: id, message });
export const conversationPage: Decoder<ConversationPage> = object(
  { items: array(conversationRow) },
  { nextCursor: string },
);
export const messagePage: Decoder<MessagePage> = object({ items: array(message), hasMore: boolean });
