import { useWords } from "#client/console/words.tsx";
import { formatAgo, formatInstant } from "#client/i18n/format.ts";
import classes from "./entry.module.css";

/** How long ago, with the exact time in the tooltip. */
export function When({ atMs }: { atMs: number }) {
  const { locale } = useWords();
  return (
    <time className={classes.when} dateTime={new Date(atMs).toISOString()} title={formatInstant(locale, atMs)}>
      {formatAgo(locale, atMs, Date.now())}
    </time>
  );
}
