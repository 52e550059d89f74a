/** What is to be followed up today, and what becomes of it. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { followUpWords } from "#client/i18n/console-follow-ups.ts";
import { ApiError } from "#client/lib/api.ts";
import { finishFollowUp, listFollowUps, moveFollowUp } from "#client/lib/follow-up-api.ts";
import type { FollowUp } from "#protocol/http-follow-ups";
import { zoneOfReader } from "./zone.ts";

const FRESH_EVERY_MS = 30_000;
const NONE = { items: [], more: false };

export function useFollowUps() {
  const { t } = useWordsOf(followUpWords);
  const queries = useQueryClient();
  const notify = useNotify();
  const query = useQuery({
    queryKey: ["today", "follow-ups"],
    queryFn: () => listFollowUps(api, zoneOfReader()),
    refetchInterval: FRESH_EVERY_MS,
  });
  const change = useMutation({
    mutationFn: ({ of, dueAtMs }: { readonly of: FollowUp; readonly dueAtMs?: number }) =>
      dueAtMs === undefined ? finishFollowUp(api, of) : moveFollowUp(api, of, dueAtMs),
    onError: (error) => {
      const isChanged = error instanceof ApiError && error.reason === "changed_meanwhile";
      notify.problem(t(isChanged ? "followUp.changed" : "followUp.failed"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["today", "follow-ups"] }),
  });
  return { ...(query.data ?? NONE), change: change.mutate };
}
