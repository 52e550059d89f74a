/** Requests and settings as the console reads them; what is under way is asked about again and again. */
import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { privacyRequests, readPrivacySettings } from "#client/lib/privacy-api.ts";
import type { PrivacyRequestKind } from "#protocol/constants";
import type { PrivacyRequest } from "#protocol/http-privacy";

const POLL_MS = 1_500;
const IDLE_POLL_MS = 30_000;

export function isUnderWay({ status }: PrivacyRequest): boolean {
  return status === "queued" || status === "running";
}

const pollMs = (requests: readonly PrivacyRequest[]) => (requests.some(isUnderWay) ? POLL_MS : IDLE_POLL_MS);

export const requestsKey = ["privacy-requests"] as const;

/** @param kind absent: all of them */
export function requestsQuery(kind: PrivacyRequestKind | undefined) {
  return infiniteQueryOptions({
    queryKey: [...requestsKey, kind ?? "all"],
    queryFn: ({ pageParam }) => privacyRequests(api, { cursor: pageParam, ...(kind && { kind }) }),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) => pollMs(state.data?.pages.flatMap(({ items }) => items) ?? []),
  });
}

/** Of one customer. */
export function contactRequestsQuery(contactId: string) {
  return queryOptions({
    queryKey: [...requestsKey, "contact", contactId],
    queryFn: async () => (await privacyRequests(api, { contactId })).items,
    refetchInterval: ({ state }) => pollMs(state.data ?? []),
  });
}

export const privacySettingsQuery = queryOptions({
  queryKey: ["privacy-settings"],
  queryFn: () => readPrivacySettings(api),
});
