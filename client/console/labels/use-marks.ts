/** Marks of one conversation: shown at once when they are changed, and taken back if the server refuses. */
import { queryOptions, skipToken, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelsWords } from "#client/i18n/console-labels.ts";
import { type MarkChange, markConversation } from "#client/lib/label-api.ts";
import type { Conversation } from "#protocol/vocabulary";
import { type AskedMarks, type Marks, marksOf, NOTHING_ASKED } from "./marks.ts";
import { wordLabelRefusal } from "./refusal.ts";

const askedQuery = queryOptions<ReadonlyMap<string, AskedMarks>>({ queryKey: ["marks"], queryFn: skipToken });

/** What was asked of each conversation. */
export function useAskedMarks(): (conversationId: string) => AskedMarks {
  const asked = useQuery(askedQuery).data;
  return (conversationId) => asked?.get(conversationId) ?? NOTHING_ASKED;
}

/** What to show of a conversation, wherever it is shown. */
export function useMarks(conversation: Conversation): Marks {
  return marksOf(conversation, useAskedMarks()(conversation.id));
}

let lastId = 0;

/** Changes the marks of a conversation. */
export function useMark(conversationId: string): (change: MarkChange) => void {
  const { t } = useWordsOf(labelsWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const change = (with_: (asked: AskedMarks) => AskedMarks) =>
    queries.setQueryData(askedQuery.queryKey, (all: ReadonlyMap<string, AskedMarks> = new Map()) =>
      new Map(all).set(conversationId, with_(all.get(conversationId) ?? NOTHING_ASKED)),
    );
  const { mutate } = useMutation({
    mutationFn: (wanted: MarkChange) => markConversation(api, conversationId, wanted),
    // One after the other: the last click is the one that counts.
    scope: { id: `marks/${conversationId}` },
    onMutate(wanted) {
      lastId += 1;
      const pending = { id: lastId, change: wanted };
      change((asked) => ({ ...asked, pending: [...asked.pending, pending] }));
      return pending.id;
    },
    onSuccess: (told) => change((asked) => ({ ...asked, told: newer(asked.told, told) })),
    onError(error) {
      if (!isSignedOut(error)) notify.problem(wordLabelRefusal(error, t));
    },
    onSettled: (_told, _error, _wanted, id) =>
      change((asked) => ({ ...asked, pending: asked.pending.filter((each) => each.id !== id) })),
  });
  return mutate;
}

function newer(one: AskedMarks["told"], other: Conversation): AskedMarks["told"] {
  return one !== undefined && one.lastSeq > other.lastSeq ? one : other;
}
