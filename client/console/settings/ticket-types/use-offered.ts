/** Which types of tickets customers are offered, as the page shows and changes it. */
import { queryOptions, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { isSignedOut } from "#client/console/session/session-ended.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { offeredTypesWords } from "#client/i18n/console-offered-types.ts";
import { offeredTicketTypes, offerTicketType } from "#client/lib/offered-types-api.ts";

// Under the types' own key: whatever changes those has this asked anew.
export const offeredQuery = queryOptions({
  queryKey: ["ticket-types", "offered"],
  queryFn: () => offeredTicketTypes(api),
});

interface Offer {
  readonly id: string;
  /** As the reader calls it. */
  readonly name: string;
  readonly offered: boolean;
}

/** A switch shows at once what was chosen, and goes back, with words, if the server refuses it. */
export function useOffered() {
  const { t } = useWordsOf(offeredTypesWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const list = useQuery(offeredQuery);
  const offering = useMutation({
    mutationFn: ({ id, offered }: Offer) => offerTicketType(api, id, offered),
    onMutate: async ({ id, offered }) => {
      await queries.cancelQueries({ queryKey: offeredQuery.queryKey });
      const before = queries.getQueryData(offeredQuery.queryKey);
      queries.setQueryData(offeredQuery.queryKey, (all) =>
        all?.map((each) => (each.id === id ? { ...each, offered } : each)),
      );
      return before;
    },
    onSuccess: (_, { name, offered }) => notify.done(t(offered ? "offeredTypes.on" : "offeredTypes.off", { name })),
    onError: (error, _, before) => {
      queries.setQueryData(offeredQuery.queryKey, before);
      if (!isSignedOut(error)) notify.problem(t("offeredTypes.failed"));
    },
    onSettled: () => queries.invalidateQueries({ queryKey: offeredQuery.queryKey }),
  });
  return { list, offer: (offer: Offer) => offering.mutate(offer) };
}
