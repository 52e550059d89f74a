import { useCallback } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxWords } from "#client/i18n/console-inbox.ts";
import { formatInstant } from "#client/i18n/format.ts";
import type { TicketSla } from "#protocol/http-tickets";
import type { ConversationSla } from "#protocol/vocabulary";
import { lookOf, shownLeftMs } from "./due.ts";
import classes from "./due-ring.module.css";
import { useTicked } from "./ticker.ts";

export interface DueRingProps {
  readonly next: NonNullable<ConversationSla["next"] | TicketSla["next"]>;
  /** Says what is due, in a box of its own: beside a thread rather than in a row. */
  readonly isBoxed?: boolean;
}

/** Time left three ways: as a share of the ring, in words, and as a filled mark when there is none left. */
export function DueRing({ next: { kind, dueAtMs, spanMs }, isBoxed = false }: DueRingProps) {
  const { t, locale } = useWordsOf(inboxWords);
  const leftMs = useTicked(useCallback((nowMs: number) => shownLeftMs(dueAtMs, nowMs), [dueAtMs]));
  const { state, percent, time } = lookOf(leftMs, spanMs, locale);
  const isOver = state === "over";
  const whole = t(isOver ? `due.over.${kind}` : `due.${kind}`, { time });
  return (
    <span
      className={classes.due}
      data-state={state}
      data-boxed={isBoxed || undefined}
      title={`${whole} · ${t("due.at", { at: formatInstant(locale, dueAtMs) })}`}
      data-testid="due"
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {isOver ? (
          <>
            <circle cx="8" cy="8" r="7" className={classes.over} />
            <path d="M8 4.5v4M8 11h.01" className={classes.mark} />
          </>
        ) : (
          <g className={classes.ring} transform="rotate(-90 8 8)">
            <circle cx="8" cy="8" r="6" />
            <circle cx="8" cy="8" r="6" pathLength={100} strokeDasharray={`${percent} 100`} />
          </g>
        )}
      </svg>
      {isBoxed ? (
        <>
          <span className={classes.whole}>{whole}</span>
          <span className={classes.short} aria-hidden="true">
            {isOver ? t("due.over", { time }) : time}
          </span>
        </>
      ) : (
        <span>
          <span className="visually-hidden">{whole}</span>
          <span aria-hidden="true">{isOver ? t("due.over", { time }) : time}</span>
        </span>
      )}
    </span>
  );
}
