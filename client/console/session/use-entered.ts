import { useQueryClient } from "@tanstack/react-query";
import { useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { meQuery } from "./me.ts";

/** What follows signing in, however it was done: who it is is asked for, and the console opens where it was left. */
export function useEntered(returnTo: string | undefined): () => Promise<void> {
  const router = useRouter();
  const queries = useQueryClient();
  return useCallback(async () => {
    await queries.fetchQuery({ ...meQuery, staleTime: 0 });
    router.history.push(router.basepath.replace(/\/$/, "") + (returnTo ?? "/"));
  }, [queries, router, returnTo]);
}
