/** What an agent's console knows from its feed: a value, and the function that makes the next one from a frame. */
import type { PresenceStatus } from "#protocol/constants";
import type { FeedServerFrame } from "#protocol/frames";
import type { ConversationRow } from "#protocol/vocabulary";

export interface FeedLog {
  readonly status: PresenceStatus;
  /** How many conversations the agent takes at once, and how many they have. */
  readonly capacity: number;
  readonly load: number;
  /** The agent's own work and, by patches, what the subscribed views have shown since the last snapshot. */
  readonly rows: ReadonlyMap<string, ConversationRow>;
  /** False until the first snapshot. */
  readonly known: boolean;
}

export const EMPTY_FEED: FeedLog = { status: "offline", capacity: 0, load: 0, rows: new Map(), known: false };

/** Takes in one frame. */
export function applyFeedFrame(feed: FeedLog, frame: FeedServerFrame): FeedLog {
  switch (frame.type) {
    case "feed.snapshot": {
      const { status, capacity, load } = frame;
      return {
        status,
        capacity,
        load,
        rows: new Map(frame.rows.map((row) => [row.conversation.id, row])),
        known: true,
      };
    }
    case "conversation.updated": {
      const { type: _, conversationId, ...row } = frame;
      const newest = newerRow(feed.rows.get(conversationId), row);
      return { ...feed, rows: new Map(feed.rows).set(conversationId, newest) };
    }
    case "conversation.removed": {
      const rows = new Map(feed.rows);
      rows.delete(frame.conversationId);
      return { ...feed, rows };
    }
    case "presence": {
      const { status, capacity, load } = frame;
      return { ...feed, status, capacity, load };
    }
    case "error":
      return feed;
  }
}

/** Of two versions of a row the one that knows more: patches of two senders may cross. A tie goes to `next`. */
export function newerRow(known: ConversationRow | undefined, next: ConversationRow): ConversationRow {
  if (!known) return next;
  const [a, b] = [known.conversation, next.conversation];
  return a.epoch > b.epoch || (a.epoch === b.epoch && a.lastSeq > b.lastSeq) ? known : next;
}
