import { notifications } from "@mantine/notifications";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { agentsQuery } from "#client/console/session/directory.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useWords } from "#client/console/words.tsx";
import { act, type ConversationActions } from "#client/lib/agent-api.ts";
import { type ActionName, wordRefusal } from "./refusal.ts";

/**
 * One action on one conversation. What it changes is told by the conversation's own line and the feed; a refusal is worded.
 * @param to the colleague who is to get it, for the words of a refusal
 */
export function useAction<Name extends ActionName>(conversationId: string, name: Name, to?: string) {
  const { t } = useWords();
  const { feed } = useFeed();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: ConversationActions[Name]) => act(api, conversationId, name, body),
    onError: (error) => {
      if (isSignedOut(error)) return;
      const isFull = feed.capacity > 0 && feed.load >= feed.capacity;
      notifications.show({ message: wordRefusal(name, error, { isFull, to }, t), color: "danger" });
      // Whoever was free when the dialog opened may not be now.
      void queries.invalidateQueries({ queryKey: agentsQuery.queryKey });
      void queries.invalidateQueries({ queryKey: ["conversations"] });
    },
  });
}
