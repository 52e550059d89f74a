/** How much of somebody's capacity each kind of work takes, as the console reads and changes it. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { weightWords } from "#client/i18n/console-weights.ts";
import { ApiError } from "#client/lib/api.ts";
import { readWorkWeights, saveWorkWeights } from "#client/lib/work-weights-api.ts";
import type { WeightSettings } from "#protocol/http-work-weights";

export const weightsQuery = queryOptions({ queryKey: ["work-weights"], queryFn: () => readWorkWeights(api) });

const PROBLEMS: Readonly<Record<string, "weights.problem.changed" | "weights.problem.type">> = {
  changed_meanwhile: "weights.problem.changed",
  type_unknown: "weights.problem.type",
};

export function useSaveWeights() {
  const { t } = useWordsOf(weightWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (wanted: WeightSettings) => saveWorkWeights(api, wanted),
    onSuccess: (saved) => {
      queries.setQueryData(weightsQuery.queryKey, saved);
      notify.done(t("weights.saved"));
    },
    onError(error) {
      if (isSignedOut(error)) return;
      void queries.invalidateQueries({ queryKey: weightsQuery.queryKey });
      const reason = error instanceof ApiError ? (error.reason ?? "") : "";
      notify.problem(t(PROBLEMS[reason] ?? "weights.problem"));
    },
  });
}
