/** The time after a conversation in which nothing new is given, as it runs down. */
import { useEffect, useState } from "react";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { countdown } from "./countdown.ts";

const TICK_MS = 500;

/** @returns "Wrap-up 0:42"; undefined while there is none */
export function useWrapUp(): string | undefined {
  const { t } = useWordsOf(deskWords);
  const { wrapUpUntilMs, status } = useFeed().feed;
  const [nowMs, setNowMs] = useState(() => Date.now());
  const isOn = wrapUpUntilMs !== undefined && status === "online";
  useEffect(() => {
    if (!isOn) return;
    setNowMs(Date.now());
    const timer = setInterval(() => setNowMs(Date.now()), TICK_MS);
    return () => clearInterval(timer);
  }, [isOn]);
  // The server says when it is over; until then a clock that is ahead shows 0:00.
  return isOn ? t("wrapUp.left", { time: countdown(wrapUpUntilMs - nowMs) }) : undefined;
}
