import type { ReactNode } from "react";
import { useWordsOf } from "#client/console/words.tsx";
import type { TicketStatus } from "#protocol/constants";
import { markWords } from "./mark-words.ts";
import classes from "./marks.module.css";

const CIRCLE = <circle cx="8" cy="8" r="6" className={classes.stroke} />;
const PAUSED = (
  <>
    {CIRCLE}
    <path d="M6.5 6v4M9.5 6v4" className={classes.stroke} />
  </>
);
const CHECKED = (
  <>
    <circle cx="8" cy="8" r="6.7" className={classes.fill} />
    <path d="M5.3 8.2l1.9 1.9 3.6-4" className={classes.cut} />
  </>
);

/** Nothing of it done, half way, held up, done: told apart without their colours. */
const SHAPES: Readonly<Record<TicketStatus, ReactNode>> = {
  new: <circle cx="8" cy="8" r="6" className={classes.stroke} strokeDasharray="2.5 2.2" />,
  open: (
    <>
      {CIRCLE}
      <path d="M8 4.5a3.5 3.5 0 0 1 0 7z" className={classes.fill} />
    </>
  ),
  waiting_customer: PAUSED,
  waiting_third_party: PAUSED,
  resolved: CHECKED,
  closed: CHECKED,
};

interface StatusMarkProps {
  readonly status: TicketStatus;
  /** Its name stands beside it in words: then it has none of its own. */
  readonly isNamed?: boolean;
}

/** How far a ticket is, as a shape. */
export function StatusMark({ status, isNamed = false }: StatusMarkProps) {
  const { t } = useWordsOf(markWords);
  const name = t("ticketMark.status", { value: t(`ticket.status.${status}`) });
  return (
    <svg
      viewBox="0 0 16 16"
      className={classes.mark}
      role="img"
      aria-label={name}
      aria-hidden={isNamed || undefined}
      data-status={status}
    >
      {!isNamed && <title>{name}</title>}
      {SHAPES[status]}
    </svg>
  );
}
