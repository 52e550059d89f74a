import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { type AskedAction, expectedAfter } from "#client/console/inbox/expected.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { useMe } from "#client/console/session/me.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { isUnserved } from "#client/console/support-tiers/unserved.ts";
import { useWords } from "#client/console/words.tsx";
import { act, type ConversationActions } from "#client/lib/agent-api.ts";
import type { Conversation } from "#protocol/vocabulary";
import { type ActionName, wordRefusal } from "./refusal.ts";

/** By then the lists have heard of it from the feed. */
const EXPECTED_FOR_MS = 15_000;

export interface ActionOptions {
  /** The colleague who is to get it, for the words of a refusal. */
  readonly to?: string | undefined;
  /** Runs even if the button is gone by then: the conversation's line is often faster than the answer. */
  readonly onDone?: (answer: Conversation) => void;
}

/**
 * One action on one conversation. What it is going to make of it shows at once, and is taken back with words if it is
 * refused; what it really made of it is told by the conversation's own line and the feed.
 */
export function useAction<Name extends ActionName>(
  conversation: Conversation,
  name: Name,
  options: ActionOptions = {},
) {
  const { t } = useWords();
  const notify = useNotify();
  const me = useMe();
  const { feed, expect } = useFeed();
  const queries = useQueryClient();
  const { id } = conversation;
  return useMutation({
    mutationFn: (body: ConversationActions[Name]) => act(api, id, name, body),
    onMutate: (body) => {
      const asked = { name, body } as AskedAction;
      expect(id, { conversation: expectedAfter(conversation, asked, me.id), isAnswered: false });
    },
    onSuccess: (answer) => {
      expect(id, { conversation: answer, isAnswered: true });
      setTimeout(() => expect(id, undefined), EXPECTED_FOR_MS);
      options.onDone?.(answer);
    },
    onError: (error) => {
      expect(id, undefined);
      if (isSignedOut(error)) return;
      const isFull = feed.capacity > 0 && feed.load >= feed.capacity;
      notify.problem(wordRefusal(name, error, { isFull, to: options.to }, t));
      // Whoever was free when the dialog opened may not be now.
      void queries.invalidateQueries({ queryKey: agentsQuery.queryKey });
      if (isUnserved(error)) void queries.invalidateQueries({ queryKey: teamsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}
