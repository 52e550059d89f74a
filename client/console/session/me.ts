/** Who is signed in. */
import { type QueryClient, queryOptions } from "@tanstack/react-query";
import { createContext, use } from "react";
import { api } from "#client/console/api.ts";
import { whoAmI } from "#client/lib/agent-api.ts";
import type { Me } from "#protocol/http";
import { isSignedOut } from "./session-ended.ts";

export const meQuery = queryOptions({
  queryKey: ["me"],
  queryFn: () => whoAmI(api),
  staleTime: Number.POSITIVE_INFINITY,
});

/** The shell gives it: asking the query in each of some hundred places would cost more than what they draw. */
export const MeContext = createContext<Me | undefined>(undefined);

export function useMe(): Me {
  const me = use(MeContext);
  if (me === undefined) throw new Error("MeContext is missing");
  return me;
}

/** @param permission one of those that `GET /api/v1/me` lists, e.g. `conversation.assign` */
export function useMay(permission: string): boolean {
  return useMe().permissions.includes(permission);
}

/**
 * The server ended a line: with the session, or because what this person may do has changed; then that is known anew.
 * @returns whether the session goes on; rejects if nobody answers
 */
export async function comeBack(queries: QueryClient): Promise<boolean> {
  try {
    queries.setQueryData(meQuery.queryKey, await whoAmI(api));
    return true;
  } catch (error) {
    if (isSignedOut(error)) return false;
    throw error;
  }
}
