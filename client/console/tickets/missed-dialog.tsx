import { Button, Modal } from "@mantine/core";
import dialogs from "#client/console/actions/dialogs.module.css";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import type { FieldChange, TicketEntry } from "#protocol/http-tickets";
import classes from "./desk.module.css";
import entries from "./time-line/entry.module.css";
import { Entry } from "./time-line/entry.tsx";
import { useTicketWords } from "./words.ts";

export interface MissedDialogProps {
  /** What others changed, and what one wanted to change oneself. */
  readonly missed: readonly TicketEntry[];
  readonly mine: readonly FieldChange[];
  readonly isPending: boolean;
  readonly onTakeOver: () => void;
  readonly onDiscard: () => void;
}

/** What somebody else changed while one was changing the same ticket: one's own goes on top of it, or is left. */
export function MissedDialog({ missed, mine, isPending, onTakeOver, onDiscard }: MissedDialogProps) {
  const { t, sayChange } = useTicketWords();
  const { t: desk } = useWordsOf(ticketDeskWords);
  return (
    <Modal
      opened
      onClose={onDiscard}
      title={t("ticket.conflict.title")}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={dialogs.form} data-testid="ticket-missed">
        <p>{desk("ticketDesk.conflict.text")}</p>
        <section className={classes.side}>
          <h3>{desk("ticketDesk.conflict.theirs")}</h3>
          <ol className={entries.timeLine}>
            {missed.map((entry) => (
              <Entry key={entry.id} entry={entry} />
            ))}
          </ol>
        </section>
        {mine.length > 0 && (
          <section className={classes.side} data-testid="ticket-mine">
            <h3>{desk("ticketDesk.conflict.mine")}</h3>
            {mine.map((change) => (
              <p key={change.field}>{sayChange(change)}</p>
            ))}
          </section>
        )}
        <div className={dialogs.buttons}>
          <Button onClick={onDiscard} data-testid="ticket-discard">
            {desk("ticketDesk.conflict.discard")}
          </Button>
          <Button variant="filled" onClick={onTakeOver} loading={isPending} data-testid="ticket-take-over">
            {desk("ticketDesk.conflict.take")}
          </Button>
        </div>
      </div>
    </Modal>
  );
}
