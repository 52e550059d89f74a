import { Button, Modal, TextInput } from "@mantine/core";
import { useState } from "react";
import { useWords } from "#client/console/words.tsx";
import classes from "./dialogs.module.css";
import { fromLocalField, snoozeUntilMs, toLocalField } from "./snooze-presets.ts";

/** A time of the agent's own choice. */
export default function SnoozeDialog({
  onChoose,
  onClose,
}: {
  onChoose: (untilMs: number) => void;
  onClose: () => void;
}) {
  const { t } = useWords();
  const [value, setValue] = useState(() => toLocalField(snoozeUntilMs("tomorrow", Date.now())));
  const [isPast, setIsPast] = useState(false);

  function submit() {
    const untilMs = fromLocalField(value, Date.now());
    setIsPast(untilMs === undefined);
    if (untilMs === undefined) return;
    onChoose(untilMs);
    onClose();
  }

  return (
    <Modal opened onClose={onClose} title={t("snooze.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="snooze-dialog"
      >
        <TextInput
          type="datetime-local"
          label={t("snooze.customLabel")}
          description={t("snooze.hint")}
          value={value}
          min={toLocalField(Date.now())}
          onChange={(event) => setValue(event.target.value)}
          error={isPast && t("snooze.past")}
          data-autofocus
          data-testid="snooze-until"
        />
        <div className={classes.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="snooze-submit">
            {t("action.snooze")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
