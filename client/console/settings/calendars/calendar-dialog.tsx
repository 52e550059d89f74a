import { Button, Modal, Select, Textarea, TextInput } from "@mantine/core";
import { type FormEvent, useMemo, useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useShopDefaults } from "#client/console/settings/business/use-shop-defaults.ts";
import fields from "#client/console/settings/inboxes/fields.module.css";
import { isHoursSound, OFFICE_HOURS, WEEKDAYS } from "#client/console/settings/inboxes/hours-draft.ts";
import { HoursOfDay } from "#client/console/settings/inboxes/hours-of-day.tsx";
import { useSaveCalendar } from "#client/console/settings/sla/use-sla.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { dateFormat } from "#client/i18n/formatters.ts";
import { MAX_SLA_NAME_CHARS } from "#protocol/constants";
import type { Calendar } from "#protocol/http-sla";
import { readClosings, readDays, writeClosings, writeDays } from "./days-list.ts";
import { HolidayFile } from "./ics/holiday-file.tsx";
import { useFileDrop } from "./ics/use-file-drop.ts";

const DAYS_EXAMPLE = "2026-10-01..2026-10-07\n2026-10-10 09:00-18:00";
const CLOSINGS_EXAMPLE = "2026-12-01 10:00 .. 2026-12-01 12:00";

/** Makes a calendar, or changes one. @param calendar the one that is changed; absent: a new one */
export function CalendarDialog({ calendar, onClose }: { calendar: Calendar | undefined; onClose: () => void }) {
  const { t, locale } = useWordsOf(slaWords);
  const shop = useShopDefaults();
  const saving = useSaveCalendar(calendar);
  const [name, setName] = useState(calendar?.name ?? "");
  const [timeZone, setTimeZone] = useState(calendar?.timeZone ?? shop.timeZone);
  const [intervals, setIntervals] = useState(calendar?.intervals ?? OFFICE_HOURS);
  const [daysText, setDaysText] = useState(() => writeDays(calendar?.specialDays ?? []));
  const [closingsText, setClosingsText] = useState(() => writeClosings(calendar?.closings ?? [], timeZone));
  const [file, setFile] = useState<File>();
  const { target, isOver } = useFileDrop(setFile);
  const [asked, setAsked] = useState(false);
  const zones = useMemo(() => [...new Set(["UTC", ...Intl.supportedValuesOf("timeZone")])], []);
  // 5 January 1970 was a Monday.
  const nameOf = (weekday: number) =>
    dateFormat(locale, { weekday: "long", timeZone: "UTC" }).format(Date.UTC(1970, 0, 4 + weekday));
  const days = readDays(daysText);
  const closings = readClosings(closingsText, timeZone);
  const wrong = (line: number | undefined) => line !== undefined && t("cal.wrongLine", { line });

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    const isSound = intervals.length === 0 || isHoursSound(intervals);
    if (name.trim() === "" || !isSound || days.items === undefined || closings.items === undefined) return;
    const content = { name, timeZone, intervals: [...intervals], specialDays: days.items, closings: closings.items };
    saving.mutate(content, { onSuccess: onClose });
  }

  return (
    <Modal
      opened
      onClose={onClose}
      size={600}
      title={t(calendar === undefined ? "cal.creating" : "cal.editing")}
      closeButtonProps={{ "aria-label": t("action.close") }}
      {...target}
    >
      <form className={dialogs.form} onSubmit={submit} noValidate data-testid="calendar-dialog">
        <TextInput
          label={t("cal.name")}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          maxLength={MAX_SLA_NAME_CHARS}
          error={asked && name.trim() === "" && t("cal.nameMissing")}
          data-autofocus
          data-testid="calendar-name"
        />
        <Select
          label={t("cal.zone")}
          data={zones}
          value={timeZone}
          onChange={(zone) => zone !== null && setTimeZone(zone)}
          searchable
          allowDeselect={false}
          limit={60}
          comboboxProps={{ withinPortal: false }}
        />
        <fieldset className={fields.field}>
          <legend>{t("cal.week")}</legend>
          <ul className={fields.week}>
            {WEEKDAYS.map((weekday) => (
              <HoursOfDay
                key={weekday}
                weekday={weekday}
                name={nameOf(weekday)}
                intervals={intervals}
                onChange={setIntervals}
              />
            ))}
          </ul>
        </fieldset>
        <Textarea
          label={t("cal.days")}
          description={t("cal.daysHint")}
          placeholder={DAYS_EXAMPLE}
          value={daysText}
          onChange={(event) => setDaysText(event.currentTarget.value)}
          error={wrong(days.wrongLine)}
          rows={4}
          spellCheck={false}
          data-testid="calendar-days"
        />
        <HolidayFile
          file={file}
          isOver={isOver}
          days={days}
          week={intervals}
          onChoose={setFile}
          onAdd={(all) => {
            setDaysText(writeDays(all));
            setFile(undefined);
          }}
        />
        <Textarea
          label={t("cal.closings")}
          description={t("cal.closingsHint")}
          placeholder={CLOSINGS_EXAMPLE}
          value={closingsText}
          onChange={(event) => setClosingsText(event.currentTarget.value)}
          error={wrong(closings.wrongLine)}
          rows={2}
          spellCheck={false}
          data-testid="calendar-closings"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={saving.isPending} data-testid="calendar-save">
            {t("sla.save")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
