/** What a conversation is marked with, counting what was just asked and not answered yet. */
import type { MarkChange } from "#client/lib/label-api.ts";
import type { Priority } from "#protocol/constants";
import type { Conversation } from "#protocol/vocabulary";

export interface Marks {
  /** By their ids. */
  readonly labels: readonly string[];
  readonly priority: Priority;
}

type Marked = Pick<Conversation, "labels" | "priority" | "lastSeq">;

/** What this browser knows besides what lists and lines tell. */
export interface AskedMarks {
  /** Those without an answer, in the order in which they were asked. */
  readonly pending: readonly { readonly id: number; readonly change: MarkChange }[];
  /** The newest answer: lists hear of it a moment later. */
  readonly told?: Marked | undefined;
}

export const NOTHING_ASKED: AskedMarks = { pending: [] };

export function marksOf(conversation: Marked, { pending, told }: AskedMarks): Marks {
  const { labels = [], priority = "normal" } =
    told !== undefined && told.lastSeq > conversation.lastSeq ? told : conversation;
  return pending.reduce((marks, { change }) => withChange(marks, change), { labels, priority } as Marks);
}

function withChange(marks: Marks, change: MarkChange): Marks {
  if ("priority" in change) return { ...marks, priority: change.priority };
  const kept = marks.labels.filter((id) => !change.remove.includes(id));
  return { ...marks, labels: [...kept, ...change.add.filter((id) => !kept.includes(id))] };
}

/** What takes a change back. */
export function undoOf(marks: Marks, change: MarkChange): MarkChange {
  if ("priority" in change) return { priority: marks.priority };
  return {
    add: change.remove.filter((id) => marks.labels.includes(id)),
    remove: change.add.filter((id) => !marks.labels.includes(id)),
  };
}
