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
  savedTicketViews,
  savedViews,
} from "#client/lib/views-api.ts";
import type { ViewSubject } from "#protocol/constants";
import type { ConversationSavedView, SavedView, SavedViewBody, TicketSavedView } from "#protocol/http-views";

const STALE_AFTER_MS = 60_000;
const viewsQuery = queryOptions({
  queryKey: ["views", "conversations"],
  queryFn: () => savedViews(api),
  staleTime: STALE_AFTER_MS,
});
const ticketViewsQuery = queryOptions({
  queryKey: ["views", "tickets"],
  queryFn: () => savedTicketViews(api),
  staleTime: STALE_AFTER_MS,
});

export function useViews(): readonly ConversationSavedView[] {
  return useQuery(viewsQuery).data ?? [];
}

export function useTicketViews(): readonly TicketSavedView[] {
  return useQuery(ticketViewsQuery).data ?? [];
}

type Change =
  | { readonly kind: "create"; readonly body: SavedViewBody }
  | { readonly kind: "change"; readonly view: SavedView }
  | { readonly kind: "delete"; readonly id: string }
  | { readonly kind: "order"; readonly ids: readonly string[] };

/** Changes show at once and are taken back, with words, if the server refuses them. */
export function useChangeViews(subject: ViewSubject) {
  const queryKey = ["views", subject];
  const queries = useQueryClient();
  const notify = useNotify();
  const { t } = useWordsOf(inboxWords);
  return useMutation({
    mutationFn: async (change: Change): Promise<void> => {
      if (change.kind === "create") await createSavedView(api, change.body);
      else if (change.kind === "change") {
        const { id, ...body } = change.view;
        await changeSavedView(api, id, body);
      } else if (change.kind === "delete") await deleteSavedView(api, change.id);
      else await orderSavedViews(api, subject, change.ids);
    },
    onMutate: async (change) => {
      await queries.cancelQueries({ queryKey });
      const before = queries.getQueryData<readonly SavedView[]>(queryKey);
      queries.setQueryData<readonly SavedView[]>(queryKey, (views) => views && viewsAfter(views, change));
      return before;
    },
    onError: (error, _change, before) => {
      queries.setQueryData(queryKey, before);
      const isFull = error instanceof ApiError && error.code === "conflict";
      notify.problem(t(isFull ? "inbox.views.full" : "inbox.views.failed"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey }),
  });
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
