/** Decodes the frames that a server sends, without zod; `decode.test.ts` holds this equal to `#protocol/frames`. */
import type { ConversationServerFrame, FeedServerFrame } from "#protocol/frames";
import { array, attemptJson, boolean, type Decoder, integer, object, string, tagged } from "./decoder.ts";
import {
  actor,
  clientId,
  conversation,
  conversationRow,
  count,
  errorCode,
  feedRow,
  id,
  message,
  presenceStatus,
} from "./nouns.ts";

const messageFrame = object({ seq: count, message });
const receipt = object({ seq: count, by: actor });
const error = object({ code: errorCode, message: string }, { clientId });

const conversationFrame: Decoder<ConversationServerFrame> = tagged({
  "message.created": messageFrame,
  "message.updated": messageFrame,
  delivered: receipt,
  read: receipt,
  typing: object({ by: actor }, { draft: string }),
  "conversation.updated": object({ seq: count, conversation }),
  presence: object({ by: actor, status: presenceStatus }),
  "queue.position": object({ position: integer(1) }),
  "sync.done": object({ seq: count, hasMore: boolean }),
  error,
});

const workload = { status: presenceStatus, capacity: count, load: count };

const feedFrame: Decoder<FeedServerFrame> = tagged({
  "feed.snapshot": object({ ...workload, rows: array(conversationRow) }),
  "conversation.updated": feedRow,
  "conversation.removed": object({ conversationId: id }),
  presence: object(workload),
  error,
});

/** A frame of a conversation's socket, or `undefined` for text that is none. */
export function decodeConversationFrame(text: string): ConversationServerFrame | undefined {
  return attemptJson(conversationFrame, text);
}

/** A frame of the agent's feed, or `undefined` for text that is none. */
export function decodeFeedFrame(text: string): FeedServerFrame | undefined {
  return attemptJson(feedFrame, text);
}
