/** The key rings as they are now, looked at more often while something moves. */
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { keysWords } from "#client/i18n/console-keys.ts";
import { ApiError } from "#client/lib/api.ts";
import { keyRings, startRotation } from "#client/lib/keys-api.ts";
import type { KeyRingName } from "#protocol/constants";
import type { KeyRingStatus } from "#protocol/http-keys";

const KEYS = ["keys"] as const;
const WHILE_RUNNING_MS = 2_000;
const OTHERWISE_MS = 30_000;

export function isRunning({ rotation }: KeyRingStatus): boolean {
  return rotation !== undefined && rotation.endedAt === undefined;
}

export function useKeyRings() {
  return useQuery({
    queryKey: KEYS,
    queryFn: () => keyRings(api),
    refetchInterval: ({ state }) => (state.data?.some(isRunning) ? WHILE_RUNNING_MS : OTHERWISE_MS),
  });
}

export function useCheck(ring: KeyRingName) {
  const { t } = useWordsOf(keysWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: () => startRotation(api, ring),
    onSuccess: () => notify.done(t("keys.started")),
    onError: (error) => {
      const isAlready = error instanceof ApiError && error.reason === "already_running";
      notify.problem(t(isAlready ? "keys.already" : "keys.startFailed"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: KEYS }),
  });
}
