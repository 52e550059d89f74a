/** An order of things that an admin gives: shown at once, and the former one is back if the server refuses. */
import { type QueryKey, useMutation, useQueryClient } from "@tanstack/react-query";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";

export interface OrderOptions {
  /** Of the list as it stands in the cache; orders of one list are sent one after the other. */
  readonly queryKey: QueryKey;
  /** @param ids all of them. @throws ApiError */
  readonly save: (ids: readonly string[]) => Promise<unknown>;
  readonly wordRefusal: (error: Error) => string;
}

export function useOrder<Item extends { readonly id: string }>({ queryKey, save, wordRefusal }: OrderOptions) {
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (order: readonly Item[]) => save(order.map(({ id }) => id)),
    scope: { id: `order/${JSON.stringify(queryKey)}` },
    async onMutate(order) {
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, [...order]);
    },
    onError: (error) => {
      if (!isSignedOut(error)) notify.problem(wordRefusal(error));
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
}
