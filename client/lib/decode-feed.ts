/** Decodes what an agent's feed sends; apart from `decode.ts`, so that the widget does not carry it. */
import type { FeedServerFrame } from "#protocol/frames";
import { array, attemptJson, type Decoder, object, tagged } from "./decoder.ts";
import { conversationRow, count, errorFields, feedRow, id, presenceStatus } from "./nouns.ts";

const workload = { status: presenceStatus, capacity: count, load: count };

const feedFrame: Decoder<FeedServerFrame> = tagged({
  "feed.snapshot": object({ ...workload, rows: array(conversationRow) }),
  "conversation.updated": feedRow,
  "conversation.removed": object({ conversationId: id }),
  presence: object(workload),
  error: errorFields,
});

/** A frame of the agent's feed, or `undefined` for text that is none. */
export function decodeFeedFrame(text: string): FeedServerFrame | undefined {
  return attemptJson(feedFrame, text);
}
