import { Button, Modal } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { securityWords } from "#client/i18n/console-security.ts";
import classes from "./security.module.css";

/** Says what will be gone, before it is. */
export function Confirm(props: {
  title: string;
  text: string;
  action: string;
  isBusy: boolean;
  isHarmless?: boolean;
  onConfirm: () => void;
  onClose: () => void;
}) {
  const { t } = useWordsOf(securityWords);
  const { title, text, action, isBusy, isHarmless = false, onConfirm, onClose } = props;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ "aria-label": t("action.close") }}>
      <div className={classes.form} data-testid="confirm">
        <p>{text}</p>
        <div className={classes.ends}>
          <Button onClick={onClose} data-autofocus>
            {t("action.cancel")}
          </Button>
          <Button
            variant="filled"
            {...(!isHarmless && { color: "red" })}
            loading={isBusy}
            onClick={onConfirm}
            data-testid="confirm-action"
          >
            {action}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
