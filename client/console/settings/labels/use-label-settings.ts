/** Labels as their page reads and changes them. */
import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isNameTaken, wordLabelRefusal } from "#client/console/labels/refusal.ts";
import { labelsQuery } from "#client/console/labels/use-labels.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useOrder } from "#client/console/settings/use-order.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { labelSettingsWords } from "#client/i18n/console-label-settings.ts";
import { labelsWords } from "#client/i18n/console-labels.ts";
import { changeLabel, createLabel, deleteLabel, labelCounts, orderLabels } from "#client/lib/label-api.ts";
import type { Label, LabelContent } from "#protocol/http-labels";

export const countsQuery = queryOptions({
  queryKey: ["labels", "use"],
  queryFn: () => labelCounts(api),
});

/** @param label the one that is changed; absent: a new one */
export function useSaveLabel(label: Label | undefined) {
  return useChange(label === undefined ? "labelSettings.done.created" : "labelSettings.done.changed", (content) =>
    label === undefined ? createLabel(api, content) : changeLabel(api, label, content),
  );
}

export function useDeleteLabel() {
  return useChange("labelSettings.done.deleted", (label: Label) => deleteLabel(api, label));
}

export function useOrderLabels() {
  const { t } = useWordsOf(labelsWords);
  return useOrder<Label>({
    queryKey: labelsQuery.queryKey,
    save: (ids) => orderLabels(api, ids),
    wordRefusal: (error) => wordLabelRefusal(error, t),
  });
}

type Done = "labelSettings.done.created" | "labelSettings.done.changed" | "labelSettings.done.deleted";

function useChange<Wanted = LabelContent>(done: Done, change: (wanted: Wanted) => Promise<unknown>) {
  const { t: refusal } = useWordsOf(labelsWords);
  const { t } = useWordsOf(labelSettingsWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify.done(t(done)),
    onError: (error) => {
      // What is wrong with a name stands at its field.
      if (!isSignedOut(error) && !isNameTaken(error)) notify.problem(wordLabelRefusal(error, refusal));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: labelsQuery.queryKey }),
  });
}
