import { StatusMark } from "#client/console/tickets/marks/status-mark.tsx";
import { useTicketWords } from "#client/console/tickets/words.ts";
import type { TicketStatus } from "#protocol/constants";
import classes from "./status-chip.module.css";

/** How far the open ticket is, in its header: as a shape and in words. */
export function StatusChip({ status }: { status: TicketStatus }) {
  const { t } = useTicketWords();
  return (
    <span className={classes.chip} data-testid="ticket-status">
      <StatusMark status={status} isNamed />
      <span className={classes.words}>{t(`ticket.status.${status}`)}</span>
    </span>
  );
}
