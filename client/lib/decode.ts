/** Decodes what a conversation's socket sends, without zod; `decode.test.ts` holds this equal to `#protocol/frames`. */
import type { ConversationServerFrame } from "#protocol/frames";
import { conversation, message } from "./conversation-nouns.ts";
import { attemptJson, boolean, type Decoder, integer, object, oneOf, string, tagged } from "./decoder.ts";
import { actor, count, errorFields, presenceStatus } from "./nouns.ts";

const messageFrame = object({ seq: count, message });
const receipt = object({ seq: count, by: actor });

const waitRange = object({ fromMinutes: count, toMinutes: integer(1) });

const conversationFrame: Decoder<ConversationServerFrame> = tagged({
  "message.created": messageFrame,
  "message.updated": messageFrame,
  delivered: receipt,
  read: receipt,
  typing: object({ by: actor }, { draft: string }),
  "conversation.updated": object({ seq: count, conversation }),
  presence: object({ by: actor, status: presenceStatus }),
  "queue.position": object({ position: integer(1) }, { full: oneOf(true), wait: waitRange }),
  "sync.done": object({ seq: count, hasMore: boolean }),
  error: errorFields,
});

/** A frame of a conversation's socket, or `undefined` for text that is none. */
export function decodeConversationFrame(text: string): ConversationServerFrame | undefined {
  return attemptJson(conversationFrame, text);
}
