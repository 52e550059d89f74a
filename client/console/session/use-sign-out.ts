import { notifications } from "@mantine/notifications";
import { useMutation } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { forgetDrafts } from "#client/console/thread/drafts.ts";
import { useWords } from "#client/console/words.tsx";
import { signOut } from "#client/lib/agent-api.ts";
import { isSignedOut, useSessionEnded } from "./session-ended.ts";

/** Ends the session here and on the server, and leaves nothing written on this machine. */
export function useSignOut() {
  const { t } = useWords();
  const sessionEnded = useSessionEnded();
  const leave = () => {
    forgetDrafts(kept);
    sessionEnded();
  };
  return useMutation({
    mutationFn: () => signOut(api),
    onSuccess: leave,
    onError: (error) => {
      if (isSignedOut(error)) leave();
      else notifications.show({ message: t("signOut.failed"), color: "danger" });
    },
  });
}
