/** Who is signed in. */
import { queryOptions, useSuspenseQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { whoAmI } from "#client/lib/agent-api.ts";
import type { Me } from "#protocol/http";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => whoAmI(api),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The route has asked before it shows anything, so this is there at once. */
export function useMe(): Me {
  return useSuspenseQuery(meQuery).data;
}

/** @param permission one of those that `GET /api/v1/me` lists, e.g. `conversation.assign` */
export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}
