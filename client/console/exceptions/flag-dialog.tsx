import { Button, Modal, Select, Textarea } from "@mantine/core";
import { useState } from "react";
import dialog from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { exceptionsWords } from "#client/i18n/console-exceptions.ts";
import { type ExceptionKind, MAX_REASON_CHARS } from "#protocol/constants";

export interface FlagDialogProps {
  /** That are not set yet. */
  readonly kinds: readonly ExceptionKind[];
  readonly onFlag: (kind: ExceptionKind, reason: string) => void;
  readonly onClose: () => void;
}

/** What kind of exception, and why: whoever is to look at it should not have to ask. */
export default function FlagDialog({ kinds, onFlag, onClose }: FlagDialogProps) {
  const { t } = useWordsOf(exceptionsWords);
  const [kind, setKind] = useState(kinds[0]);
  const [reason, setReason] = useState("");
  const [isMissing, setIsMissing] = useState(false);

  function submit() {
    const words = reason.trim();
    setIsMissing(words === "");
    if (words === "" || kind === undefined) return;
    onFlag(kind, words);
    onClose();
  }

  return (
    <Modal
      opened
      onClose={onClose}
      title={t("exceptions.dialog")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <form
        className={dialog.form}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
        noValidate
        data-testid="flag-dialog"
      >
        <Select
          label={t("exceptions.kind")}
          data={kinds.map((each) => ({ value: each, label: t(`exception.${each}`) }))}
          value={kind ?? null}
          onChange={(value) => setKind(kinds.find((each) => each === value) ?? kind)}
          allowDeselect={false}
          comboboxProps={{ withinPortal: false }}
          data-testid="flag-kind"
        />
        <Textarea
          label={t("exceptions.reason")}
          description={t("exceptions.reasonHint")}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={isMissing && t("exceptions.reasonMissing")}
          maxLength={MAX_REASON_CHARS}
          rows={3}
          data-autofocus
          data-testid="flag-reason"
        />
        <div className={dialog.buttons}>
          <Button onClick={onClose}>{t("action.cancel")}</Button>
          <Button type="submit" variant="filled" data-testid="flag-submit">
            {t("exceptions.submit")}
          </Button>
        </div>
      </form>
    </Modal>
  );
}
