/** The views that the reader keeps, as the server has them. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { ApiError } from "#client/lib/api.ts";
import {
  changeSavedView,
  createSavedView,
  deleteSavedView,
  orderSavedViews,
  savedViews,
} from "#client/lib/views-api.ts";
import type { SavedView, SavedViewBody } from "#protocol/http-views";

const STALE_AFTER_MS = 60_000;
export const viewsQuery = queryOptions({
  queryKey: ["views"],
  queryFn: () => savedViews(api),
  staleTime: STALE_AFTER_MS,
});

export function useViews(): readonly SavedView[] {
  return useQuery(viewsQuery).data ?? [];
}

type Change =
  | { readonly kind: "create"; readonly body: SavedViewBody }
  | { readonly kind: "change"; readonly view: SavedView }
  | { readonly kind: "delete"; readonly id: string }
  | { readonly kind: "order"; readonly ids: readonly string[] };

/** Changes show at once and are taken back, with words, if the server refuses them. */
export function useChangeViews() {
  const queries = useQueryClient();
  const notify = useNotify();
  const { t } = useWordsOf(inboxWords);
  return useMutation({
    mutationFn: async (change: Change): Promise<void> => {
      if (change.kind === "create") await createSavedView(api, change.body);
      else if (change.kind === "change") await changeSavedView(api, change.view.id, bodyOf(change.view));
      else if (change.kind === "delete") await deleteSavedView(api, change.id);
      else await orderSavedViews(api, change.ids);
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey: viewsQuery.queryKey });
      const before = queries.getQueryData(viewsQuery.queryKey);
      queries.setQueryData(viewsQuery.queryKey, (views) => views && viewsAfter(views, change));
      return before;
    },
    onError: (error, _change, before) => {
      queries.setQueryData(viewsQuery.queryKey, before);
      const isFull = error instanceof ApiError && error.code === "conflict";
      notify.problem(t(isFull ? "inbox.views.full" : "inbox.views.failed"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: viewsQuery.queryKey }),
  });
}

function bodyOf({ name, view, filters }: SavedView): SavedViewBody {
  return { name, view, filters };
}

function viewsAfter(views: readonly SavedView[], change: Change): SavedView[] {
  switch (change.kind) {
    case "create":
      return [...views];
    case "change":
      return views.map((view) => (view.id === change.view.id ? change.view : view));
    case "delete":
      return views.filter(({ id }) => id !== change.id);
    case "order":
      return change.ids.map((id) => views.find((view) => view.id === id)).filter((view) => view !== undefined);
  }
}
