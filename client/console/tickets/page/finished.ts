import type { ShownTicket } from "#client/lib/ticket-answers.ts";

/** Nothing is due of it any more, unless it is opened again. */
export function isFinished({ status }: Pick<ShownTicket, "status">): boolean {
  return status === "resolved" || status === "closed";
}
