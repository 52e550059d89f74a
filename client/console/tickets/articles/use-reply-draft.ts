import { useState } from "react";
import { kept } from "#client/console/kept.ts";
import { useMay, useMe } from "#client/console/session/me.ts";
import { draftsOf } from "#client/console/thread/drafts.ts";
import type { ShownTicket } from "#client/lib/ticket-answers.ts";
import type { TicketArticle } from "#protocol/ticket-articles";
import { draftWith } from "./edits.ts";

/** Where the drafts of a ticket are kept, apart from what is begun in the conversation's own thread. */
export function draftPlaceOf({ id }: Pick<ShownTicket, "id">): string {
  return `ticket.${id}`;
}

/**
 * Puts articles into the draft of a ticket's reply.
 * @returns how many were put: the composer reads its draft anew with each; and how one is, where the customer can be written to
 */
export function useReplyDraft(ticket: ShownTicket) {
  const me = useMe();
  const [puts, setPuts] = useState(0);
  const mayReply = [useMay("conversation.read"), useMay("conversation.reply"), useMay("ticket.note")].every(Boolean);
  const put = (article: TicketArticle) => {
    const drafts = draftsOf(kept, me.id, draftPlaceOf(ticket));
    drafts.write("reply", draftWith(drafts.read("reply"), article));
    setPuts((count) => count + 1);
  };
  return { puts, put: mayReply && ticket.conversationId !== undefined ? put : undefined };
}
