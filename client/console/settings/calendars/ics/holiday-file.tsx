import { Button, FileButton } from "@mantine/core";
import { lazy, Suspense, useRef } from "react";
import type { Read } from "#client/console/settings/calendars/days-list.ts";
import type { Interval } from "#client/console/settings/inboxes/hours-draft.ts";
import { Icon } from "#client/console/theme/icon.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { holidayWords } from "#client/i18n/console-holidays.ts";
import type { Calendar } from "#protocol/http-sla";
import classes from "./ics.module.css";

// Most calendars are typed or pasted.
const HolidayReview = lazy(() => import("./holiday-review.tsx"));

interface HolidayFileProps {
  readonly file: File | undefined;
  /** Whether one is held over the dialog. */
  readonly isOver: boolean;
  readonly days: Read<Calendar["specialDays"][number]>;
  readonly week: readonly Interval[];
  readonly onChoose: (file: File | undefined) => void;
  readonly onAdd: (days: Calendar["specialDays"]) => void;
}

/** Special days out of a calendar file, chosen or dropped upon the dialog. */
export function HolidayFile({ file, isOver, days, week, onChoose, onAdd }: HolidayFileProps) {
  const { t } = useWordsOf(holidayWords);
  // Or the same file could not be chosen once more.
  const forget = useRef<() => void>(null);
  const choose = (chosen: File | null) => {
    onChoose(chosen ?? undefined);
    forget.current?.();
  };
  return (
    <div className={classes.file}>
      {isOver ? (
        <p className={classes.over}>{t("holidays.drop")}</p>
      ) : (
        <FileButton accept=".ics,text/calendar" resetRef={forget} onChange={choose}>
          {(button) => (
            <Button {...button} leftSection={<Icon name="calendar" size={16} />} data-testid="holidays-choose">
              {t("holidays.choose")}
            </Button>
          )}
        </FileButton>
      )}
      {file !== undefined && (
        <Suspense>
          <HolidayReview
            key={`${file.name} ${file.lastModified}`}
            file={file}
            days={days}
            week={week}
            onAdd={onAdd}
            onClose={() => onChoose(undefined)}
          />
        </Suspense>
      )}
    </div>
  );
}
