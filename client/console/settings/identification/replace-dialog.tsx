import { Button, Checkbox, Modal } from "@mantine/core";
import { useState } from "react";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { identificationWords } from "#client/i18n/console-identification.ts";

interface ReplaceProps {
  readonly inboxName: string;
  readonly pending: boolean;
  readonly onConfirm: (endsPrevious: boolean) => void;
  readonly onClose: () => void;
}

export function ReplaceDialog({ inboxName, pending, onConfirm, onClose }: ReplaceProps) {
  const { t } = useWordsOf(identificationWords);
  const [endsPrevious, setEndsPrevious] = useState(false);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("identification.rotate.title", { inbox: inboxName })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={dialogs.form} data-testid="replace-dialog">
        <p>{t("identification.rotate.text")}</p>
        <Checkbox
          label={t("identification.rotate.leaked")}
          description={t("identification.rotate.leakedHint")}
          checked={endsPrevious}
          onChange={(event) => setEndsPrevious(event.currentTarget.checked)}
          data-testid="ends-previous"
        />
        <div className={dialogs.buttons}>
          <Button onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button
            variant="filled"
            color="danger"
            loading={pending}
            onClick={() => onConfirm(endsPrevious)}
            data-testid="replace-confirm"
          >
            {t("identification.rotate.confirm")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
