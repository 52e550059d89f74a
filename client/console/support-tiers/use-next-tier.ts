import { useQuery } from "@tanstack/react-query";
import { agentsQuery, teamsQuery } from "#client/console/session/directory.ts";
import type { SupportTier } from "#protocol/support-tiers";
import { nextTier } from "./offered.ts";

/** The line that work is escalated to; undefined where there is none above, or the directory has not come. */
export function useNextTier(work: { readonly teamId: string; readonly inboxId: string }): SupportTier | undefined {
  const teams = useQuery(teamsQuery).data ?? [];
  const agents = useQuery(agentsQuery).data ?? [];
  return nextTier({ teams, agents }, work);
}
