import { Button, Modal } from "@mantine/core";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { Refused } from "./bulk.ts";
import classes from "./desk.module.css";
import { wordTicketRefusal } from "./refusals.ts";

/** Which of many tickets were not changed, and why. */
export function RefusedDialog({ refused, onClose }: { refused: readonly Refused[]; onClose: () => void }) {
  const { t } = useWordsOf(ticketDeskWords);
  return (
    <Modal
      opened
      onClose={onClose}
      title={t("ticketDesk.bulk.refused", { count: refused.length })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={dialogs.form} data-testid="bulk-refused">
        <ul className={classes.refused}>
          {refused.map(({ row, reason }) => (
            <li key={row.id}>
              <span className="ellipsis">
                <b>{`#${row.number}`}</b> {row.subject}
              </span>
              <span className={classes.quiet}>{wordTicketRefusal(reason, t)}</span>
            </li>
          ))}
        </ul>
        <div className={dialogs.buttons}>
          <Button variant="filled" onClick={onClose}>
            {t("ticketDesk.bulk.understood")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
