import { useMutation, useQueryClient } from "@tanstack/react-query";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import { NotProven } from "./use-proven.tsx";
import { wordRefusal } from "./word-refusal.ts";

/** One change of one's own sign-in: what is shown is read anew afterwards, and what went wrong is said. */
export function useChange<Input = void, Output = void>(
  change: (input: Input) => Promise<Output>,
  onDone?: (output: Output) => void,
) {
  const { t } = useWordsOf(securityWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (output) => onDone?.(output),
    onError: (error) => {
      if (!(error instanceof NotProven) && !isSignedOut(error)) notify.problem(wordRefusal(error, t));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["security"] }),
  });
}
