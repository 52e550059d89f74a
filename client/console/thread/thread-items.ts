/** Entries of a conversation's log as the layout takes them. */

import type { Entry } from "#client/lib/entries.ts";
import type { Me } from "#protocol/http";
import type { Actor } from "#protocol/vocabulary";
import type { Laid } from "./group.ts";

export interface ThreadItem extends Laid {
  readonly entry: Entry;
  readonly own: boolean;
  /** What is not sent yet comes after all that is. */
  readonly seq: number;
}

export function threadItems(entries: readonly Entry[], me: Pick<Me, "id" | "name">): ThreadItem[] {
  const self: Actor = { type: "agent", id: me.id, name: me.name };
  return entries.map((entry): ThreadItem => {
    if (entry.kind === "outgoing") {
      const { contentType, createdAtMs, private: isPrivate } = entry.item;
      const seq = Number.MAX_SAFE_INTEGER;
      return { key: entry.key, entry, own: true, seq, sender: self, contentType, createdAtMs, private: isPrivate };
    }
    const { sender, contentType, createdAt, private: isPrivate, seq } = entry.message;
    const createdAtMs = Date.parse(createdAt);
    return { key: entry.key, entry, own: entry.own, seq, sender, contentType, createdAtMs, private: isPrivate };
  });
}

/** The text of an item, or undefined when it was recalled. An edit on its way shows already. */
export function textOf(item: ThreadItem): string | undefined {
  if (item.entry.kind === "outgoing") return item.entry.item.content;
  const { message, change } = item.entry;
  return message.recalledAt === undefined ? (change?.content ?? message.content) : undefined;
}

/** The last thing that the reader said, under which its state stands. */
export function lastOwnKey(items: readonly ThreadItem[]): string | undefined {
  return items.findLast((item) => item.own && item.contentType !== "activity" && textOf(item) !== undefined)?.key;
}
