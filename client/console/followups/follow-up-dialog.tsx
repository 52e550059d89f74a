import { Button, Modal, Textarea, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { fromLocalField, snoozeUntilMs, toLocalField } from "#client/console/actions/snooze-presets.ts";
import { api } from "#client/console/api.ts";
import { upcoming } from "#client/console/format/time.ts";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { followUpWords } from "#client/i18n/console-follow-ups.ts";
import { ApiError } from "#client/lib/api.ts";
import { newClientId } from "#client/lib/client-id.ts";
import { promiseFollowUp } from "#client/lib/follow-up-api.ts";
import { type FollowUpSubject, MAX_FOLLOW_UP_NOTE_CHARS } from "#protocol/constants";

interface DialogProps {
  readonly subject: FollowUpSubject;
  readonly subjectId: string;
  readonly onClose: () => void;
}

/** When the agent comes back to it, and what for. */
export default function FollowUpDialog({ subject, subjectId, onClose }: DialogProps) {
  const { t, locale } = useWordsOf(followUpWords);
  const notify = useNotify();
  const queries = useQueryClient();
  const [clientId] = useState(() => newClientId(Date.now()));
  const [value, setValue] = useState(() => toLocalField(snoozeUntilMs("hour", Date.now())));
  const [note, setNote] = useState("");
  const [isPast, setPast] = useState(false);
  const making = useMutation({
    mutationFn: (dueAtMs: number) => {
      const trimmed = note.trim();
      return promiseFollowUp(api, { clientId, subject, subjectId, dueAtMs, ...(trimmed !== "" && { note: trimmed }) });
    },
    onSuccess: (_, dueAtMs) => {
      notify.done(t("followUp.made", { time: upcoming(dueAtMs, Date.now(), locale) }));
      void queries.invalidateQueries({ queryKey: ["today"] });
      onClose();
    },
    onError: (error) => {
      if (error instanceof ApiError && error.reason === "time_past") setPast(true);
      else notify.problem(t("followUp.failed"));
    },
  });

  function submit() {
    const dueAtMs = fromLocalField(value, Date.now());
    setPast(dueAtMs === undefined);
    if (dueAtMs !== undefined) making.mutate(dueAtMs);
  }

  return (
    <Modal opened onClose={onClose} title={t("followUp.title")} closeButtonProps={{ "aria-label": t("action.close") }}>
      <form
        className={dialogs.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="follow-up-dialog"
      >
        <TextInput
          type="datetime-local"
          label={t("followUp.when")}
          description={t("followUp.whenHint")}
          value={value}
          min={toLocalField(Date.now())}
          onChange={(event) => setValue(event.target.value)}
          error={isPast && t("followUp.past")}
          data-autofocus
          data-testid="follow-up-when"
        />
        <Textarea
          label={t("followUp.note")}
          description={t("followUp.noteHint")}
          value={note}
          maxLength={MAX_FOLLOW_UP_NOTE_CHARS}
          autosize
          minRows={2}
          onChange={(event) => setNote(event.target.value)}
          data-testid="follow-up-note"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" loading={making.isPending} data-testid="follow-up-submit">
            {t("followUp.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
