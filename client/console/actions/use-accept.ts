import { useNavigate, useParams } from "@tanstack/react-router";
import { useAction } from "./use-action.ts";

/** Takes the conversation. It leaves the list of those who wait, so the list changes with it to where it is now. */
export function useAccept(conversationId: string) {
  const navigate = useNavigate();
  const { view } = useParams({ strict: false });
  return useAction(conversationId, "accept", {
    onDone: () => {
      if (view !== "unassigned") return;
      void navigate({ to: "/inbox/$view/$conversationId", params: { view: "mine", conversationId }, replace: true });
    },
  });
}
