/** Canned responses as their page changes them; the composer hears of it at once. */
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { cannedQuery } from "#client/console/thread/use-suggest.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { cannedWords } from "#client/i18n/console-canned.ts";
import { ApiError } from "#client/lib/api.ts";
import { changeCanned, createCanned, deleteCanned } from "#client/lib/canned-api.ts";
import type { CannedBody, CannedResponse } from "#protocol/http-canned";

type CannedTranslate = ReturnType<typeof useWordsOf<(typeof cannedWords)["en"]>>["t"];

/** @param before absent for a new one */
export function useSaveCanned(before: CannedResponse | undefined) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (body: CannedBody) =>
      before === undefined ? createCanned(api, body) : changeCanned(api, before, body),
    onSettled: () => queries.invalidateQueries({ queryKey: cannedQuery.queryKey }),
  });
}

/** Deletes at once; whoever did not mean it has it made anew. */
export function useDeleteCanned() {
  const { t } = useWordsOf(cannedWords);
  const queries = useQueryClient();
  const notify = useNotify();
  const changed = () => queries.invalidateQueries({ queryKey: cannedQuery.queryKey });
  const onError = (error: Error) => {
    if (!isSignedOut(error)) notify.problem(wordCannedRefusal(error, t));
  };
  const restore = useMutation({
    mutationFn: (body: CannedBody) => createCanned(api, body),
    onError,
    onSettled: changed,
  });
  return useMutation({
    mutationFn: (canned: CannedResponse) => deleteCanned(api, canned),
    onSuccess: (_, { shared, code, texts }) =>
      notify.done(t("canned.deleted", { code }), () => restore.mutate({ shared, code, texts })),
    onError,
    onSettled: changed,
  });
}

export function wordCannedRefusal(error: Error, t: CannedTranslate): string {
  if (!(error instanceof ApiError)) return t("canned.refused.unavailable");
  switch (error.reason) {
    case "name_taken":
      return t("canned.refused.taken");
    case "too_many":
      return t("canned.refused.many");
    case "changed_meanwhile":
      return t("canned.refused.changed");
  }
  switch (error.code) {
    case "not_found":
      return t("canned.refused.changed");
    case "forbidden":
      return t("canned.refused.forbidden");
    default:
      return t("canned.refused.unavailable");
  }
}
