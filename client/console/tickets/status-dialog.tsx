import { Button, Modal } from "@mantine/core";
import { useWordsOf } from "#client/console/words.tsx";
import { ticketDeskWords } from "#client/i18n/console-ticket-desk.ts";
import { TICKET_STATUSES, type TicketStatus } from "#protocol/constants";
import classes from "./desk.module.css";
import { StatusChip } from "./marks/status-chip.tsx";

export interface StatusDialogProps {
  readonly count: number;
  readonly onChoose: (status: TicketStatus) => void;
  readonly onClose: () => void;
}

/** Which status they are to have. */
export function StatusDialog({ count, onChoose, onClose }: StatusDialogProps) {
  const { t } = useWordsOf(ticketDeskWords);
  const statuses = TICKET_STATUSES.filter((status) => status !== "new");
  return (
    <Modal
      opened
      onClose={onClose}
      size="xs"
      title={t("ticketDesk.statusTitle", { count })}
      closeButtonProps={{ "aria-label": t("action.close") }}
    >
      <div className={classes.statuses} data-testid="status-dialog">
        {statuses.map((status, index) => (
          <Button
            key={status}
            variant="subtle"
            justify="flex-start"
            onClick={() => {
              onChoose(status);
              onClose();
            }}
            data-autofocus={index === 0 || undefined}
            data-testid={`status-${status}`}
          >
            <StatusChip status={status} />
          </Button>
        ))}
      </div>
    </Modal>
  );
}
