import { Button, Radio, Select } from "@mantine/core";
import { useMemo } from "react";
import { useShopDefaults } from "#client/console/settings/business/use-shop-defaults.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { inboxesWords } from "#client/i18n/console-inboxes.ts";
import classes from "./fields.module.css";
import { copiedToFriday, type Interval, OFFICE_HOURS, WEEKDAYS } from "./hours-draft.ts";
import { HoursOfDay } from "./hours-of-day.tsx";
import type { InboxDraft } from "./use-inbox.ts";

/** When the inbox is open: always, or by the week on the clock of one zone. */
export function HoursTab({ inbox, saved, change }: InboxDraft) {
  const { t, locale } = useWordsOf(inboxesWords);
  const hours = inbox.openingHours;
  const zone = useShopDefaults().timeZone;
  const zones = useMemo(() => withUtc(Intl.supportedValuesOf("timeZone")), []);
  const names = useMemo(() => dayNames(locale), [locale]);
  const setIntervals = (intervals: readonly Interval[]) =>
    hours !== undefined && change({ openingHours: { ...hours, intervals: [...intervals] } });

  function choose(value: string) {
    const weekly = saved.openingHours ?? { timeZone: zone, intervals: [...OFFICE_HOURS] };
    change({ openingHours: value === "always" ? undefined : (hours ?? weekly) });
  }

  return (
    <div className={classes.form}>
      <Radio.Group
        value={hours === undefined ? "always" : "weekly"}
        onChange={choose}
        aria-label={t("inboxes.tab.hours")}
      >
        <div className={classes.choices}>
          {(["always", "weekly"] as const).map((value) => (
            <Radio
              key={value}
              value={value}
              label={t(`hours.${value}`)}
              description={t(`hours.${value}.hint`)}
              data-testid={`hours-${value}`}
            />
          ))}
        </div>
      </Radio.Group>
      {hours !== undefined && (
        <>
          <Select
            label={t("hours.zone")}
            data={zones}
            value={hours.timeZone}
            onChange={(timeZone) => timeZone !== null && change({ openingHours: { ...hours, timeZone } })}
            searchable
            allowDeselect={false}
            limit={60}
            maw={320}
            data-testid="time-zone"
          />
          <ul className={classes.week}>
            {WEEKDAYS.map((weekday) => (
              <HoursOfDay
                key={weekday}
                weekday={weekday}
                name={names[weekday - 1] ?? ""}
                intervals={hours.intervals}
                onChange={setIntervals}
              />
            ))}
          </ul>
          {hours.intervals.length === 0 && (
            <p className={classes.wrong} role="alert">
              {t("hours.empty")}
            </p>
          )}
          <Button className={classes.own} onClick={() => setIntervals(copiedToFriday(hours.intervals))}>
            {t("hours.copy")}
          </Button>
        </>
      )}
    </div>
  );
}

function dayNames(locale: string): string[] {
  const format = new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: "UTC" });
  // 5 January 1970 was a Monday.
  return WEEKDAYS.map((weekday) => format.format(Date.UTC(1970, 0, 4 + weekday)));
}

/** Browsers leave it out of their list. */
function withUtc(zones: readonly string[]): string[] {
  return [...new Set(["UTC", ...zones])];
}
