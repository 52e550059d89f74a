/** Hand decoders of HTTP answers; `answers.test.ts` holds them equal to `#protocol/http`. */
import { ROLES } from "#protocol/constants";
import type {
  AgentSummary,
  ConversationPage,
  CreatedConversation,
  Me,
  MessagePage,
  TeamSummary,
  WidgetSession,
} from "#protocol/http";
import type { Conversation } from "#protocol/vocabulary";
import { array, boolean, type Decoder, object, oneOf, string } from "./decoder.ts";
import { conversation, conversationRow, count, id, message, presenceStatus, slug } from "./nouns.ts";

export const widgetSession: Decoder<WidgetSession> = object({ token: string, contactId: id, expiresAtMs: count });
export const createdConversation: Decoder<CreatedConversation> = object({ conversationId: id, message });
export const conversationPage: Decoder<ConversationPage> = object(
  { items: array(conversationRow) },
  { nextCursor: string },
);
export const messagePage: Decoder<MessagePage> = object({ items: array(message), hasMore: boolean });
export const conversationAnswer: Decoder<{ conversation: Conversation }> = object({ conversation });

const role = oneOf(...ROLES);
const person = { id: string, name: string, role, teamIds: array(slug) };
export const me: Decoder<Me> = object({ ...person, email: string, permissions: array(string) });
export const agentList: Decoder<{ items: AgentSummary[] }> = object({
  items: array(object({ ...person, status: presenceStatus })),
});
export const teamList: Decoder<{ items: TeamSummary[] }> = object({ items: array(object({ id: slug, name: string })) });
