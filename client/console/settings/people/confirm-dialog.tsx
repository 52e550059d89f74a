import { Button, Modal } from "@mantine/core";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWords } from "#client/console/words.tsx";
import classes from "./people.module.css";

interface ConfirmProps {
  title: string;
  text: string;
  /** What the button does, in words. */
  action: string;
  pending: boolean;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something that others will feel. */
export function ConfirmDialog({ title, text, action, pending, onConfirm, onClose }: ConfirmProps) {
  const { t } = useWords();
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <div className={dialogs.form} data-testid="confirm-dialog">
        <p className={classes.text}>{text}</p>
        <div className={dialogs.buttons}>
          <Button onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button variant="filled" color="danger" loading={pending} onClick={onConfirm} data-testid="confirm">
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
