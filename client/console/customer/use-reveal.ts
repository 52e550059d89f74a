/** Something masked, looked at for a moment: asked of the server, which logs it, and hidden again by itself. */
import { useMutation } from "@tanstack/react-query";
import { useEffect } from "react";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { customerWords } from "#client/i18n/console-customer.ts";
import { ApiError } from "#client/lib/api.ts";

export const SHOWN_MS = 30_000;

export interface Reveal {
  /** In plain, while it is shown. */
  readonly text: string | undefined;
  readonly isAsking: boolean;
  readonly show: () => void;
  readonly hide: () => void;
}

/** Leaving hides it too: nothing is kept once the component is gone. */
export function useReveal(ask: () => Promise<string>): Reveal {
  const { t } = useWordsOf(customerWords);
  const notify = useNotify();
  const { data, isPending, mutate, reset } = useMutation({
    mutationFn: ask,
    gcTime: 0,
    onError: (error) => notify.problem(t(wordOf(error))),
  });
  useEffect(() => {
    if (data === undefined) return;
    const handle = setTimeout(reset, SHOWN_MS);
    return () => clearTimeout(handle);
  }, [data, reset]);
  return { text: data, isAsking: isPending, show: () => mutate(), hide: reset };
}

function wordOf(error: Error) {
  if (!(error instanceof ApiError)) return "reveal.failed";
  if (error.code === "rate_limited") return "reveal.tooOften";
  if (error.reason === "changed_meanwhile") return "reveal.changed";
  return error.reason === "already_recalled" ? "reveal.recalled" : "reveal.failed";
}
