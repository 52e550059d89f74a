import { Checkbox } from "@mantine/core";
import { timeOf } from "#client/console/settings/inboxes/hours-draft.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { holidayWords } from "#client/i18n/console-holidays.ts";
import { dateFormat } from "#client/i18n/formatters.ts";
import type { Holiday, workHours } from "./holidays.ts";
import classes from "./ics.module.css";

interface ChoicesProps {
  readonly holidays: readonly Holiday[];
  /** Of days that are worked. */
  readonly hours: ReturnType<typeof workHours>;
  /** By their place among them. */
  readonly chosen: ReadonlySet<number>;
  /** Whether the list has all days of one. */
  readonly isKnown: (index: number) => boolean;
  readonly onChange: (chosen: ReadonlySet<number>) => void;
}

function keyOf({ name, dates, isWork }: Holiday): string {
  return `${dates[0]} ${dates.length} ${isWork} ${name}`;
}

/** Each with its days and its name: files hold days that nobody has off, too. */
export function HolidayChoices({ holidays, hours, chosen, isKnown, onChange }: ChoicesProps) {
  const { t, locale } = useWordsOf(holidayWords);
  const open = [...holidays.keys()].filter((index) => !isKnown(index));
  const count = open.filter((index) => chosen.has(index)).length;
  const format = dateFormat(locale, { dateStyle: "medium", timeZone: "UTC" });
  // Ranges of Intl write their dates in another way in Chinese.
  const daysOf = ({ dates: [first = "", ...more] }: Holiday) =>
    [first, ...more.slice(-1)].map((date) => format.format(Date.parse(date))).join(" – ");
  const worked = hours.map(({ fromMinute, toMinute }) => `${timeOf(fromMinute)}–${timeOf(toMinute)}`).join(" ");
  const toggle = (index: number) => {
    const next = new Set(chosen);
    if (!next.delete(index)) next.add(index);
    onChange(next);
  };
  return (
    <>
      <p className={classes.hint}>{t("holidays.hint")}</p>
      {open.length > 1 && (
        <Checkbox
          label={t("holidays.all")}
          checked={count === open.length}
          indeterminate={count > 0 && count < open.length}
          onChange={() => onChange(new Set(count === open.length ? [] : open))}
          data-testid="holidays-all"
        />
      )}
      <ul className={classes.choices}>
        {holidays.map((holiday, index) => (
          <li key={keyOf(holiday)}>
            <Checkbox
              label={
                <>
                  {holiday.name === "" ? t("holidays.nameless") : holiday.name}
                  <span className={classes.days}>{daysOf(holiday)}</span>
                </>
              }
              checked={isKnown(index) || chosen.has(index)}
              disabled={isKnown(index)}
              onChange={() => toggle(index)}
              data-testid="holiday"
            />
            {isKnown(index) ? (
              <span className={classes.mark}>{t("holidays.known")}</span>
            ) : (
              holiday.isWork && <span className={classes.mark}>{t("holidays.worked", { hours: worked })}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
