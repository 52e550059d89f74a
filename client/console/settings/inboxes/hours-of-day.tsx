import { ActionIcon } from "@mantine/core";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import classes from "./fields.module.css";
import { flawOf, type Interval, minuteOf, ofDay, timeOf, withShift } from "./hours-draft.ts";

interface HoursOfDayProps {
  readonly weekday: number;
  readonly name: string;
  /** Of the whole week. */
  readonly intervals: readonly Interval[];
  readonly onChange: (intervals: readonly Interval[]) => void;
}

/** One day: its shifts, or that it is closed. */
export function HoursOfDay({ weekday, name, intervals, onChange }: HoursOfDayProps) {
  const { t } = useWordsOf(inboxesWords);
  const own = ofDay(intervals, weekday);
  return (
    <li className={classes.day} data-testid={`day-${weekday}`}>
      <span className={classes.dayName}>{name}</span>
      <div className={classes.shifts}>
        {own.length === 0 && <span className={classes.quiet}>{t("hours.closed")}</span>}
        {own.map((interval, index) => (
          <Shift
            // Its place among the day's: while a time is typed, the shift stays where it is.
            key={`${weekday}.${index.toString()}`}
            name={name}
            interval={interval}
            intervals={intervals}
            onChange={(changed) =>
              onChange(
                intervals.flatMap((each) => (each !== interval ? [each] : changed === undefined ? [] : [changed])),
              )
            }
          />
        ))}
      </div>
      <ActionIcon
        aria-label={t("hours.add", { day: name })}
        onClick={() => onChange(withShift(intervals, weekday))}
        data-testid="add-shift"
      >
        <Icon name="plus" size={16} />
      </ActionIcon>
    </li>
  );
}

interface ShiftProps {
  readonly name: string;
  readonly interval: Interval;
  readonly intervals: readonly Interval[];
  /** Absent: it is taken out. */
  readonly onChange: (changed: Interval | undefined) => void;
}

function Shift({ name, interval, intervals, onChange }: ShiftProps) {
  const { t } = useWordsOf(inboxesWords);
  const flaw = flawOf(interval, intervals);
  const set = (end: "fromMinute" | "toMinute", time: string) => {
    const minute = minuteOf(time, end === "toMinute");
    if (minute !== undefined) onChange({ ...interval, [end]: minute });
  };
  return (
    <div className={classes.shift}>
      <input
        type="time"
        className={classes.time}
        aria-label={t("hours.from", { day: name })}
        aria-invalid={flaw !== undefined}
        value={timeOf(interval.fromMinute)}
        onChange={(event) => set("fromMinute", event.target.value)}
      />
      <span className={classes.quiet}>{t("hours.until")}</span>
      <input
        type="time"
        className={classes.time}
        aria-label={t("hours.to", { day: name })}
        aria-invalid={flaw !== undefined}
        value={timeOf(interval.toMinute)}
        onChange={(event) => set("toMinute", event.target.value)}
      />
      <ActionIcon aria-label={t("hours.remove", { day: name })} onClick={() => onChange(undefined)}>
        <Icon name="x" size={16} />
      </ActionIcon>
      {flaw !== undefined && (
        <span className={classes.wrong} role="alert">
          {t(`hours.${flaw}`)}
        </span>
      )}
    </div>
  );
}
