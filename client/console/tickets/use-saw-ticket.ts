import { useEffect } from "react";
import { useFeed } from "#client/console/inbox/feed.tsx";

/** The ticket is on the screen: what called for the reader in it is seen. The server knows from their reading it. */
export function useSawTicket(ticketId: string): void {
  const { feed, sawTicket } = useFeed();
  const isCalled = [...feed.ticketAlerts, ...feed.ticketNews].some((call) => call.ticketId === ticketId);
  useEffect(() => {
    if (isCalled) sawTicket(ticketId);
  }, [isCalled, sawTicket, ticketId]);
}
