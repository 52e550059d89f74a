/** What a customer is told of a ticket: neither who has it, nor how pressing it is, nor what colleagues wrote. */
import type { CustomerTicketStatus, TicketStatus } from "#protocol/constants";

const TOLD: Readonly<Record<TicketStatus, CustomerTicketStatus>> = {
  new: "received",
  open: "in_progress",
  waiting_customer: "waiting_for_you",
  // With whom the shop talks about it is its own affair.
  waiting_third_party: "in_progress",
  resolved: "resolved",
  closed: "closed",
};

export function statusForCustomer(status: TicketStatus): CustomerTicketStatus {
  return TOLD[status];
}
