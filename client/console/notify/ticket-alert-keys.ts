import type { TicketAlertCause } from "#protocol/constants";

/** Which words say an alert of a ticket: of its times, or of a refund that waits or was decided. Pure. */
export function ticketAlertKeys(cause: TicketAlertCause) {
  if (cause === "refundAsked" || cause === "refundDecided")
    return { title: `ticketAlert.${cause}`, body: `ticketAlert.${cause}Text` } as const;
  return cause === "warning"
    ? ({ title: "ticketAlert.warning", body: "alert.warningText" } as const)
    : ({ title: "ticketAlert.breach", body: "alert.breachText" } as const);
}
