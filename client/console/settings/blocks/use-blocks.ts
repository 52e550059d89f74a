/** Blocks as the console reads and changes them; every change reads all of them anew. */
import { infiniteQueryOptions, queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { blockContact, blockRange, blocks, blocksOfContact, liftBlock } from "#client/lib/block-api.ts";
import { isRangeRefused, wordBlockRefusal } from "./refusal.ts";

export type BlockState = "standing" | "over";

export function blocksQuery(state: BlockState) {
  return infiniteQueryOptions({
    queryKey: ["blocks", "list", state],
    queryFn: ({ pageParam }) => blocks(api, state, pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
  });
}

export function contactBlocksQuery(contactId: string) {
  return queryOptions({ queryKey: ["blocks", "contact", contactId], queryFn: () => blocksOfContact(api, contactId) });
}

type Terms = { readonly reason?: string | undefined; readonly expiresAtMs?: number | undefined };

export function useBlockContact(contactId: string) {
  return useChange("blocks.done.blocked", (body: Terms & { network: boolean }) => blockContact(api, contactId, body));
}

export function useBlockRange() {
  return useChange("blocks.done.blocked", (body: Terms & { range: string }) => blockRange(api, body));
}

export function useLiftBlock() {
  return useChange("blocks.done.lifted", (blockId: string) => liftBlock(api, blockId));
}

function useChange<Wanted>(
  done: "blocks.done.blocked" | "blocks.done.lifted",
  change: (wanted: Wanted) => Promise<unknown>,
) {
  const { t } = useWordsOf(blocksWords);
  const notify = useNotify();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: () => notify.done(t(done)),
    onError: (error) => {
      // What is wrong with a range stands at its field.
      if (!isSignedOut(error) && !isRangeRefused(error)) notify.problem(wordBlockRefusal(error, t));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: ["blocks"] }),
  });
}
