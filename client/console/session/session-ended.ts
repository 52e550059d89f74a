/** One way out for every sign that nobody is signed in any more: a 401 answer, a closed line, signing out. */
import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { type AnyRouter, useRouter } from "@tanstack/react-router";
import { useCallback } from "react";
import { ApiError } from "#client/lib/api.ts";

/** A reason is told with what is asked or wrong in a step of signing in, never with a session that is over. */
export function isSignedOut(error: unknown): boolean {
  return error instanceof ApiError && error.code === "unauthenticated" && error.reason === undefined;
}

/** Only paths of the console itself: a link must not lead a freshly signed-in agent elsewhere. */
export function safeReturn(returnTo: unknown): string | undefined {
  if (typeof returnTo !== "string" || !/^\/(?![/\\])/.test(returnTo) || returnTo.startsWith("/sign-in"))
    return undefined;
  return returnTo;
}

/** Pages for who is not signed in: their refusals are their own. */
const ENTRANCES: readonly string[] = ["/sign-in", "/second-factor", "/forgot-password", "/reset-password", "/join"];

/** Goes to the sign-in page, which leads back to where the agent was, and forgets what was read in the session. */
export async function goToSignIn(router: AnyRouter, queries: QueryClient): Promise<void> {
  const { pathname, href } = router.state.location;
  if (ENTRANCES.includes(pathname)) return;
  await router.navigate({ to: "/sign-in", search: { returnTo: safeReturn(href) } });
  queries.clear();
}

/** As {@link goToSignIn} for one who is leaving: whoever comes next begins anew. */
export async function leaveToSignIn(router: AnyRouter, queries: QueryClient): Promise<void> {
  await router.navigate({ to: "/sign-in", search: {} });
  queries.clear();
}

export function useSessionEnded(): () => void {
  const router = useRouter();
  const queries = useQueryClient();
  return useCallback(() => void goToSignIn(router, queries), [router, queries]);
}
