import { useWordsOf } from "#client/console/words.tsx";
import { markWords } from "./mark-words.ts";
import classes from "./marks.module.css";

/** How much of what stands under a ticket is done. */
export function SubsMark({ done, all }: { readonly done: number; readonly all: number }) {
  const { t } = useWordsOf(markWords);
  const whole = t("ticketMark.subs", { done, count: all });
  return (
    <span className={classes.subs} title={whole} data-testid="ticket-subs">
      <svg viewBox="0 0 20 20" className={classes.stroke} width="12" height="12" aria-hidden="true">
        <path d="M5 4v7.5c0 1.1.9 2 2 2h3M5 6.5h5M13 4.5h3.5v4H13zM13 11.5h3.5v4H13z" />
      </svg>
      <span aria-hidden="true">{`${done}/${all}`}</span>
      <span className="visually-hidden">{whole}</span>
    </span>
  );
}
