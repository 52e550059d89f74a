/** How work is handed out, as the console reads and changes it; every change reads all of it anew. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { teamsQuery } from "#client/console/session/directory.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { routingWords } from "#client/i18n/console-routing.ts";
import type { Translate } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";
import { readRouting } from "#client/lib/routing-api.ts";

export const routingQuery = queryOptions({ queryKey: ["routing"], queryFn: () => readRouting(api) });

export function useRoutingChange<Wanted>(change: (wanted: Wanted) => Promise<unknown>) {
  const { t } = useWordsOf(routingWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify.done(t("routing.saved")),
    onError(error) {
      if (!isSignedOut(error)) notify.problem(wordRefusal(error, t));
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: routingQuery.queryKey }),
        queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
      ]),
  });
}

function wordRefusal(error: Error, t: Translate<(typeof routingWords)["en"]>): string {
  if (!(error instanceof ApiError)) return t("routing.problem");
  switch (error.reason) {
    case "changed_meanwhile":
      return t("routing.problem.changed");
    case "overflow_circle":
      return t("routing.problem.circle");
    case "in_use":
      return t("routing.problem.used");
    case "too_many":
      return t("routing.problem.many");
    default:
      return t("routing.problem");
  }
}
