/** Tells colleagues that a ticket is open here, and who of them has it open. */
import { useQuery } from "@tanstack/react-query";
import { useCallback, useEffect, useRef } from "react";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useNow } from "#client/console/use-now.ts";
import { shownViewers } from "./shown-viewers.ts";
import { ticketViewersQuery } from "./viewers-query.ts";

/** Well within the time after which they would be taken to be gone. */
const AGAIN_MS = 15_000;
const TYPING_AGAIN_MS = 3_000;
const TICK_MS = 2_000;

export function useViewing(ticketId: string) {
  const { viewing, link } = useFeed();
  const isOpen = link.phase === "open";
  useEffect(() => {
    if (!isOpen) return;
    // Whoever has it in a tab behind others does not look.
    const say = () => viewing(ticketId, document.visibilityState === "visible" ? "looking" : "left");
    say();
    const timer = setInterval(say, AGAIN_MS);
    document.addEventListener("visibilitychange", say);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", say);
      viewing(ticketId, "left");
    };
  }, [viewing, isOpen, ticketId]);
  const saidAtMs = useRef(0);
  const typing = useCallback(() => {
    const nowMs = Date.now();
    if (nowMs - saidAtMs.current < TYPING_AGAIN_MS) return;
    saidAtMs.current = nowMs;
    viewing(ticketId, "typing");
  }, [viewing, ticketId]);
  const told = useQuery(ticketViewersQuery(ticketId)).data;
  const nowMs = useNow(TICK_MS);
  // The clock ticks slower than news come.
  return { viewers: shownViewers(told, Math.max(nowMs, told?.atMs ?? 0)), typing };
}
