import classes from "./progress.module.css";

/** How far something is. Without a total it is only known that it goes on. */
export function Progress({ done, total, label }: { done: number; total: number; label: string }) {
  const isKnown = total > 0;
  return (
    <progress
      className={classes.bar}
      aria-label={label}
      max={isKnown ? total : undefined}
      value={isKnown ? done : undefined}
      data-testid="progress"
    />
  );
}
