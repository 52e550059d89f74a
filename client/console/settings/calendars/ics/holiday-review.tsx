import { Button, Skeleton } from "@mantine/core";
import { useEffect, useRef, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import type { Read } from "#client/console/settings/calendars/days-list.ts";
import type { Interval } from "#client/console/settings/inboxes/hours-draft.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { holidayWords } from "#client/i18n/console-holidays.ts";
import { MAX_SPECIAL_DAYS } from "#protocol/constants";
import type { Calendar } from "#protocol/http-sla";
import { HolidayChoices } from "./holiday-choices.tsx";
import { type HolidayFile, type LeftOut, withHolidays, workHours, yearsFrom } from "./holidays.ts";
import classes from "./ics.module.css";
import { useHolidayFile } from "./use-holiday-file.ts";

type SpecialDays = Calendar["specialDays"];

interface ReviewProps {
  readonly file: File;
  /** As the list has them by now. */
  readonly days: Read<SpecialDays[number]>;
  readonly week: readonly Interval[];
  readonly onAdd: (days: SpecialDays) => void;
  readonly onClose: () => void;
}

/** What is in a calendar file, to be chosen from before it is put into the list. */
export default function HolidayReview({ file, onClose, ...more }: ReviewProps) {
  const { t } = useWordsOf(holidayWords);
  const [thisYear] = useState(() => new Date().getFullYear());
  const years = yearsFrom(thisYear);
  const read = useHolidayFile(file, thisYear);
  const part = useRef<HTMLElement>(null);
  useEffect(() => {
    if (read !== undefined) part.current?.scrollIntoView({ block: "nearest" });
  }, [read]);
  const isEmpty = read?.problem === undefined && read?.holidays.length === 0;
  return (
    <section
      ref={part}
      className={classes.review}
      aria-label={t("holidays.title", { file: file.name })}
      data-testid="holidays"
    >
      <h4 className="ellipsis">{t("holidays.title", { file: file.name })}</h4>
      {read === undefined && <Skeleton height={72} />}
      {read?.problem !== undefined && (
        <p className={classes.problem} role="alert">
          {t(`holidays.failed.${read.problem}`)}
        </p>
      )}
      {isEmpty && (
        <p className={classes.problem} role="alert">
          {t("holidays.failed.empty", years)}
        </p>
      )}
      {read?.problem === undefined && read !== undefined && <LeftOutLines leftOut={read.leftOut} years={years} />}
      {read?.problem === undefined && read !== undefined && !isEmpty ? (
        <Choosing {...more} file={read} onClose={onClose} />
      ) : (
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.close")}</Button>
        </div>
      )}
    </section>
  );
}

type Choosable = Extract<HolidayFile, { readonly problem?: undefined }>;

function Choosing({
  file: { holidays },
  days,
  week,
  onAdd,
  onClose,
}: Omit<ReviewProps, "file"> & { readonly file: Choosable }) {
  const { t } = useWordsOf(holidayWords);
  const known = new Set((days.items ?? []).map(({ date }) => date));
  const isKnown = (index: number) => holidays[index]?.dates.every((date) => known.has(date)) ?? false;
  const [chosen, setChosen] = useState<ReadonlySet<number>>(() => new Set(holidays.keys()));
  const wanted = holidays.filter((_, index) => chosen.has(index) && !isKnown(index));
  const hours = workHours(week);
  const all = withHolidays(days.items ?? [], wanted, hours);
  const count = (all?.length ?? 0) - known.size;
  const problem =
    days.wrongLine !== undefined
      ? t("holidays.mend", { line: days.wrongLine })
      : all === undefined && t("holidays.tooMany", { most: MAX_SPECIAL_DAYS });
  return (
    <>
      <HolidayChoices holidays={holidays} hours={hours} chosen={chosen} isKnown={isKnown} onChange={setChosen} />
      {problem !== false && (
        <p className={classes.problem} role="alert">
          {problem}
        </p>
      )}
      <div className={dialogs.buttons}>
        <Button onClick={onClose}>{t("action.close")}</Button>
        <Button
          variant="filled"
          disabled={problem !== false || count === 0}
          onClick={() => all !== undefined && onAdd(all)}
          data-testid="holidays-add"
        >
          {t("holidays.add", { count })}
        </Button>
      </div>
    </>
  );
}

const REASONS = ["timed", "unreadable", "repeating", "further", "outside"] as const;

/** What of the file is not to be chosen, and why. */
function LeftOutLines({ leftOut, years }: { leftOut: LeftOut; years: { readonly from: string; readonly to: string } }) {
  const { t } = useWordsOf(holidayWords);
  const told = REASONS.filter((reason) => leftOut[reason] > 0);
  if (told.length === 0) return null;
  return (
    <ul className={classes.left} data-testid="holidays-left">
      {told.map((reason) => (
        <li key={reason}>{t(`holidays.left.${reason}`, { count: leftOut[reason], ...years })}</li>
      ))}
    </ul>
  );
}
