import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import frame from "#client/console/settings/frame.module.css";
import { ConfirmDialog } from "#client/console/settings/people/confirm-dialog.tsx";
import { SettingRow } from "#client/console/settings/sla/setting-row.tsx";
import { SettingsList } from "#client/console/settings/sla/settings-list.tsx";
import { calendarsQuery, useDeleteCalendar } from "#client/console/settings/sla/use-sla.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { slaWords } from "#client/i18n/console-sla.ts";
import { numberFormat } from "#client/i18n/formatters.ts";
import type { Calendar } from "#protocol/http-sla";
import { CalendarDialog } from "./calendar-dialog.tsx";

type Open = { readonly what: "create" } | { readonly what: "edit" | "delete"; readonly calendar: Calendar };

/** When teams work: weekly hours, special days and closings, for service levels to go by. */
export function CalendarsPage() {
  const { t, locale } = useWordsOf(slaWords);
  const list = useQuery(calendarsQuery);
  const deletion = useDeleteCalendar();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const summaryOf = ({ timeZone, intervals, specialDays }: Calendar) => {
    const minutes = intervals.reduce((sum, { fromMinute, toMinute }) => sum + toMinute - fromMinute, 0);
    const hours = numberFormat(locale, { maximumFractionDigits: 1 }).format(minutes / 60);
    return `${timeZone} · ${t("cal.summary", { hours, count: specialDays.length })}`;
  };
  return (
    <div className={frame.page} data-testid="calendars-page">
      <div className={frame.opening}>
        <p className={frame.intro}>{t("cal.intro")}</p>
        <Button
          variant="filled"
          leftSection={<Icon name="plus" size={16} />}
          onClick={() => setOpen({ what: "create" })}
          data-testid="calendar-new"
        >
          {t("cal.new")}
        </Button>
      </div>
      <SettingsList
        list={list}
        icon="calendar"
        empty={{ title: t("cal.empty.title"), text: t("cal.empty.text") }}
        failed={t("cal.failed.title")}
      >
        {(calendars) =>
          calendars.map((calendar) => (
            <SettingRow
              key={calendar.id}
              name={calendar.name}
              summary={summaryOf(calendar)}
              onEdit={() => setOpen({ what: "edit", calendar })}
              onDelete={() => setOpen({ what: "delete", calendar })}
            />
          ))
        }
      </SettingsList>
      {open?.what === "create" && <CalendarDialog calendar={undefined} onClose={close} />}
      {open?.what === "edit" && <CalendarDialog calendar={open.calendar} onClose={close} />}
      {open?.what === "delete" && (
        <ConfirmDialog
          title={t("cal.deleting", { name: open.calendar.name })}
          text={t("cal.deletingText")}
          action={t("cal.delete")}
          pending={deletion.isPending}
          onConfirm={() => deletion.mutate(open.calendar, { onSettled: close })}
          onClose={close}
        />
      )}
    </div>
  );
}
