import { useWords } from "#client/console/words.tsx";
import type { Priority } from "#protocol/constants";
import classes from "./labels.module.css";

const PENNANT = "M5 17V3.8M5 4.5h9.5L12.3 8l2.2 3.5H5";

/** A shape for each: the urgent flag is filled, the high one lined, the low one points down; a normal one has none. */
export function PriorityFlag({ priority }: { priority: Priority }) {
  const { t } = useWords();
  if (priority === "normal") return null;
  const name = t(`priority.is.${priority}`);
  return (
    <span className={classes.flag} title={name} data-priority={priority} data-testid="priority-flag">
      <PriorityShape priority={priority} />
      <span className="visually-hidden">{name}</span>
    </span>
  );
}

/** The shape alone, beside its name. */
export function PriorityShape({ priority, size = 14 }: { priority: Priority; size?: 14 | 16 | 20 }) {
  return (
    <svg
      aria-hidden="true"
      className={`icon ${classes.shape}`}
      data-priority={priority}
      width={size}
      height={size}
      viewBox="0 0 20 20"
      fill={priority === "urgent" ? "currentColor" : "none"}
      stroke="currentColor"
      strokeWidth={1.5}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={priority === "low" ? "M10 4v12M5.5 11.5L10 16l4.5-4.5" : PENNANT} />
    </svg>
  );
}
