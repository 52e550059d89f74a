/** Teams as the console reads and changes them; every change reads all of them anew. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { shopWords } from "#client/i18n/console-shop.ts";
import type { Translate } from "#client/i18n/translate.ts";
import { ApiError } from "#client/lib/api.ts";
import { readTeams } from "#client/lib/inbox-settings-api.ts";

export const managedTeamsQuery = queryOptions({ queryKey: ["teams", "managed"], queryFn: () => readTeams(api) });

/** @param done what is said afterwards */
export function useTeamChange<Wanted>(
  change: (wanted: Wanted) => Promise<unknown>,
  done: (wanted: Wanted, t: Translate<(typeof shopWords)["en"]>) => string,
) {
  const { t } = useWordsOf(shopWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (_, wanted) => notify.done(done(wanted, t)),
    onError(error) {
      if (!isSignedOut(error)) notify.problem(wordTeamRefusal(error, t));
    },
    onSettled: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: teamsQuery.queryKey }),
        queries.invalidateQueries({ queryKey: agentsQuery.queryKey }),
      ]),
  });
}

function wordTeamRefusal(error: Error, t: Translate<(typeof shopWords)["en"]>): string {
  if (!(error instanceof ApiError)) return t("teams.problem");
  switch (error.reason) {
    case "changed_meanwhile":
      return t("teams.problem.changed");
    case "in_use":
      return t("teams.problem.used");
    case "name_taken":
      return t("teams.problem.taken");
    default:
      return t("teams.problem");
  }
}
