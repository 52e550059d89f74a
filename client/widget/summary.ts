/** A conversation as one line of the widget's home. */
import type { Actor, ConversationRow } from "#protocol/vocabulary";

export interface Summary {
  /** What {@link Desk.show} takes. */
  readonly key: string;
  /** Who answers, or answered last. */
  readonly by?: Actor;
  /** The last thing said; absent when it was recalled or is not known. */
  readonly text?: string;
  /** The customer said it. */
  readonly own: boolean;
  readonly atMs: number;
  readonly unread: number;
  readonly resolved: boolean;
  /** Something of it is still to be sent. */
  readonly unsent: boolean;
}

/** From the list that the server gave. */
export function summaryOfRow(row: ConversationRow): Summary {
  const { preview, unread, lastActivityAt, conversation } = row;
  const own = preview?.sender.type === "contact";
  return {
    key: conversation.id,
    ...(preview && { text: preview.text, ...(!own && { by: preview.sender }) }),
    own,
    atMs: Date.parse(lastActivityAt),
    unread,
    resolved: conversation.status === "resolved",
    unsent: false,
  };
}

/** Those of `after` in which something new came in that nobody here has read; a list that is not known yet has none. */
export function arrivals(before: readonly Summary[], after: readonly Summary[]): Summary[] {
  const known = new Map(before.map((summary) => [summary.key, summary]));
  return after.filter(({ key, unread, own, atMs }) => {
    const old = known.get(key);
    return !own && unread > 0 && (old === undefined || (atMs > old.atMs && unread > old.unread));
  });
}
