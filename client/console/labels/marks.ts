/** What a conversation is marked with, counting what was just asked and not answered yet. */
import type { MarkChange } from "#client/lib/label-api.ts";
import type { Priority } from "#protocol/constants";
import type { Conversation, ExceptionFlag } from "#protocol/vocabulary";

export interface Marks {
  /** By their ids. */
  readonly labels: readonly string[];
  readonly priority: Priority;
  /** What makes it an exception. */
  readonly flags: readonly ExceptionFlag[];
}

type Marked = Pick<Conversation, "labels" | "priority" | "flags" | "lastSeq">;

/** What this browser knows besides what lists and lines tell. */
export interface AskedMarks {
  /** Those without an answer, in the order in which they were asked. */
  readonly pending: readonly { readonly id: number; readonly change: MarkChange }[];
  /** The newest answer: lists hear of it a moment later. */
  readonly told?: Marked | undefined;
}

export const NOTHING_ASKED: AskedMarks = { pending: [] };

export function marksOf(conversation: Marked, { pending, told }: AskedMarks): Marks {
  const now = told !== undefined && told.lastSeq > conversation.lastSeq ? told : conversation;
  const { labels = [], priority = "normal", flags = [] } = now;
  return pending.reduce((marks, { change }) => withChange(marks, change), { labels, priority, flags } as Marks);
}

function withChange(marks: Marks, change: MarkChange): Marks {
  if ("priority" in change) return { ...marks, priority: change.priority };
  if ("unflag" in change) return { ...marks, flags: marks.flags.filter(({ kind }) => kind !== change.unflag) };
  if ("flag" in change) {
    const isFlagged = marks.flags.some(({ kind }) => kind === change.flag);
    return isFlagged ? marks : { ...marks, flags: [...marks.flags, { kind: change.flag }] };
  }
  const kept = marks.labels.filter((id) => !change.remove.includes(id));
  return { ...marks, labels: [...kept, ...change.add.filter((id) => !kept.includes(id))] };
}
