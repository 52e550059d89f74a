import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useMay } from "#client/console/session/me.ts";
import { changing } from "#client/console/tickets/changing.ts";
import type { TypeFieldProps } from "#client/console/tickets/type-field.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketPageWords } from "#client/i18n/console-ticket-page.ts";
import { formatDayTime } from "#client/i18n/format.ts";
import classes from "./property-row.module.css";
import { inRow, RowButton } from "./property-row.tsx";

/** Until when it was promised, in words; a field for a date and a time once somebody wants to change it. */
export function DueField({ ticket, work }: TypeFieldProps) {
  const { t, locale } = useTicketWords();
  const page = useWordsOf(ticketPageWords);
  const mayChange = useMay("ticket.change");
  const [isEditing, setEditing] = useState(false);
  const { dueAtMs } = ticket;
  const before = dueAtMs === undefined ? "" : localTime(dueAtMs);
  if (!isEditing)
    return (
      <RowButton
        label={t("ticket.due")}
        onClick={mayChange ? () => setEditing(true) : undefined}
        testId="ticket-set-due"
      >
        {dueAtMs === undefined ? (
          <span className={classes.unset}>{page.t("ticketPage.notSet")}</span>
        ) : (
          formatDayTime(locale, dueAtMs, Date.now())
        )}
      </RowButton>
    );
  return (
    <TextInput
      {...inRow.text}
      aria-label={t("ticket.due")}
      type="datetime-local"
      defaultValue={before}
      autoFocus
      onKeyDown={(event) => {
        if (event.key === "Escape") setEditing(false);
        if (event.key === "Enter") event.currentTarget.blur();
      }}
      onBlur={({ target: { value } }) => {
        setEditing(false);
        if (value === before) return;
        work.mutate(changing(ticket, { dueAtMs: value === "" ? null : new Date(value).getTime() }));
      }}
      data-testid="ticket-due-field"
    />
  );
}

/** As a field for a date and a time has it: of the reader's own zone, to the minute. */
function localTime(atMs: number): string {
  const offsetMs = new Date(atMs).getTimezoneOffset() * 60_000;
  return new Date(atMs - offsetMs).toISOString().slice(0, 16);
}
