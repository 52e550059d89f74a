import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { api } from "#client/console/api.ts";
import { kept } from "#client/console/kept.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { forgetWriting } from "#client/console/thread/drafts.ts";
import { useWords } from "#client/console/words.tsx";
import { signOut } from "#client/lib/agent-api.ts";
import { isSignedOut, leaveToSignIn } from "./session-ended.ts";

/** Ends the session here and on the server, and leaves nothing written on this machine. */
export function useSignOut() {
  const { t } = useWords();
  const notify = useNotify();
  const router = useRouter();
  const queries = useQueryClient();
  const leave = () => {
    forgetWriting(kept);
    return leaveToSignIn(router, queries);
  };
  return useMutation({
    mutationFn: () =>
      signOut(api).catch((error: unknown) => {
        // Nobody is signed in: then there is nothing left to end.
        if (!isSignedOut(error)) throw error;
      }),
    onSuccess: leave,
    onError: () => notify.problem(t("signOut.failed")),
  });
}
