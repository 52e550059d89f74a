/** Saves a change of the settings: shown at once, and what there is now if it was refused. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { closingQuery, useClosingWords } from "#client/console/closing/use-closing.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { ApiError } from "#client/lib/api.ts";
import { saveClosingSettings } from "#client/lib/closing-api.ts";
import type { ClosingCategory, ClosingSettings } from "#protocol/http-closing";

export interface ClosingChange {
  readonly categories?: readonly ClosingCategory[];
  readonly categoryRequired?: boolean;
  readonly silenceHours?: number;
}

export function isNameTaken(error: unknown): boolean {
  return error instanceof ApiError && error.reason === "name_taken";
}

export function useSaveClosing(settings: ClosingSettings) {
  const { t } = useClosingWords();
  const notify = useNotify();
  const queries = useQueryClient();
  const { queryKey } = closingQuery;
  return useMutation({
    mutationFn: ({ categories = settings.categories, ...change }: ClosingChange) =>
      saveClosingSettings(api, { ...settings, ...change, categories: [...categories] }),
    scope: { id: "closing-settings" },
    onSuccess: (saved) => {
      queries.setQueryData(queryKey, saved);
      notify.done(t("closingSettings.saved"));
    },
    onError: (error) => {
      void queries.invalidateQueries({ queryKey });
      if (isSignedOut(error) || isNameTaken(error)) return;
      const isConflict = error instanceof ApiError && error.code === "conflict";
      notify.problem(t(isConflict ? "closingSettings.changed" : "closingSettings.refused"));
    },
  });
}
