import { Button, Modal } from "@mantine/core";
import dialog from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { blocksWords } from "#client/i18n/console-blocks.ts";
import { useLiftBlock } from "./use-blocks.ts";

export interface LiftDialogProps {
  readonly blockId: string;
  /** Of who can write again. */
  readonly name: string;
  readonly onClose: () => void;
}

export function LiftDialog({ blockId, name, onClose }: LiftDialogProps) {
  const { t } = useWordsOf(blocksWords);
  const lift = useLiftBlock();
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("blocks.lift.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={dialog.form} data-testid="lift-dialog">
        <p>{t("blocks.lift.text", { name })}</p>
        <div className={dialog.buttons}>
          <Button onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button
            variant="filled"
            loading={lift.isPending}
            onClick={() => lift.mutate(blockId, { onSettled: onClose })}
            data-testid="lift-confirm"
          >
            {t("blocks.lift.confirm")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
