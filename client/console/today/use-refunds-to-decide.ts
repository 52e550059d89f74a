/** Refunds that wait for this person's decision. */
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { api } from "#client/console/api.ts";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useMay } from "#client/console/session/me.ts";
import { refundsToDecide } from "#client/lib/refund-api.ts";

const FRESH_EVERY_MS = 30_000;
const NONE = { items: [], more: false };

export function useRefundsToDecide() {
  const mayApprove = useMay("refund.approve");
  // One that is asked for now is shown now.
  const told = useFeed().feed.ticketAlerts.filter(({ cause }) => cause === "refundAsked").length;
  const { data = NONE } = useQuery({
    queryKey: ["today", "refunds", told],
    queryFn: () => refundsToDecide(api),
    refetchInterval: FRESH_EVERY_MS,
    placeholderData: keepPreviousData,
    enabled: mayApprove,
  });
  return data;
}
