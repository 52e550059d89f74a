import { Button, Modal } from "@mantine/core";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useNotify } from "#client/console/shell/use-notify.tsx";
import { useWordsOf } from "#client/console/words.tsx";
import { privacyWords } from "#client/i18n/console-privacy.ts";
import type { ConsentPurpose } from "#protocol/constants";
import { usePublish } from "./use-publish.ts";

export interface StopDialogProps {
  readonly inboxId: string;
  readonly purpose: ConsentPurpose;
  readonly basedOnVersion: number;
  readonly onClose: () => void;
}

/** Asks nobody any more: a version without a text. */
export function StopDialog({ inboxId, purpose, basedOnVersion, onClose }: StopDialogProps) {
  const { t } = useWordsOf(privacyWords);
  const notify = useNotify();
  const stop = usePublish(inboxId, () => {
    notify.done(t("privacy.stop.done"));
    onClose();
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("privacy.stop.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={dialogs.form} data-testid="stop-dialog">
        <p>{t("privacy.stop.text")}</p>
        <div className={dialogs.buttons}>
          <Button onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button
            variant="filled"
            color="danger"
            loading={stop.isPending}
            onClick={() => stop.mutate({ purpose, basedOnVersion })}
            data-testid="stop-submit"
          >
            {t("privacy.stop.submit")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
