import { useNavigate, useParams } from "@tanstack/react-router";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { actionWords } from "#client/i18n/console-actions.ts";
import type { Conversation } from "#protocol/vocabulary";
import { useAction } from "./use-action.ts";

/**
 * Takes the conversation. It leaves the list of those who wait, so the list changes with it to where it is now. One that was
 * taken by mistake goes back to its team.
 */
export function useAccept(conversation: Conversation) {
  const { t } = useWordsOf(actionWords);
  const notify = useNotify();
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  const giveBack = useAction(conversation, "transfer");
  return useAction(conversation, "accept", {
    onDone: ({ id, teamId }) => {
      notify.done(t("action.done.accept"), () => giveBack.mutate({ teamId, reason: t("action.acceptUndone") }));
      if (view !== "unassigned") return;
      void navigate({
        to: "/inbox/$view/$conversationId",
        params: { view: "mine", conversationId: id },
        replace: true,
      });
    },
  });
}
