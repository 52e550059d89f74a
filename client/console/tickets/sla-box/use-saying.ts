/** How a clock is shown at this moment; drawn anew only when that changes. */
import { useCallback } from "react";
import { lookOf, shownLeftMs } from "#client/console/sla/due.ts";
import { useTicked } from "#client/console/sla/ticker.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { slaBoxWords } from "#client/i18n/console-sla-box.ts";
import type { Locale } from "#protocol/constants";
import type { TicketClock } from "#protocol/http-ticket-clocks";
import type { Leading, Reply } from "./leading.ts";
import type { Look } from "./mark.tsx";
import { momentOf, span, timeLeft } from "./spans.ts";

export interface Saying {
  readonly name: string;
  readonly look: Look;
  readonly tone: "calm" | "soon" | "over" | "quiet";
  /** What stands in great, and below it. */
  readonly headline: string;
  readonly detail: string;
  /** What stands in a line, and behind it what there was. */
  readonly value: string;
  readonly target?: string;
}

interface Words {
  readonly t: ReturnType<typeof useBoxWords>["t"];
  readonly locale: Locale;
  readonly when: (atMs: number) => string;
}

function useBoxWords() {
  return useWordsOf(slaBoxWords);
}

/** @param isBrief of a moment of today the time is enough */
export function useWhen(isBrief = false): (atMs: number) => string {
  const { t, locale } = useBoxWords();
  return (atMs) => {
    const { day, time } = momentOf(atMs, Date.now(), locale);
    return day === undefined || (isBrief && day === "today") ? time : t(`slaBox.${day}`, { time });
  };
}

export function useSaying(shown: Leading): Saying {
  const { t, locale } = useBoxWords();
  const words: Words = { t, locale, when: useWhen() };
  const { dueAtMs } = shown.clock;
  const leftMs = useTicked(
    useCallback((nowMs: number) => (dueAtMs === undefined ? 0 : shownLeftMs(dueAtMs, nowMs)), [dueAtMs]),
  );
  if (shown.of === "reply") return counted(t(`slaBox.reply.${shown.clock.kind}`), shown.clock, leftMs, words);
  const { clock } = shown;
  const name = t(`slaBox.${clock.kind}`);
  switch (clock.state) {
    case "running":
    case "overdue": {
      const { spanMs } = clock;
      if (dueAtMs === undefined || spanMs === undefined) return still(name, t("slaBox.never"), name);
      const saying = counted(name, { dueAtMs, spanMs }, leftMs, words);
      if (clock.kind !== "promise") return saying;
      return { ...saying, detail: t("slaBox.promisedFor", { when: words.when(dueAtMs) }) };
    }
    case "paused":
      return paused(name, clock, words);
    case "met":
    case "missed":
      return ended(name, clock, words);
    case "notBegun":
      return still(name, t("slaBox.notBegun"), t("slaBox.begins", { what: name }));
  }
}

function counted(
  name: string,
  { dueAtMs, spanMs }: Omit<Reply, "kind">,
  leftMs: number,
  { t, locale, when }: Words,
): Saying {
  const { state, percent } = lookOf(leftMs, spanMs, locale);
  const due = { what: name, when: when(dueAtMs) };
  if (state === "over") {
    const value = t("slaBox.over", { time: span(Math.max(MINUTE_MS, -leftMs), locale) });
    return { ...both(name, value), look: { shape: "over" }, tone: state, detail: t("slaBox.wasDue", due) };
  }
  const value = t("slaBox.left", { time: timeLeft(leftMs, locale) });
  return { ...both(name, value), look: { shape: "ring", state, percent }, tone: state, detail: t("slaBox.due", due) };
}

/** A minute at least, as in every ring. */
const MINUTE_MS = 60_000;

function paused(name: string, { targetMs = 0, usedMs = 0, missedAtMs }: TicketClock, { t, locale }: Words): Saying {
  const leftMs = missedAtMs === undefined ? targetMs - usedMs : 0;
  const detail =
    leftMs > 0
      ? t("slaBox.waitsForCustomerLeft", { what: name, time: span(leftMs, locale) })
      : t("slaBox.waitsForCustomer", { what: name });
  return { ...both(name, t("slaBox.paused")), look: { shape: "pause" }, tone: "quiet", detail };
}

function ended(name: string, { state, usedMs, targetMs, dueAtMs }: TicketClock, { t, locale, when }: Words): Saying {
  const isMet = state === "met";
  const headline = t(isMet ? "slaBox.met" : "slaBox.missed");
  const looks = { look: { shape: isMet ? "check" : "over" }, tone: isMet ? "calm" : "over" } as const;
  if (usedMs === undefined || targetMs === undefined) {
    const detail = dueAtMs === undefined ? name : t("slaBox.promisedFor", { when: when(dueAtMs) });
    return { ...both(name, headline), ...looks, detail };
  }
  const [time, target] = [span(usedMs, locale), span(targetMs, locale)];
  return {
    ...{ name, ...looks, headline, detail: t("slaBox.took", { what: name, time, target }) },
    value: isMet ? time : t("slaBox.missedTook", { time }),
    target: t("slaBox.of", { target }),
  };
}

function still(name: string, value: string, detail: string): Saying {
  return { ...both(name, value), look: { shape: "dashed" }, tone: "quiet", detail };
}

/** The same in great and in a line. */
function both(name: string, value: string) {
  return { name, headline: value, value };
}
