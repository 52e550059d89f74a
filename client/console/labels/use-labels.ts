/** The shop's labels, for wherever the wire has only their ids. */
import { queryOptions, useQuery, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import { api } from "#client/console/api.ts";
import { useMay } from "#client/console/session/me.ts";
import { labels } from "#client/lib/label-api.ts";
import type { Label } from "#protocol/http-labels";

const STALE_AFTER_MS = 60_000;
/** One that is not known may be new, or deleted: it is asked for once, not at every look. */
const ASK_AGAIN_AFTER_MS = 10_000;

export const labelsQuery = queryOptions({
  queryKey: ["labels"],
  queryFn: () => labels(api),
  staleTime: STALE_AFTER_MS,
});

const NONE: readonly Label[] = [];

export interface Labels {
  /** In the shop's order. */
  readonly all: readonly Label[];
  readonly isKnown: boolean;
  /** Those of these ids that there are, in the shop's order. */
  readonly of: (ids: readonly string[]) => readonly Label[];
  readonly nameOf: (id: string) => string | undefined;
}

export function useLabels(): Labels {
  const mayList = useMay("label.list");
  const { data } = useQuery({ ...labelsQuery, enabled: mayList });
  return useMemo(() => {
    const all = data ?? NONE;
    const byId = new Map(all.map((label) => [label.id, label]));
    return {
      all,
      isKnown: data !== undefined,
      of: (ids) => all.filter(({ id }) => ids.includes(id)),
      nameOf: (id) => byId.get(id)?.name,
    };
  }, [data]);
}

/** Somebody may have made a label since it was asked which there are. @param ids that are shown */
export function useMissingLabels(ids: readonly string[], { isKnown, nameOf }: Labels): void {
  const queries = useQueryClient();
  const isMissing = isKnown && ids.some((id) => nameOf(id) === undefined);
  useEffect(() => {
    const askedAtMs = queries.getQueryState(labelsQuery.queryKey)?.dataUpdatedAt ?? 0;
    if (!isMissing || Date.now() - askedAtMs < ASK_AGAIN_AFTER_MS) return;
    void queries.invalidateQueries({ queryKey: labelsQuery.queryKey });
  }, [isMissing, queries]);
}
