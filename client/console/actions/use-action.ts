import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { agentsQuery } from "#client/console/session/directory.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWords } from "#client/console/words.tsx";
import { act, type ConversationActions } from "#client/lib/agent-api.ts";
import { type ActionName, wordRefusal } from "./refusal.ts";

export interface ActionOptions {
  /** The colleague who is to get it, for the words of a refusal. */
  readonly to?: string | undefined;
  /** Runs even if the button is gone by then: the conversation's line is often faster than the answer. */
  readonly onDone?: () => void;
}

/** One action on one conversation. What it changes is told by the conversation's own line and the feed. */
export function useAction<Name extends ActionName>(conversationId: string, name: Name, options: ActionOptions = {}) {
  const { t } = useWords();
  const notify = useNotify();
  const { feed } = useFeed();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConversationActions[Name]) => act(api, conversationId, name, body),
    onSuccess: () => options.onDone?.(),
    onError: (error) => {
      if (isSignedOut(error)) return;
      const isFull = feed.capacity > 0 && feed.load >= feed.capacity;
      notify.problem(wordRefusal(name, error, { isFull, to: options.to }, t));
      // Whoever was free when the dialog opened may not be now.
      void queries.invalidateQueries({ queryKey: agentsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}
