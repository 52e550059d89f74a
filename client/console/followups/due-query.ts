/** The last promise of which the feed said that its time has come: put there by the feed, asked of nobody. */
import { queryOptions } from "@tanstack/react-query";
import type { FollowUpSubject } from "#protocol/constants";

export interface DueFollowUp {
  readonly id: string;
  readonly subject: FollowUpSubject;
  readonly subjectId: string;
  readonly dueAtMs: number;
}

export const dueFollowUpQuery = queryOptions({
  queryKey: ["follow-up-due"],
  queryFn: (): DueFollowUp | null => null,
  enabled: false,
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
});
