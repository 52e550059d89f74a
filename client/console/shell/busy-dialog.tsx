import { Button, Modal, Select, TextInput } from "@mantine/core";
import { useState } from "react";
import dialog from "#client/console/actions/dialogs.module.css";
import { useFeed } from "#client/console/inbox/feed.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { deskWords } from "#client/i18n/console-desk.ts";
import { formatTime } from "#client/i18n/format.ts";
import { BUSY_REASONS, type BusyReason, MAX_PRESENCE_NOTE_CHARS } from "#protocol/constants";
import { BUSY_MINUTES, inMinutes, nextAt } from "./busy-until.ts";
import classes from "./presence.module.css";

/** Do not disturb, with what colleagues want to know of it: why, and until when. */
export default function BusyDialog({ onClose }: { onClose: () => void }) {
  const { t, locale } = useWordsOf(deskWords);
  const { feed, setPresence } = useFeed();
  const [nowMs] = useState(() => Date.now());
  const [reason, setReason] = useState<BusyReason>(feed.reason ?? "break");
  const [note, setNote] = useState(feed.note ?? "");
  const [until, setUntil] = useState("30");
  const [time, setTime] = useState(() => formatTime("en", inMinutes(60, nowMs)));
  const [isWrong, setIsWrong] = useState(false);

  function submit() {
    const untilMs = until === "at" ? nextAt(time, Date.now()) : inMinutes(Number(until), Date.now());
    const isMissing = until !== "none" && untilMs === undefined;
    setIsWrong(isMissing);
    if (isMissing) return;
    const words = note.trim();
    setPresence({
      status: "busy",
      reason,
      ...(words !== "" && { note: words }),
      ...(until !== "none" && untilMs !== undefined && { untilMs }),
    });
    onClose();
  }

  const minutes = (count: number) => ({
    value: String(count),
    label: t("busy.in", { minutes: count, time: formatTime(locale, inMinutes(count, nowMs)) }),
  });
  return (
    <Modal opened onClose={onClose} title={t("busy.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="busy-dialog"
      >
        <p>{t("busy.text")}</p>
        <fieldset className={classes.reasons}>
          <legend>{t("busy.reason")}</legend>
          {BUSY_REASONS.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === reason}
              onClick={() => setReason(each)}
              data-testid={`busy-reason-${each}`}
            >
              {t(`busy.${each}`)}
            </button>
          ))}
        </fieldset>
        <Select
          label={t("busy.until")}
          data={[
            { value: "none", label: t("busy.none") },
            ...BUSY_MINUTES.map(minutes),
            { value: "at", label: t("busy.at") },
          ]}
          value={until}
          onChange={(next) => setUntil(next ?? "none")}
          allowDeselect={false}
          data-testid="busy-until"
        />
        {until === "at" && (
          <TextInput
            type="time"
            label={t("busy.time")}
            value={time}
            onChange={(event) => setTime(event.target.value)}
            error={isWrong && t("busy.timePast")}
            data-testid="busy-time"
          />
        )}
        <TextInput
          label={t("busy.note")}
          description={t("busy.noteHint", { max: MAX_PRESENCE_NOTE_CHARS })}
          value={note}
          maxLength={MAX_PRESENCE_NOTE_CHARS}
          onChange={(event) => setNote(event.target.value)}
          autoComplete="off"
          data-testid="busy-note"
        />
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="busy-submit">
            {t("busy.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
