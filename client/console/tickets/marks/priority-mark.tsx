import { useWordsOf } from "#client/console/words.tsx";
import { PRIORITIES, type Priority } from "#protocol/constants";
import { markWords } from "./mark-words.ts";
import classes from "./marks.module.css";

/** From the lowest to the highest: as many are full as the priority has steps. */
const BARS = [
  { x: 2, y: 10, height: 4 },
  { x: 6.5, y: 6.5, height: 7.5 },
  { x: 11, y: 3, height: 11 },
] as const;

interface PriorityMarkProps {
  readonly priority: Priority;
  /** Its name stands beside it in words: then it has none of its own. */
  readonly isNamed?: boolean;
}

/** How pressing a ticket is, as a shape: bars that fill, and a filled mark for what cannot wait. */
export function PriorityMark({ priority, isNamed = false }: PriorityMarkProps) {
  const { t } = useWordsOf(markWords);
  const name = t("ticketMark.priority", { value: t(`ticket.priority.${priority}`) });
  const isPressing = priority === "high" || priority === "urgent";
  return (
    <svg
      viewBox="0 0 16 16"
      className={classes.mark}
      role="img"
      aria-label={name}
      aria-hidden={isNamed || undefined}
      data-priority={priority}
      data-pressing={isPressing ? priority : undefined}
    >
      {!isNamed && <title>{name}</title>}
      {priority === "urgent" ? (
        <>
          <rect x="1.5" y="1.5" width="13" height="13" rx="4" className={classes.fill} />
          <path d="M8 4.5v4M8 11.3h.01" className={classes.cut} />
        </>
      ) : (
        BARS.map((bar, at) => (
          <rect
            key={bar.x}
            {...bar}
            width="3"
            rx="1"
            className={at <= PRIORITIES.indexOf(priority) ? classes.fill : classes.faint}
          />
        ))
      )}
    </svg>
  );
}
