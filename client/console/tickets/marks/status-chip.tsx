import { useTicketWords } from "#client/console/tickets/words.ts";
import type { TicketStatus } from "#protocol/constants";
import classes from "./status-chip.module.css";
import { StatusMark } from "./status-mark.tsx";

interface StatusChipProps {
  readonly status: TicketStatus;
  /** On a phone its shape has to do, for whoever sees it. */
  readonly isTight?: boolean;
}

/** How far a ticket is, as a shape and in words. */
export function StatusChip({ status, isTight = false }: StatusChipProps) {
  const { t } = useTicketWords();
  return (
    <span className={classes.chip} data-tight={isTight || undefined} data-testid="ticket-status">
      <StatusMark status={status} isNamed />
      <span>{t(`ticket.status.${status}`)}</span>
    </span>
  );
}
